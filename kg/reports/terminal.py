"""Rows in a terminal: a table whose rows are followed by the words they come from, or, where that is too wide, a block
a row (as psql's expanded form)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from kg.graph.store import Result
from kg.reports.escape import readable
from kg.reports.words import words

_EVIDENCE = ("sentence", "outlet", "article", "event")
_GAP = 2


def table(result: Result, width: int) -> str:
    """`result` in lines of at most `width` cells, coloured. Columns that are empty in every row are left out."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False)
    rows = [[readable(words(value)) for value in row] for row in result.rows]
    shared = [at for at, name in enumerate(result.columns) if name in _EVIDENCE]
    under = shared if len(shared) == len(_EVIDENCE) else []
    shown = [at for at in range(len(result.columns)) if at not in under and (not rows or any(row[at] for row in rows))]
    heads = [result.columns[at].replace("_", " ") for at in shown]
    cells = [[row[at] for at in shown] for row in rows]
    widths = _widths([[head, *column] for head, *column in zip(heads, *cells, strict=True)], width)
    with console.capture() as capture:
        if widths is None:
            _print_blocks(console, result, rows)
        else:
            numeric = [all(isinstance(row[at], int | float | None) for row in result.rows) for at in shown]
            _print_line(console, heads, widths, numeric, "bold")
            console.print(Rule(style="dim", characters="─"))
            for row, line in zip(rows, cells, strict=True):
                _print_line(console, line, widths, numeric, "")
                if under:
                    sentence, *where = (row[result.columns.index(name)] for name in _EVIDENCE)
                    _print_indented(console, Text(sentence, style="italic"))
                    _print_indented(console, Text(" · ".join(filter(None, where)), style="dim"))
    return capture.get()


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """A width for each column so that all fit into `room`: the widest gives first, none less than its longest word."""
    widths = [min(max(map(cell_len, column)), room) for column in columns]
    least = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    room -= _GAP * (len(columns) - 1)
    while sum(widths) > room:
        spare, at = max((widths[at] if widths[at] > least[at] else 0, at) for at in range(len(widths)))
        if not spare:
            return None
        widths[at] -= 1
    return widths


def _print_line(console: Console, cells: list[str], widths: list[int], numeric: list[bool], style: str) -> None:
    wrapped = [Text(cell).wrap(console, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=Text()):
        padded = (
            " " * (width - cell_len(part.plain.rstrip())) + part.plain.rstrip() if right
            else set_cell_size(part.plain.rstrip(), width)
            for part, width, right in zip(parts, widths, numeric, strict=True)
        )  # fmt: skip
        console.print(Text((" " * _GAP).join(padded).rstrip(), style=style))


def _print_indented(console: Console, text: Text) -> None:
    for line in text.wrap(console, console.width - _GAP):
        console.print(Text(" " * _GAP) + line)


def _print_blocks(console: Console, result: Result, rows: list[list[str]]) -> None:
    names = [name.replace("_", " ") for name in result.columns]
    margin = max(map(cell_len, names)) + _GAP
    for number, row in enumerate(rows, 1):
        console.print(Rule(str(number), align="left", style="dim"))
        for name, cell in zip(names, row, strict=True):
            for at, line in enumerate(Text(cell).wrap(console, max(console.width - margin, 10)) if cell else ()):
                console.print(Text.assemble(((name if at == 0 else "").ljust(margin), "bold"), line))
