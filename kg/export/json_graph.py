"""A graph as JSON Lines, and back: a line a node or relationship, for jq, scripts and whatever takes JSON.

A node is `{"label": "Event", "id": …}`, a relationship `{"type": "TARGET", "source": …, "target": …}` with the ids of
its nodes, whose labels the type tells; all other keys are properties. Days are ISO 8601, what is not known is left out,
and so are roll-ups: loading makes them. Reading back goes by the tables of `kg.export.parquet_graph`, and so makes the
same graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import msgspec

from kg.errors import UsageError
from kg.export import kinds, parquet_graph
from kg.export.reading import GROUPS, Reader
from kg.graph import schema
from kg.graph.rows import ArticleRows
from kg.graph.schema import Properties

PASSES = parquet_graph.PASSES
"""The labels whose nodes are paged through, once for each time."""
_TYPES: dict[kinds.Kind, Any] = {
    "text": str, "whole": int, "number": float, "truth": bool, "day": date, "texts": list[str],
}  # fmt: skip
_TABLES = {label: label for label in schema.NODES}
_TABLES |= {kind.name: parquet_graph.table_of(group) for group in GROUPS for kind in group.types}
"""The table of Parquet for each label and type of relationship."""


class _Line(msgspec.Struct):
    label: str = ""
    type: str = ""


def _form(keys: tuple[str, ...], properties: dict[str, kinds.Kind]) -> type[msgspec.Struct]:
    """What a line must be: `keys` are strings that it needs."""
    fields: list[Any] = [(key, str) for key in keys]
    fields += [(key, _TYPES[kind] | None, None) for key, kind in properties.items() if key not in keys]
    return msgspec.defstruct("Line", fields, forbid_unknown_fields=True)


_FORMS = {
    label: _form(("label", "id"), {name: kinds.of_node(name) for name in names})
    for label, names in schema.NODES.items()
} | {
    kind.name: _form(
        ("type", "source", "target"), {name: kinds.of_relationship(name) for name in kind.properties}
    )
    for kind in schema.RELATIONSHIPS
}  # fmt: skip


def write(reader: Reader, file: IO[str]) -> int:
    """Write nodes, then relationships, and count the lines."""
    encoder = msgspec.json.Encoder()
    count = 0
    for name, rows in parquet_graph.contents(reader):
        label = {"label": name} if name in schema.NODES else {}
        for row in rows:
            file.write(encoder.encode(label | row).decode("utf-8") + "\n")
            count += 1
    return count


def read(path: Path) -> Iterator[ArticleRows]:
    """The articles of a file that `write` made. UsageError, with the line, for one that is no part of a graph."""
    with TemporaryDirectory(prefix="kg-") as folder:
        tables = Path(folder)
        with parquet_graph.writing(tables) as put:
            for number, line in _lines(path):
                try:
                    put(*_row(line))
                except (ValueError, RecursionError) as error:
                    raise UsageError(f"{path}:{number}: no node or relationship of a graph: {error}") from None
        yield from parquet_graph.read(tables)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None


def _row(line: bytes) -> tuple[str, Properties]:
    """The table of a line and its row there. Raises ValueError."""
    told = msgspec.json.decode(line, type=_Line)
    name = told.label or told.type
    if name not in _FORMS:
        raise ValueError(f"there is no label or type of relationship {name!r}")
    row = msgspec.structs.asdict(msgspec.json.decode(line, type=_FORMS[name]))
    row.pop("label", None)
    return _TABLES[name], row
