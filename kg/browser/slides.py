"""The questions of the guide: `cypher/browser/guide/<order>-<name>.cypher`, read and checked here.

    // title: Who met whom?
    // text: What one reads before the picture.
    // report: who-met-whom
    MATCH …

A header as reports have it (`kg.reports.header`): `title` and `text` once each, `report` at most once. The query draws
a picture in Neo4j Browser, so it is for Neo4j alone and returns nodes and relationships; its parameters are those of
`PARAMETERS`. The report's rows say the same in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kg import settings
from kg.errors import DataError, UsageError
from kg.graph.readonly import refuse_writes
from kg.reports.catalog import Report
from kg.reports.header import Wrong, split
from kg.reports.parameters import BUSIEST, Parameter, unknown
from kg.reports.syntax import parameters_of

PARAMETERS = (
    Parameter("actor", "actor", BUSIEST, "whom the questions are about"),
    Parameter("other", "actor", BUSIEST, "the other one, in the questions about two"),
    Parameter("place", "place", BUSIEST, "the place that is asked about"),
)
"""What the guide has the reader choose before the questions."""


class Slide(Struct, frozen=True):
    """One question: `query` draws its picture, `report` gives its rows where there is one."""

    title: str
    text: str
    query: str
    report: Report | None


def load(reports: Mapping[str, Report], folder: Path | None = None) -> list[Slide]:
    """The slides in order of their files. DataError, with file and line, for a file that breaks the rules."""
    return [_read(path, reports) for path in sorted((folder or settings.cypher("browser", "guide")).glob("*.cypher"))]


def _read(path: Path, reports: Mapping[str, Report]) -> Slide:
    try:
        return _slide(path.read_text(encoding="utf-8"), reports)
    except Wrong as wrong:
        raise DataError(f"{path}:{wrong.line}: {wrong}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from None


def _slide(text: str, reports: Mapping[str, Report]) -> Slide:
    header = split(text, ("title", "text", "report"))
    named = header.once("report")
    if named and named.value not in reports:
        raise Wrong(named.number, unknown("report", named.value, reports))
    try:
        refuse_writes(header.query)
    except UsageError as error:
        raise Wrong(header.first, str(error)) from None
    if others := parameters_of(header.query) - {each.name for each in PARAMETERS}:
        raise Wrong(header.first, f"the guide does not set ${min(others)}")
    report = reports[named.value] if named else None
    return Slide(header.required("title"), header.required("text"), header.query, report)
