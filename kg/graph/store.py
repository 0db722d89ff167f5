"""The protocol that both stores keep, and the choice of one by its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from kg.model import ArticleRecord

Value = Any
"""A value of Cypher: None, bool, int, float, str, datetime.date, or a list or dict of these."""


class Result(NamedTuple):
    """Rows of a read query: `rows[i][j]` is the value of `columns[j]`."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]


class LoadSummary(NamedTuple):
    """What one call of `load` did, in articles."""

    loaded: int
    replaced: int
    unchanged: int


class Store(Protocol):
    """A graph that records are loaded into and reports are read from. Use it as a context manager: it closes itself."""

    address: str
    """For people; never holds a password."""

    def prepare(self) -> None:
        """Make the constraints and indexes of `cypher/schema/` if they are not there. StoreError if that is refused."""

    def load(self, records: Iterable[ArticleRecord]) -> LoadSummary:
        """Write records, whole articles a transaction; an article that is there with the same digest is left alone,
        with another digest replaced. Any order, any number of times: the same graph."""

    def read(self, query: str, parameters: Mapping[str, Value], limit: int | None = None) -> Result:
        """Run a query in a read transaction; writing is refused by the store. At most `limit` rows."""

    def close(self) -> None:
        """Save what is to be saved and let go of the store."""


def open_store(address: str, *, create: bool = False) -> AbstractContextManager[Store]:
    """The store at `address`: `neo4j://…`, `bolt://…` (and their `+s`, `+ssc` forms), else the path of an embedded one.

    `create` makes an embedded store that is not there; otherwise StoreError says that nothing was built yet.
    """
    raise NotImplementedError


__all__ = ["Iterator", "LoadSummary", "Result", "Sequence", "Store", "Value", "open_store"]
