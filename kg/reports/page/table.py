"""Rows as a table that can be sorted, filtered and leafed through: the first page as HTML, all rows as JSON beside it,
from which `table.js` draws whatever else is asked for. So thousands of rows open at once, and the first are there
without scripts, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from kg.graph.store import Result, Value
from kg.reports.catalog import Column
from kg.reports.page import evidence as words_of
from kg.reports.page.cells import Cell, as_json, cell
from kg.reports.page.evidence import Evidence
from kg.reports.page.links import Links

PAGE = 100
"""Rows that are drawn at once."""

_PROSE = 40
"""A column with a text of more characters is given room."""

_CHOICES = range(2, 26)
"""A column of text with so many different values gets a list to choose from."""


class Table(Struct, frozen=True, kw_only=True):
    """What the template and the script draw. `links` are addresses by column, and in it by a value's text."""

    key: str
    label: str
    columns: tuple[dict[str, Any], ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: dict[str, dict[str, str]]
    choices: dict[int, tuple[str, ...]]
    empty: tuple[str, ...]
    """Names of columns that have no value in any row, and are not shown."""
    cut: bool


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    key: str = "rows",
    label: str = "Rows",
    evidence: Mapping[str, Sequence[Evidence]] | None = None,
    links: Links | None = None,
    cut: bool = False,
) -> Markup:
    """The HTML of a table with its controls; `key` is its id in the page, by which a chart refers to it.

    Rows with an event of `evidence` show its sentence with the slots marked. `cut`: there are more rows in the graph.
    """
    from kg.reports.html import template

    made = prepare(columns, rows, key=key, label=label, evidence=evidence, links=links, cut=cut)
    data = {
        "columns": [{"kind": column["kind"], "name": column["name"]} for column in made.columns],
        "rows": made.rows,
        "links": made.links,
        "page": PAGE,
    }
    page = template(Path(__file__).with_name("table.html.j2"))
    return Markup(page.render(it=made, page=PAGE, data=Markup(as_json(data))))


def prepare(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    key: str,
    label: str,
    evidence: Mapping[str, Sequence[Evidence]] | None,
    links: Links | None,
    cut: bool,
) -> Table:
    """What there is to draw."""
    names = [column.name for column in columns]
    cells = [[cell(value) for value in row] for row in rows]
    shown = list(columns)
    if evidence:
        if "event" in names and "sentence" not in names:
            shown.append(Column("sentence", "string", "the words that say so"))
            names.append("sentence")
            for row in cells:
                row.append(None)
        _mark(names, rows, cells, evidence)
    kept = [at for at in range(len(shown)) if not cells or any(row[at] not in (None, "", []) for row in cells)]
    drawn = tuple(tuple(row[at] for at in kept) for row in cells)
    described = tuple(_described(shown[at], [row[at] for row in cells]) for at in kept)
    return Table(
        key=key,
        label=label,
        columns=described,
        rows=drawn,
        links=_links(described, drawn, links or Links()),
        choices=_choices(described, drawn),
        empty=tuple(shown[at].name for at in range(len(shown)) if at not in kept),
        cut=cut,
    )


def columns_of(result: Result) -> tuple[Column, ...]:
    """Columns of a query of one's own: their types are those of the values."""
    from kg.reports.page.types import type_of

    return tuple(Column(name, type_of([row[at] for row in result.rows]), "") for at, name in enumerate(result.columns))


def _mark(
    names: Sequence[str],
    rows: Sequence[Sequence[Value]],
    cells: list[list[Cell]],
    evidence: Mapping[str, Sequence[Evidence]],
) -> None:
    """Puts the marked sentence of each row's event in place of its sentence, that of `first_event` in place of
    `first_sentence`, and so on."""
    for event, name in enumerate(names):
        of_it = {part: f"{name.removesuffix('event')}{part}" for part in ("sentence", "article")}
        if not words_of.is_event(name) or of_it["sentence"] not in names:
            continue
        sentence = names.index(of_it["sentence"])
        article = names.index(of_it["article"]) if of_it["article"] in names else None
        for row, made in zip(rows, cells, strict=True):
            found = words_of.choose(evidence, row[event], None if article is None else row[article])
            if found is not None:
                made[sentence] = {"pieces": [list(piece) for piece in found.pieces]}


def _described(column: Column, values: Sequence[Cell]) -> dict[str, Any]:
    known = [value for value in values if value is not None]
    if column.type == "date":
        kind = "date"
    elif words_of.is_event(column.name) or column.name in ("article", "id") or column.name.endswith("_id"):
        kind = "id"
    elif column.name.split("_")[-1] == "sentence":
        kind = "sentence"
    elif known and all(isinstance(value, int | float) for value in known):
        kind = "number"
    elif any(isinstance(value, list) for value in known):
        kind = "list"
    else:
        kind = "prose" if any(len(str(value)) > _PROSE for value in known) else "text"
    return {"name": column.name, "label": column.name.replace("_", " "), "meaning": column.meaning, "kind": kind}


def _links(
    columns: Sequence[dict[str, Any]], rows: Sequence[Sequence[Cell]], links: Links
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for at, column in enumerate(columns):
        if column["kind"] not in ("text", "prose", "list", "id"):
            continue
        texts = {text for row in rows for text in (row[at] if isinstance(row[at], list) else [row[at]]) if text}
        addresses = ((text, links.value(column["name"], text)) for text in sorted(map(str, texts)))
        if led := {text: address for text, address in addresses if address is not None}:
            found[str(at)] = led
    return found


def _choices(columns: Sequence[dict[str, Any]], rows: Sequence[Sequence[Cell]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for at, column in enumerate(columns):
        if column["kind"] != "text" or column["name"] == "granularity":
            continue
        texts = {str(row[at]) for row in rows if row[at] is not None}
        if len(texts) in _CHOICES and len(texts) < len(rows):
            found[at] = tuple(sorted(texts))
    return found
