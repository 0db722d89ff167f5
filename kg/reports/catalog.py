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
  integer, number, boolean, date, actor or place. DEFAULT is JSON (`""`, `10`, `true`, `["ACCUSE"]`), a bare ISO date,
  or, for a date, `null`; with all defaults a report has an answer. Of an actor or place the value is a name, alias or
  id in any spelling, and the query gets a list of ids (`kg.reports.entities`): the default `""` is any, an empty list;
  `"*"` the one with most events, or, for a further actor, with most events with the first.
- `column`: `NAME TYPE — MEANING`, one a column, in the order of the query's RETURN; a type of values, so neither actor
  nor place. Rows that are events end with sentence, outlet, article and event: the words that each row comes from, and
  where to find them.
- `chart`: at most once: what suits the rows, one of timeline, line, bar, matrix, network, map; then, with spaces
  between, the columns that it draws, where those that `kg.reports.page.charts` would take are not the right ones.
- `related`: at most once: names of other reports, separated by commas.
- `algorithm`: at most once: what makes the rows of what the query gives, one of `kg.reports.algorithms`; the columns
  are then those of the algorithm, and its options are parameters too.
- `scan`: why the query reads every node or relationship of a kind on Neo4j, though it should start from an index; names
  each such label or relationship type. A test reads the plans and wants it where there is such a scan.

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
from kg.reports.algorithms import ALGORITHMS, Algorithm
from kg.reports.header import Header, Line, Wrong, split
from kg.reports.parameters import (
    ENTITY_TYPES,
    PARAMETER_TYPES,
    VALUE_TYPES,
    Parameter,
    ParameterType,
    ValueType,
    bind,
    unknown,
)
from kg.reports.syntax import columns_of, parameters_of

Chart = Literal["timeline", "line", "bar", "matrix", "network", "map"]
_KEYS = ("title", "question", "param", "column", "chart", "related", "scan", "algorithm")
_PARAM = re.compile(r"([a-z]\w*) (\w+) = (.+?) — (\S.*)")
_COLUMN = re.compile(r"([a-z]\w*) (\w+) — (\S.*)")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Column(Struct, frozen=True):
    """One column of a report's rows; any value may be None."""

    name: str
    type: ValueType
    meaning: str


