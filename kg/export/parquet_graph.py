"""A graph as Parquet tables, and back: a table a label and a relationship type, the readable edges in one.

For pandas, polars, DuckDB and Spark; types are those of the graph model. Roll-ups are left out: loading makes them.
Reading back gives the rows that loading writes, an article at a time, so the same graph comes of it, also where it is
loaded into one that holds other articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from kg.errors import UsageError
from kg.export import kinds
from kg.export.kinds import Kind
from kg.export.reading import GROUPS, Edge, Group, Reader
from kg.graph import combine, schema
from kg.graph.held import outweighed, set_rows, unpacked
from kg.graph.rows import ArticleRows, EventRows, actor_rows
from kg.graph.schema import Properties, Relationship
from kg.model import Actor

PASSES = (*schema.NODES, *(group.anchor for group in GROUPS))
"""The labels whose nodes are paged through, once for each time."""
_ARTICLES = 2_000
"""Articles that are put together at a time when a graph is read back."""
_ROWS = 20_000
"""Rows that are written at a time."""
_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_(), "day": pa.date32(),
    "texts": pa.list_(pa.string()),
}  # fmt: skip
_BY_NAME = {kind.name: kind for kind in schema.RELATIONSHIPS}
_MENTIONS = (schema.SOURCE_OF, schema.TARGET, schema.STATED_BY)
_OF_EVENTS = (*_MENTIONS, schema.AT)


def contents(reader: Reader) -> Iterator[tuple[str, Iterator[Properties]]]:
    """The tables by their names, each with its rows, which are without what is not known."""
    for label, names in schema.NODES.items():
        yield label, reader.nodes(label, names)
    for group in GROUPS:
        yield table_of(group), map(_row, reader.edges(group))


def write(reader: Reader, folder: Path) -> None:
    """Write the tables into a folder."""
    with writing(folder) as put:
        for name, rows in contents(reader):
            for row in rows:
                put(name, row)


@contextmanager
def writing(folder: Path) -> Iterator[Callable[[str, Properties], None]]:
    """Takes rows, each with the name of its table, and writes all tables into a folder."""
    with ExitStack() as files:
        writers = {
            name: files.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", form, compression="zstd"))
            for name, form in _forms().items()
        }
        waiting: dict[str, list[Properties]] = {name: [] for name in writers}

        def write_waiting(name: str) -> None:
            if rows := waiting[name]:
                writers[name].write_table(pa.Table.from_pylist(rows, writers[name].schema))
                rows.clear()

        def put(name: str, row: Properties) -> None:
            waiting[name].append(row)
            if len(waiting[name]) == _ROWS:
                write_waiting(name)

        yield put
        for name in writers:
            write_waiting(name)


def read(folder: Path) -> Iterator[ArticleRows]:
    """The articles of the tables that `write` made. UsageError if the folder holds others, or tables are missing."""
    tables = _Tables(folder)
    articles = tables.all("Article")
    while page := list(islice(articles, _ARTICLES)):
        yield from _articles(tables, page)


def _articles(tables: _Tables, articles: Sequence[Properties]) -> Iterator[ArticleRows]:
    reports: dict[str, list[Relationship]] = defaultdict(list)
    for report in tables.edges("REPORTED_IN", "target", [article["id"] for article in articles]):
        reports[report.target].append(report)
    events = _Events(tables, sorted({report.source for of_one in reports.values() for report in of_one}))
    for article in articles:
        reported = reports.get(article["id"], [])
        yield ArticleRows(
            article, tuple(events.rows(report.source, article.get("published")) for report in reported), tuple(reported)
        )  # fmt: skip


class _Events:
    """Events of a few articles, with what is around them."""

    def __init__(self, tables: _Tables, ids: Sequence[str]) -> None:
        self._nodes = {event["id"]: event for event in tables.some("Event", "id", ids)}
        self._edges: dict[str, list[Relationship]] = defaultdict(list)
        for kind in _OF_EVENTS:
            end = "target" if kind.target == "Event" else "source"
            for edge in tables.edges(kind.name, end, ids):
                self._edges[getattr(edge, end)].append(edge)
        for edge in tables.edges("INTERACTION", "event_id", ids):
            self._edges[edge.properties["event_id"]].append(edge)
        edges = [edge for of_one in self._edges.values() for edge in of_one]
        at = sorted({edge.target for edge in edges if edge.type is schema.AT})
        self._inside = {link.source: link for link in tables.edges("IN", "source", at)}
        places = sorted({*at, *(link.target for link in self._inside.values())})
        roles = sorted({link.target for edge in edges for said in (_said, _set) for link in said(edge, None)[1]})
        self._shared = {
            (label, node["id"]): node
            for label, keys in (("Place", places), ("Role", roles))
            for node in tables.some(label, "id", keys)
        }

    def rows(self, key: str, published: date | None) -> EventRows:
        """One of them, as an article of that day reports it. What it says of actors is on its relationships; of roles
        and places, how they are spelt, the graph knows more."""
        event, edges = self._nodes[key], self._edges[key]
        nodes: list[tuple[str, Properties]] = []
        links: list[Relationship] = []
        analysts: list[Relationship] = []
        for edge in edges:
            if edge.type is schema.AT:
                inside = self._inside.get(edge.target)
                links += [inside] if inside else []
                ends = [edge.target, *([inside.target] if inside else [])]
                nodes += [("Place", self._shared["Place", end]) for end in ends]
            elif edge.type in _MENTIONS:
                seen = event.get("start") or published
                (told, of_texts), (chosen, set_by_analysts) = _said(edge, seen), _set(edge, seen)
                nodes += [(label, self._shared.get((label, node["id"]), node)) for label, node in (*told, *chosen)]
                links += of_texts
                analysts += set_by_analysts
        held = combine.by_pair(outweighed(links, analysts))
        return EventRows(event, tuple(edges), combine.by_id(nodes), held)


def _said(edge: Relationship, seen: date | None) -> tuple[list[tuple[str, Properties]], list[Relationship]]:
    """What a mention of an actor says of it: nothing, if the relationship is none."""
    if edge.type not in _MENTIONS:
        return [], []
    told = {name: edge.properties.get(name) for name in ("name", "kind", "country", "role", "role_country")}
    return actor_rows(msgspec.convert({"id": _actor(edge), **told}, Actor), seen, edge.properties.get("also") or ())


def _set(edge: Relationship, seen: date | None) -> tuple[list[tuple[str, Properties]], list[Relationship]]:
    """The roles that an analyst set for the actor of a mention: none, if the relationship is no mention."""
    if edge.type not in _MENTIONS:
        return [], []
    return set_rows(_actor(edge), unpacked(edge.properties.get("held")), seen)


def _actor(mention: Relationship) -> str:
    return mention.source if mention.type is schema.SOURCE_OF else mention.target


class _Tables:
    """The tables of a folder; rows are without what is not known."""

    def __init__(self, folder: Path) -> None:
        names = [*schema.NODES, *map(table_of, GROUPS)]
        if missing := [name for name in names if not (folder / f"{name}.parquet").is_file()]:
            raise UsageError(f"{folder} is no graph that `kg export parquet` wrote: {missing[0]}.parquet is not in it")
        try:
            self._tables = {name: ds.dataset(folder / f"{name}.parquet", format="parquet") for name in names}
        except (pa.ArrowException, OSError) as error:
            raise UsageError(f"{folder}: is damaged: {' '.join(str(error).split())}") from None

    def all(self, name: str) -> Iterator[Properties]:
        for batch in self._tables[name].to_batches(batch_size=_ARTICLES, batch_readahead=1):
            yield from _known(batch.to_pylist())

    def some(self, name: str, column: str, values: Sequence[str]) -> Iterator[Properties]:
        if values:
            chosen = ds.field(column).isin(pa.array(values, pa.string()))
            for batch in self._tables[name].to_batches(filter=chosen):
                yield from _known(batch.to_pylist())

    def edges(self, name: str, column: str, values: Sequence[str]) -> Iterator[Relationship]:
        for row in self.some(name, column, values):
            kind = _BY_NAME[row.pop("type")]
            yield Relationship(kind, row.pop("source"), row.pop("target"), row)


def _known(rows: Iterable[dict[str, Any]]) -> Iterator[Properties]:
    for row in rows:
        yield {name: value for name, value in row.items() if value is not None}


def _forms() -> dict[str, pa.Schema]:
    """The tables by their names, each with its columns."""
    ends = [(name, pa.string()) for name in ("type", "source", "target")]
    nodes = {label: [(name, _TYPES[kinds.of_node(name)]) for name in names] for label, names in schema.NODES.items()}
    edges = {
        table_of(group): [*ends, *((name, _TYPES[kinds.of_relationship(name)]) for name in group.types[0].properties)]
        for group in GROUPS
    }
    return {name: pa.schema(fields) for name, fields in (nodes | edges).items()}


def _row(edge: Edge) -> Properties:
    return {"type": edge.type, "source": edge.source, "target": edge.target, **edge.properties}


def table_of(group: Group) -> str:
    """The name of the table that holds relationships which are read together."""
    return group.types[0].name if len(group.types) == 1 else "INTERACTION"
