"""The protocol that both stores keep, and the choice of one by its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kg.errors import UsageError
from kg.graph.lean import without
from kg.model import ArticleRecord

if TYPE_CHECKING:
    from kg.graph.rows import ArticleRows

Value = Any
"""A value of Cypher: None, bool, int, float, str, datetime.date, or a list or dict of these."""

_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


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

    def load(self, records: Iterable[ArticleRecord | ArticleRows]) -> LoadSummary:
        """Write records, or the rows made of them, whole articles a transaction; an article that is there with the
        same digest is left alone, with another digest replaced. Any order, any number of times: the same graph.

        Prepares the store first. StoreError if writing fails, InputError for a date that is in no calendar; batches
        that were written before stay."""

    def withdraw(self, ids: Sequence[str]) -> int:
        """Take articles away with what they alone support, and count those that were there. StoreError as in `load`;
        an article whose reading of a shared event was not the one that counted is then to be loaded again: those of
        `unread`."""

    def unread(self) -> list[str]:
        """The articles that are to be loaded again, because the record that decided what an event of theirs is has
        gone."""

    def keep_set_aside(self, rows: list[dict[str, Value]]) -> None:
        """Make the nodes `(:SetAside)` those of `rows`, with the properties of `schema.SET_ASIDE`. StoreError."""

    def read(
        self, query: str, parameters: Mapping[str, Value], limit: int | None = None, seconds: float | None = None
    ) -> Result:
        """Run a query in a read transaction; writing is refused by the store. At most `limit` rows, and at most so many
        `seconds`.

        UsageError for a query that would write, or that the store does not understand; TooLongError for one that the
        store ended because it took longer."""

    def close(self) -> None:
        """Save what is to be saved and let go of the store."""


def open_store(address: str, *, create: bool = False) -> AbstractContextManager[Store]:
    """The store at `address`: `neo4j://…`, `bolt://…` (and their `+s`, `+ssc` forms), else the path of an embedded one.

    `create` makes an embedded store that is not there; otherwise StoreError says that nothing was built yet.
    StoreError also where a server does not answer, refuses the login or is too old. UsageError for another scheme.
    """
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", address)
    if scheme is None:
        from kg.graph.embedded import EmbeddedStore

        return closing(EmbeddedStore(Path(address), create=create))
    if scheme[1].lower() not in _SCHEMES:
        raise UsageError(f"{scheme[1]}:// is no store; use a path, neo4j:// or bolt://")
    # the driver takes these along for values that we neither send nor want: half the time of its import
    with without("numpy", "pandas", "pyarrow"):
        import neo4j  # noqa: F401
    from kg.graph.neo4j import Neo4jStore

    return closing(Neo4jStore(address))
