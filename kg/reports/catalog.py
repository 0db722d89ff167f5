"""Reports as files: `cypher/reports/<topic>/<name>.cypher`, read and checked here.

A file is UTF-8: a header of comment lines, then one read-only query in the portable Cypher that both stores run.

    // title: Meetings
    // question: Who met whom, when and where,
    //   and which words say so?
    // param: actor string = "" — only meetings of this actor
    // param: since date = null — only from this day on
    // column: date date — first day of the meeting
    // chart: timeline
    // related: who-met-whom, evidence
    MATCH …
    RETURN e.start AS date …

Each header line is `// KEY: VALUE`; a line of `//` and three or more spaces goes on with the value above. The keys:

- `title`, `question`: once each, required.
- `param`: `NAME TYPE = DEFAULT — MEANING`, one a parameter of the query. TYPE is string, strings (a list of them),
  integer, number, boolean or date. DEFAULT is JSON (`""`, `10`, `true`, `["ACCUSE"]`), a bare ISO date, or, for a
  date, `null`; with all defaults a report answers for the whole graph.
- `column`: `NAME TYPE — MEANING`, one a column, in the order of the query's RETURN; the same types. Rows about events
  end with sentence, outlet, article and event: the words that each row comes from, and where to find them.
- `chart`: at most once: what suits the rows, one of timeline, line, bar, network, map.
- `related`: at most once: names of other reports, separated by commas.

A folder is a topic; the file's name (lower case, words joined by `-`) is the report's. DataError, with file and line,
for a header that breaks these rules, parameters or columns that header and query do not share, and a write clause.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Literal, cast, get_args

from msgspec import Struct

from kg import settings
from kg.errors import DataError, UsageError
from kg.graph.readonly import refuse_writes
from kg.graph.store import Value
from kg.reports.parameters import VALUE_TYPES, Parameter, ValueType, bind, unknown
from kg.reports.syntax import columns_of, parameters_of

Chart = Literal["timeline", "line", "bar", "network", "map"]
_KEYS = ("title", "question", "param", "column", "chart", "related")
_ITEM = re.compile(r"// (\w+): (\S.*)")
_MORE = re.compile(r"// {3,}(\S.*)")
_PARAM = re.compile(r"([a-z]\w*) (\w+) = (.+?) — (\S.*)")
_COLUMN = re.compile(r"([a-z]\w*) (\w+) — (\S.*)")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Column(Struct, frozen=True):
    """One column of a report's rows; any value may be None."""

    name: str
    type: ValueType
    meaning: str


class Report(Struct, frozen=True, kw_only=True):
    """One report. `query` is the Cypher without its header."""

    name: str
    topic: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    query: str
    path: Path
    chart: Chart | None = None
    related: tuple[str, ...] = ()


class _Line(Struct, frozen=True):
    number: int
    key: str
    value: str


