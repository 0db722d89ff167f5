"""The catalogue of reports as Markdown: a page a report with its rows on the sample articles, and an index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from kg.graph.store import Store, Value
from kg.reports.catalog import Report
from kg.reports.escape import markdown
from kg.reports.parameters import Parameter
from kg.reports.run import Answer, run
from kg.reports.words import words

ROWS = 8
INDEX = "README.md"
_MADE = "<!-- Made by `make docs` from cypher/reports/ and data/articles/; what is written here by hand is lost. -->"
_LANGUAGE = "cypher"


def pages(reports: Mapping[str, Report], store: Store) -> dict[str, str]:
    """Text by path under docs/reports/. `store` holds the sample articles. StoreError, UsageError as in `run`."""
    made = {path(report): page(report, reports, run(report, store, {}, ROWS)) for report in reports.values()}
    return {INDEX: index(reports.values())} | made


def path(report: Report) -> str:
    """Where the page of a report is, under docs/reports/."""
    return f"{report.topic}/{report.name}.md"


def page(report: Report, reports: Mapping[str, Report], answer: Answer) -> str:
    """All that the catalogue says of a report, and `answer`: its rows with the defaults."""
    parts = [
        _MADE,
        f"# {markdown(report.title)}",
        markdown(report.question),
        f"`kg report run {report.name}` · [all reports](../{INDEX})",
        "## Parameters",
        _table(("name", "type", "default", "meaning"), map(_parameter, report.parameters)) or "None.",
        "## Columns",
        _table(("name", "type", "meaning"), ((f"`{c.name}`", c.type, markdown(c.meaning)) for c in report.columns)),
        *([f"Chart: {report.chart}."] if report.chart else []),
        *([f"Related: {_links(report, reports)}."] if report.related else []),
        "## On the sample articles",
        _answer(report, answer),
        "## Query",
        f"```{_LANGUAGE}\n{report.query}\n```",
    ]
    if report.algorithm:
        parts.append(f"Its rows go to the algorithm `{report.algorithm}` (`kg/reports/algorithms.py`).")
    if report.scan:
        parts.append(f"On Neo4j it reads all of a kind: {markdown(report.scan)}.")
    return "\n\n".join(parts) + "\n"


def index(reports: Iterable[Report]) -> str:
    """The reports by topic, a line each."""
    topics: dict[str, list[Report]] = {}
    for report in reports:
        topics.setdefault(report.topic, []).append(report)
    parts = [
        _MADE,
        "# Reports",
        "A page a report: what it asks, what it takes and gives, its rows on the sample articles of `data/articles/`, "
        "and its query. `kg report list` has the same list, `kg report run NAME` runs one on your graph.",
    ]
    for topic, members in topics.items():
        rows = [(f"[{report.name}]({path(report)})", markdown(report.question)) for report in members]
        parts += [f"## {topic.capitalize()}", _table(("report", "question"), rows)]
    return "\n\n".join(parts) + "\n"


def _parameter(parameter: Parameter) -> tuple[str, ...]:
    default = json.dumps(parameter.default, ensure_ascii=False, default=str)
    return f"`{parameter.name}`", parameter.type, f"`{default}`", markdown(parameter.meaning)


def _links(report: Report, reports: Mapping[str, Report]) -> str:
    return ", ".join(f"[{name}](../{path(reports[name])})" for name in report.related)


def _answer(report: Report, answer: Answer) -> str:
    entities = [p.name for p in report.parameters if p.type in ("actor", "place", "country")]
    given = [f"{name} = {words(answer.parameters[name])}" for name in entities if words(answer.parameters[name])]
    asked = f"With {markdown(', '.join(given))}" if given else "With the defaults"
    if not answer.result.rows:
        return f"{asked}: no rows."
    told = f"{asked}, the first {ROWS} rows:" if answer.cut else f"{asked}:"
    columns = [markdown(name) for name in answer.result.columns]
    return f"{told}\n\n{_table(columns, ([_cell(value) for value in row] for row in answer.result.rows))}"


def _cell(value: Value) -> str:
    """Two digits after the point: a score may differ in a later one from machine to machine."""
    return markdown(words(round(value, 2) if isinstance(value, float) else value))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Nothing where there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}", *lines]) if lines else ""