class Report(Struct, frozen=True, kw_only=True):
    """One report. `query` is the Cypher without its header; `scan` is empty where it starts from indexes.

    `algorithm` is a name in `kg.reports.algorithms.ALGORITHMS`, or empty where the rows are those of the query."""

    name: str
    topic: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    query: str
    path: Path
    chart: Chart | None = None
    chart_columns: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    scan: str = ""
    algorithm: str = ""


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
            raise Wrong(1, "a report's file name is lower-case words joined by '-'")
        return _report(path, text)
    except Wrong as wrong:
        raise DataError(f"{path}:{wrong.line}: {wrong}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from None


def _report(path: Path, text: str) -> Report:
    header = split(text, _KEYS)
    parameters = tuple(_parameter(line) for line in header.of("param"))
    columns = tuple(_column(line) for line in header.of("column"))
    _distinct([(line, item.name) for line, item in zip(header.of("param"), parameters, strict=True)])
    _distinct([(line, item.name) for line, item in zip(header.of("column"), columns, strict=True)])
    chart = header.once("chart")
    kind, *drawn = chart.value.split() if chart else ("",)
    if chart is not None:
        if kind not in get_args(Chart):
            raise Wrong(chart.number, f"chart is one of {', '.join(get_args(Chart))}, not {kind!r}")
        for name in drawn:
            if name not in [column.name for column in columns]:
                raise Wrong(chart.number, f"chart: {unknown('column', name, [column.name for column in columns])}")
    related, scan = header.once("related"), header.once("scan")
    algorithm = header.once("algorithm")
    if algorithm is not None and algorithm.value not in ALGORITHMS:
        raise Wrong(algorithm.number, f"algorithm: {unknown('algorithm', algorithm.value, ALGORITHMS)}")
    _check_query(header, parameters, columns, ALGORITHMS[algorithm.value] if algorithm else None)
    return Report(
        name=path.stem,
        topic=path.parent.name,
        title=header.required("title"),
        question=header.required("question"),
        parameters=parameters,
        columns=columns,
        query=header.query,
        path=path,
        chart=cast(Chart, kind) if chart else None,
        chart_columns=tuple(drawn),
        related=tuple(name.strip() for name in related.value.split(",")) if related else (),
        scan=scan.value if scan else "",
        algorithm=algorithm.value if algorithm else "",
    )


def _parameter(line: Line) -> Parameter:
    match = _PARAM.fullmatch(line.value)
    if not match or match[2] not in PARAMETER_TYPES:
        types = ", ".join(PARAMETER_TYPES)
        raise Wrong(line.number, f"a param is 'NAME TYPE = DEFAULT — MEANING', TYPE one of {types}")
    name, value_type, default, meaning = match.groups()
    parameter = Parameter(name, cast(ParameterType, value_type), None, meaning)
    try:
        value = _default(default)
        if isinstance(value, str) and value_type not in ("string", *ENTITY_TYPES):
            raise UsageError(f"the default {default} is not of type {value_type}")
        return Parameter(name, parameter.type, bind([parameter], {name: value})[name], meaning)
    except (UsageError, ValueError) as error:
        raise Wrong(line.number, f"param {name}: {error}") from None


def _default(text: str) -> Value:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError(f"the default {text} is neither JSON nor an ISO date") from None


def _column(line: Line) -> Column:
    match = _COLUMN.fullmatch(line.value)
    if not match or match[2] not in VALUE_TYPES:
        raise Wrong(line.number, f"a column is 'NAME TYPE — MEANING', TYPE one of {', '.join(VALUE_TYPES)}")
    return Column(match[1], cast(ValueType, match[2]), match[3])


def _check_query(
    header: Header, parameters: tuple[Parameter, ...], columns: tuple[Column, ...], algorithm: Algorithm | None
) -> None:
    """Raises Wrong unless the query reads only and uses and returns what header and algorithm say."""
    query, first = header.query, header.first
    try:
        refuse_writes(query)
        returned, offset = columns_of(query)
    except (UsageError, ValueError) as error:
        raise Wrong(first, str(error)) from None
    asked = parameters_of(query)
    options = algorithm.options if algorithm else ()
    for line, parameter in zip(header.of("param"), parameters, strict=True):
        if parameter.name not in asked and parameter.name not in options:
            raise Wrong(line.number, f"param {parameter.name} is not used in the query")
    declared = {parameter.name for parameter in parameters}
    for name in sorted(asked - declared):
        number = first + query[: query.index(f"${name}")].count("\n")
        raise Wrong(number, f"${name} has no param line in the header")
    for name in options:
        if name not in declared:
            raise Wrong(header.of("algorithm")[0].number, f"the algorithm's option {name} has no param line")
    names = ", ".join(column.name for column in columns)
    number = first + query[:offset].count("\n")
    if algorithm:
        if returned != list(algorithm.takes):
            wanted = ", ".join(algorithm.takes)
            raise Wrong(number, f"the query returns {', '.join(returned)}; the algorithm takes {wanted}")
        if names != ", ".join(algorithm.gives):
            raise Wrong(first, f"the algorithm gives {', '.join(algorithm.gives)}; the header's columns are {names}")
    elif names != ", ".join(returned):
        raise Wrong(number, f"the query returns {', '.join(returned)}; the header's columns are {names}")


def _distinct(named: list[tuple[Line, str]]) -> None:
    for at, (line, name) in enumerate(named):
        if name in {other for _, other in named[:at]}:
            raise Wrong(line.number, f"{line.key} {name} is given twice")
