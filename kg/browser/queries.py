"""Reports as the saved queries of Neo4j Browser: a zip of `.cypher` files that is dropped on its Favorites drawer.

Folders are topics, each an entry of its own in the zip: the next Browser makes none otherwise. The first comment of a
file is the name that Browser 5 shows; the next one shows the file's. Browser runs `:param` lines and a query
in one text, but shows no rows of it then. So a report with parameters is two saved queries: its query, and before it
`NAME: parameters`, which sets each to its default.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from kg.browser.parameters import named, param_lines
from kg.reports.catalog import Report
from kg.reports.parameters import ENTITY_TYPES, Parameter
from kg.reports.syntax import parameters_of

FILE = "kg-queries.zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the same reports give the same bytes."""


class SavedQuery(NamedTuple):
    """One saved query: `path` inside the zip, and its text."""

    path: str
    text: str


def saved(report: Report) -> list[SavedQuery]:
    """The saved queries of a report, in the order in which they are run."""
    path = f"{report.topic}/{report.name}"
    about = [report.question]
    if report.algorithm:
        about.append(f"These are the ties that the answer is worked out of; the answer: kg report run {report.name}")
    asked = [each for each in report.parameters if each.name in parameters_of(report.query)]
    if not asked:
        return [SavedQuery(f"{path}.cypher", _text(report.title, about, report.query))]
    setting = f"{report.title}: parameters"
    first = [f"Run this, perhaps with other values, then: {report.title}"]
    first += [f"{each.name} ({each.type}): {each.meaning}" for each in asked]
    first += [f"To name one: :param {each.name} => {named(each.type, 'NAME')};" for each in asked if _is_named(each)]
    return [
        SavedQuery(f"{path}-parameters.cypher", _text(setting, first, "\n".join(param_lines(asked)))),
        SavedQuery(f"{path}.cypher", _text(report.title, [*about, f"Run first: {setting}"], report.query)),
    ]


def archive(reports: Iterable[Report]) -> bytes:
    """The zip of all reports' saved queries."""
    reports = list(reports)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for topic in sorted({report.topic for report in reports}):
            file.writestr(zipfile.ZipInfo(f"{topic}/", _LONG_AGO), "")
        for report in reports:
            for path, text in saved(report):
                file.writestr(zipfile.ZipInfo(path, _LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _is_named(parameter: Parameter) -> bool:
    return parameter.type in ENTITY_TYPES


def _text(title: str, comments: list[str], body: str) -> str:
    return "\n".join([*(f"// {line}" for line in (title, *comments)), body, ""])
