"""Rows as a table, JSON, CSV, Markdown or one HTML page. Nothing in a text can act on what shows it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from kg.graph.store import Result, Value
from kg.reports import escape
from kg.reports.words import words

if TYPE_CHECKING:
    from kg.reports.catalog import Chart, Column, Report
    from kg.reports.page.evidence import Evidence

Format = Literal["table", "json", "csv", "md", "html"]


class Page(Struct, frozen=True, kw_only=True):
    """What is shown: rows, and the question that they answer. The rest is for HTML: `columns` with their types and
    meanings (of a query of one's own there are none), and `evidence`, the sentences of events by id."""

    title: str
    question: str
    parameters: Mapping[str, Value]
    query: str
    result: Result
    cut: bool = False
    columns: Sequence[Column] = ()
    chart: Chart | None = None
    chart_columns: Sequence[str] = ()
    related: Sequence[Report] = ()
    evidence: Mapping[str, Sequence[Evidence]] = {}


def render(page: Page, form: Format, width: int | None = None) -> str:
    """`page` as text that ends with a line break. `width` is that of the terminal in cells; None: not a terminal, so a
    table has a line a row, as long as it takes, and no colours."""
    if form == "table":
        if width is None:
            return _plain(page.result)
        from kg.reports.terminal import table

        return table(page.result, width)
    return {"json": _json, "csv": _csv, "md": _markdown, "html": _html}[form](page)


def _plain(result: Result) -> str:
    rows = [list(result.columns), *([escape.readable(words(value)) for value in row] for row in result.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _json(page: Page) -> str:
    """A list of objects, one a line; dates in ISO form."""
    objects = (dict(zip(page.result.columns, row, strict=True)) for row in page.result.rows)
    lines = ",\n ".join(escape.visible(json.dumps(each, ensure_ascii=False, default=str)) for each in objects)
    return f"[{lines}]\n"


def _csv(page: Page) -> str:
    """RFC 4180 but for line breaks, which are `\\n`; a null is empty."""
    rows = [[escape.spreadsheet(name) for name in page.result.columns]]
    rows += [[_cell(value) for value in row] for row in page.result.rows]
    return "".join(map(_csv_line, rows)).encode("utf-8", "replace").decode()


def _cell(value: Value) -> str:
    return str(value) if isinstance(value, int | float) else escape.spreadsheet(words(value))


def _csv_line(cells: Sequence[str]) -> str:
    """A row; a cell with a carriage return is quoted, which `csv` does only where rows end in one."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _markdown(page: Page) -> str:
    columns = page.result.columns
    rows = [columns, ["---"] * len(columns)]
    rows += [[escape.markdown(words(value)) for value in row] for row in page.result.rows]
    rows[0] = [escape.markdown(name) for name in columns]
    given = "".join(f"- {escape.markdown(f'{name} = {words(value)}')}\n" for name, value in page.parameters.items())
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    heading = f"# {escape.markdown(page.title)}\n\n{escape.markdown(page.question)}\n\n"
    return f"{heading}{given}\n{table}" if given else f"{heading}{table}"


def _html(page: Page) -> str:
    """One page that needs nothing else and may fetch nothing (its content security policy says so)."""
    from kg.reports.page.document import document

    return document(page)