class _Wrong(Exception):
    """What is wrong with a file, and in which line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def load(folder: Path | None = None) -> dict[str, Report]:
    """All reports under `folder` (the project's own when None) by name, sorted by topic and name. DataError."""
    folder = folder or settings.cypher("reports")
    reports: dict[str, Report] = {}
    for path in sorted(folder.glob("*/*.cypher")):
        report = read(path)
        if report.name in reports:
            raise DataError(f"{path}: another report has this name: {reports[report.name].path}")
        reports[report.name] = report
    for report in reports.values():
        for name in report.related:
            if name not in reports:
                raise DataError(f"{report.path}: related: {unknown('report', name, reports)}")
    return reports


def find(name: str, reports: dict[str, Report] | None = None) -> Report:
    """The report of that name. UsageError, which names those that are near, if there is none."""
    reports = load() if reports is None else reports
    if name not in reports:
        raise UsageError(unknown("report", name, reports))
    return reports[name]


def read(path: Path) -> Report:
    """One file, checked. DataError says file and line."""
    try:
        text = path.read_text(encoding="utf-8")
        if not _NAME.fullmatch(path.stem):
            raise _Wrong(1, "a report's file name is lower-case words joined by '-'")
        return _report(path, text)
    except _Wrong as wrong:
        raise DataError(f"{path}:{wrong.line}: {wrong}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from None


def _report(path: Path, text: str) -> Report:
    lines, query, first = _split(text)
    parameters = tuple(_parameter(line) for line in lines if line.key == "param")
    columns = tuple(_column(line) for line in lines if line.key == "column")
    _distinct([(line, item.name) for line, item in zip(_of(lines, "param"), parameters, strict=True)])
    _distinct([(line, item.name) for line, item in zip(_of(lines, "column"), columns, strict=True)])
    chart = _once(lines, "chart")
    if chart is not None and chart.value not in get_args(Chart):
        raise _Wrong(chart.number, f"chart is one of {', '.join(get_args(Chart))}, not {chart.value!r}")
    related = _once(lines, "related")
    _check_query(query, first, lines, parameters, columns)
    return Report(
        name=path.stem,
        topic=path.parent.name,
        title=_required(lines, "title"),
        question=_required(lines, "question"),
        parameters=parameters,
        columns=columns,
        query=query,
        path=path,
        chart=cast(Chart, chart.value) if chart else None,
        related=tuple(name.strip() for name in related.value.split(",")) if related else (),
    )


def _split(text: str) -> tuple[list[_Line], str, int]:
    """The header's items, the query, and the number of the query's first line."""
    lines: list[_Line] = []
    rows = text.splitlines()
    at = 0
    for at, row in enumerate([*rows, ""], 1):
        if not row.startswith("//"):
            break
        more, item = _MORE.fullmatch(row), _ITEM.fullmatch(row)
        if more and lines:
            lines[-1] = _Line(lines[-1].number, lines[-1].key, f"{lines[-1].value} {more[1].strip()}")
        elif item and item[1] in _KEYS:
            lines.append(_Line(at, item[1], item[2].strip()))
        else:
            raise _Wrong(at, f"a header line is '// KEY: VALUE' with one of the keys {', '.join(_KEYS)}")
    rest = "\n".join(rows[at - 1 :])
    return lines, rest.strip(), at + len(rest) - len(rest.lstrip("\n"))


def _parameter(line: _Line) -> Parameter:
    match = _PARAM.fullmatch(line.value)
    if not match or match[2] not in VALUE_TYPES:
        raise _Wrong(line.number, f"a param is 'NAME TYPE = DEFAULT — MEANING', TYPE one of {', '.join(VALUE_TYPES)}")
    name, value_type, default, meaning = match.groups()
    parameter = Parameter(name, cast(ValueType, value_type), None, meaning)
    try:
        value = _default(default)
        if isinstance(value, str) and value_type != "string":
            raise UsageError(f"the default {default} is not of type {value_type}")
        return Parameter(name, parameter.type, bind([parameter], {name: value})[name], meaning)
    except (UsageError, ValueError) as error:
        raise _Wrong(line.number, f"param {name}: {error}") from None


def _default(text: str) -> Value:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError(f"the default {text} is neither JSON nor an ISO date") from None


def _column(line: _Line) -> Column:
    match = _COLUMN.fullmatch(line.value)
    if not match or match[2] not in VALUE_TYPES:
        raise _Wrong(line.number, f"a column is 'NAME TYPE — MEANING', TYPE one of {', '.join(VALUE_TYPES)}")
    return Column(match[1], cast(ValueType, match[2]), match[3])


def _check_query(
    query: str, first: int, lines: list[_Line], parameters: tuple[Parameter, ...], columns: tuple[Column, ...]
) -> None:
    """`_Wrong` unless the query reads only and uses and returns what the header says."""
    try:
        refuse_writes(query)
        returned, offset = columns_of(query)
    except (UsageError, ValueError) as error:
        raise _Wrong(first, str(error)) from None
    used = parameters_of(query)
    for line, parameter in zip(_of(lines, "param"), parameters, strict=True):
        if parameter.name not in used:
            raise _Wrong(line.number, f"param {parameter.name} is not used in the query")
    for name in sorted(used - {parameter.name for parameter in parameters}):
        number = first + query[: query.index(f"${name}")].count("\n")
        raise _Wrong(number, f"${name} has no param line in the header")
    declared = [column.name for column in columns]
    if declared != returned:
        number = first + query[:offset].count("\n")
        raise _Wrong(number, f"the query returns {', '.join(returned)}; the header's columns are {', '.join(declared)}")


def _of(lines: list[_Line], key: str) -> list[_Line]:
    return [line for line in lines if line.key == key]


def _once(lines: list[_Line], key: str) -> _Line | None:
    found = _of(lines, key)
    if len(found) > 1:
        raise _Wrong(found[1].number, f"{key} is given twice")
    return found[0] if found else None


def _required(lines: list[_Line], key: str) -> str:
    line = _once(lines, key)
    if line is None:
        raise _Wrong(1, f"the header has no {key}")
    return line.value


def _distinct(named: list[tuple[_Line, str]]) -> None:
    for at, (line, name) in enumerate(named):
        if name in {other for _, other in named[:at]}:
            raise _Wrong(line.number, f"{line.key} {name} is given twice")
