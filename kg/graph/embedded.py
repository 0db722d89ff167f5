"""The embedded store: a kglite graph in memory, kept in one file with a log of what was written since it was saved.

A transaction is in the log before it counts; whoever opens the file next gets the whole of it or nothing. One process
writes at a time, any number read: a reader sees what the writer last saved.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import kglite

from kg.errors import StoreError, TooLongError, UsageError
from kg.graph import set_aside
from kg.graph.limits import suited
from kg.graph.load import load_records
from kg.graph.readonly import refuse_outside
from kg.graph.rows import ArticleRows
from kg.graph.schema import definitions
from kg.graph.statements import Run
from kg.graph.store import LoadSummary, Result, Value
from kg.graph.withdraw import unread, withdraw
from kg.model import ArticleRecord

kglite.set_query_warning_policy("silent")

T = TypeVar("T")

_DURABLE: Literal["normal"] = "normal"
"""The log outlives a killed process, not a power cut: articles can be loaded again."""

_INVENTED = ("title", "type")
"""Properties that the engine shows on every node; the graph model has none of these names."""


class EmbeddedStore:
    """A store at a path. It takes the writer's lock with `create` or when it is first written to."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Raises StoreError if the file is not there and not to be made, is no graph, or is being written."""
        self.address = str(path)
        self._path = path
        self._writing = False
        if create:
            self._graph = self._open_to_write()
        elif path.is_file():
            self._graph = self._open_to_read()
        else:
            raise StoreError(f"{path}: nothing is built here yet; run `kg build ARTICLES --store {path}` first")

    def prepare(self) -> None:
        graph = self._writable()
        try:
            for statement in definitions():
                graph.cypher(statement)
        except kglite.KgError as error:
            raise self._error(error) from error

    def load(self, records: Iterable[ArticleRecord | ArticleRows]) -> LoadSummary:
        self.prepare()
        return load_records(records, self._in_transaction)

    def withdraw(self, ids: Sequence[str]) -> int:
        self.prepare()
        return withdraw(ids, self._in_transaction)

    def unread(self) -> list[str]:
        return unread(self)

    def keep_set_aside(self, rows: list[dict[str, Value]]) -> None:
        self.prepare()
        set_aside.keep(rows, self._in_transaction)

    def read(
        self, query: str, parameters: Mapping[str, Value], limit: int | None = None, seconds: float | None = None
    ) -> Result:
        refuse_outside(query)
        patience = 0 if seconds is None else max(1, round(seconds * 1000))  # for the engine 0 is no limit
        try:
            text, values = suited(query, parameters)
            found = self._graph.freeze().cypher(text, params=values, row_limit=limit, timeout_ms=patience)
        except kglite.CypherTimeoutError:
            raise TooLongError(f"the query was ended: it took longer than {seconds or 0:.3g} s") from None
        except kglite.ReadOnlyError:
            raise UsageError("only reading is allowed here: the store refused the query") from None
        except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
            raise UsageError(f"the query does not run: {error}") from error
        if isinstance(found, str):
            raise UsageError("the query may not choose a format (FORMAT CSV)")
        return Result(tuple(found.columns), [tuple(map(_plain, row.values())) for row in found])

    def close(self) -> None:
        if self._writing:
            try:
                with warnings.catch_warnings():  # of how the file is laid out inside: nobody can do anything about it
                    warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
                    self._graph.close()
            except (kglite.KgError, OSError) as error:
                raise self._error(error) from error
            self._writing = False

    def _in_transaction(self, work: Callable[[Run], T]) -> T:
        graph = self._writable()
        try:
            with graph.begin() as transaction:
                return work(
                    lambda query, parameters: transaction.cypher(query, params=dict(parameters), timeout_ms=0).to_list()
                )
        except (kglite.KgError, OSError) as error:
            raise self._error(error) from error

    def _writable(self) -> Any:
        if not self._writing:
            self._graph = self._open_to_write()
        return self._graph

    def _open_to_write(self) -> Any:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            graph = kglite.open(str(self._path), durable=_DURABLE)
            self._writing = True
            if not self._path.exists():
                graph.save()
            return graph
        except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
            raise self._error(error) from error

    def _open_to_read(self) -> Any:
        try:
            return kglite.open(str(self._path), durable="off", lock=False)
        except ValueError:
            return self._recover()
        except (kglite.KgError, OSError) as error:
            raise self._error(error) from error

    def _recover(self) -> Any:
        """The log is ahead of the file: a writer is at work, or was killed before it could save."""
        try:
            kglite.open(str(self._path), durable=_DURABLE).close()
        except kglite.WriterLeaseHeldError:
            pass
        except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
            raise self._error(error) from error
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return kglite.load(str(self._path))

    def _error(self, error: Exception) -> StoreError:
        match error:
            case kglite.WriterLeaseHeldError():
                return StoreError(f"{self._path}: another process is writing to it; try again when it has ended")
            case kglite.FileFormatError():
                return StoreError(f"{self._path}: is no graph of kg or is damaged; move it away and build anew")
            case _:
                reason = " ".join(str(error).split())
                return StoreError(f"{self._path}: cannot be used as a store: {reason}")


def _plain(value: Any) -> Value:
    """A value of the engine as a plain one: a node or relationship is its properties, a path the list of its nodes'."""
    match value:
        case list():
            return [_plain(item) for item in value]
        case {"labels": list(), "properties": dict(properties), "id": _} if len(value) == 3:
            return {key: _plain(item) for key, item in properties.items() if key not in _INVENTED}
        case {"start": int(), "end": int(), "type": str(), "properties": dict(properties), "id": _} if len(value) == 5:
            return _plain(properties)
        case {"nodes": list(nodes), "relationships": list()} if len(value) == 2:
            return _plain(nodes)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case _:
            return value
