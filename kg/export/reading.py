"""A whole graph read a page at a time, so that memory does not grow with its size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.graph import schema
from kg.graph.schema import Properties, RelationshipType
from kg.graph.store import Store

PAGE = 2_000
"""Nodes a query."""
_IDS = 50_000
"""Ids a query."""

Step = Callable[[int], None]
"""Is told how many nodes a page had."""


class Group(NamedTuple):
    """Relationship types that are read together, from the nodes at one of their ends."""

    types: tuple[RelationshipType, ...]
    from_source: bool

    @property
    def anchor(self) -> str:
        """The label of the nodes that they are read from."""
        return self.types[0].source if self.from_source else self.types[0].target


class Edge(NamedTuple):
    """One relationship: the name of its type, the ids of its nodes, and its properties without what is not known."""

    type: str
    source: str
    target: str
    properties: Properties


GROUPS = (
    Group((schema.SOURCE_OF,), from_source=False),
    *(Group((each,), from_source=True) for each in (schema.TARGET, schema.STATED_BY, schema.AT, schema.REPORTED_IN)),
    Group((schema.IN,), from_source=True),
    Group((schema.HELD,), from_source=True),
    Group(schema.INTERACTIONS, from_source=True),
)
"""All relationships of the graph model: each is read once, from an end that has few of them."""


class Reader:
    """Reads the nodes and relationships of a store in an order that is always the same: by id, page by page."""

    def __init__(self, store: Store, step: Step = lambda _: None) -> None:
        self.store = store
        self._step = step

    def count(self, *labels: str) -> int:
        """How many nodes of these labels there are, summed."""
        return sum(self._ask(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"] for label in labels)

    def pages(self, label: str) -> Iterator[list[str]]:
        """The ids of a label's nodes."""
        query = f"MATCH (n:{label}) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT $limit"
        after = ""
        while True:
            found = [row["id"] for row in self._ask(query, after=after, limit=_IDS)]
            for begin in range(0, len(found), PAGE):
                yield found[begin : begin + PAGE]
            if len(found) < _IDS:
                return
            after = found[-1]

    def nodes(self, label: str, names: Sequence[str]) -> Iterator[Properties]:
        """These properties of a label's nodes, without what is not known."""
        for page in self.pages(label):
            yield from self.nodes_of(label, names, page)
            self._step(len(page))

    def nodes_of(self, label: str, names: Sequence[str], ids: Sequence[str]) -> Iterator[Properties]:
        """These properties of the nodes with these ids, in their order."""
        values = ", ".join(f"n.`{name}` AS `{name}`" for name in names)
        found = self._ask(f"UNWIND $ids AS key MATCH (n:{label} {{id: key}}) RETURN {values}", ids=list(ids))
        yield from sorted(found, key=lambda row: str(row["id"]))

    def edges(self, group: Group) -> Iterator[Edge]:
        """The relationships of a group."""
        for page in self.pages(group.anchor):
            yield from self.edges_of(group, page)
            self._step(len(page))

    def edges_of(self, group: Group, ids: Sequence[str]) -> list[Edge]:
        """The relationships of a group at the nodes with these ids."""
        kind = group.types[0]
        names = "|".join(each.name for each in group.types)
        bound, other = (kind.source, kind.target) if group.from_source else (kind.target, kind.source)
        arrow = f"-[r:{names}]->" if group.from_source else f"<-[r:{names}]-"
        ends = ("n.id", "m.id") if group.from_source else ("m.id", "n.id")
        values = "".join(f", r.`{name}` AS `{name}`" for name in kind.properties)
        rows = self._ask(
            f"UNWIND $ids AS key MATCH (n:{bound} {{id: key}}){arrow}(m:{other}) "
            f"RETURN type(r) AS `:type`, {ends[0]} AS `:source`, {ends[1]} AS `:target`{values}",
            ids=list(ids),
        )
        found = [Edge(row.pop(":type"), row.pop(":source"), row.pop(":target"), row) for row in rows]
        return sorted(found, key=lambda edge: (*edge[:3], str(edge.properties.get("event_id", ""))))

    def rows_of(self, query: str, label: str) -> Iterator[dict[str, Any]]:
        """The rows of a query that takes a page's `$ids`, page by page of a label."""
        for page in self.pages(label):
            yield from self._ask(query, ids=page)
            self._step(len(page))

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Raises StoreError if the graph was loaded into while it was read: the pages would not fit together."""
        query = "MATCH (g:Graph) RETURN g.version AS version"
        before = self._ask(query)
        yield
        if self._ask(query) != before:
            raise StoreError(f"{self.store.address} was loaded into while it was exported; run the export again")

    def _ask(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        columns, rows = self.store.read(query, parameters)
        return [{name: value for name, value in zip(columns, row, strict=True) if value is not None} for row in rows]
