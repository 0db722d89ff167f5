"""The graph that pages read: never written to, each page with so much time, and up to date with an embedded file."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from kg.errors import KgError, StoreError, TooLongError
from kg.graph.rows import ArticleRows
from kg.graph.store import LoadSummary, Result, Store, Value, open_store
from kg.model import ArticleRecord

_SETTLED = 2.0
"""Seconds for which a file must not have changed before it is opened anew: a load saves it again and again."""

_KEPT = 64

T = TypeVar("T")

Stamp = tuple[int, int, int]


class Graph:
    """A store that stays open. An embedded one reads its file once; when that has changed, it is opened anew."""

    def __init__(self, address: str) -> None:
        """Raises StoreError where the store cannot be used, UsageError for an address that names none."""
        self._address = address
        self._opened = ExitStack()
        self._stamp = _stamp(address)
        self._store = self._opened.enter_context(open_store(address))
        self._read: tuple[Store, Kept | None] = (self._store, Kept() if self._stamp else None)
        self._reopening = Lock()
        self.address = self._store.address

    def reader(self, seconds: float) -> Reader:
        """The store for one page, which has `seconds` for all its queries."""
        self._refresh()
        return Reader(*self._read, seconds)

    def close(self) -> None:
        """Let go of the store."""
        self._opened.close()

    def _refresh(self) -> None:
        stamp = _stamp(self._address)
        if stamp is None or stamp == self._stamp or time.time() - stamp[0] / 1e9 < _SETTLED:
            return
        if not self._reopening.acquire(blocking=False):
            return  # another page is at it; this one reads what was there before
        try:
            opened = ExitStack()
            self._store = opened.enter_context(open_store(self._address))  # pages at work keep the one they have
            self._opened, self._stamp, self._read = opened, stamp, (self._store, Kept())
        except KgError:
            pass  # half written or gone: what was read is still right
        finally:
            self._reopening.release()


class Kept:
    """The last answers that were worked out from one state of a file, whatever they are."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """What was kept under `key`, or None."""
        return self._answers.get(key)

    def put(self, key: Hashable, answer: Any) -> None:
        """Keep an answer; the oldest goes when there are many."""
        self._answers[key] = answer
        for old in list(self._answers)[:-_KEPT]:
            self._answers.pop(old, None)


class Reader:
    """A store that only reads, and so many seconds in all. `kept` is None for a server: it may change at any time."""

    def __init__(self, store: Store, kept: Kept | None, seconds: float) -> None:
        self._store = store
        self.kept = kept
        self._seconds = seconds
        self._left = seconds
        self.address = store.address

    def read(
        self, query: str, parameters: Mapping[str, Value], limit: int | None = None, seconds: float | None = None
    ) -> Result:
        began = time.monotonic()
        try:
            if self._left <= 0:
                raise TooLongError("no time is left")
            return self._store.read(query, parameters, limit, min(self._left, seconds or self._left))
        except TooLongError:
            raise TooLongError(
                f"the queries of this page took longer than {self._seconds:g} s and were ended; ask for less, as fewer "
                "days or one actor, or start kg serve with a larger --timeout"
            ) from None
        finally:
            self._left -= time.monotonic() - began

    def once(self, key: Hashable, works: Callable[[], T]) -> T:
        """What `works` gives, and raises; what it gave before is there at once while an embedded file has not
        changed."""
        if self.kept is None:
            return works()
        found: T | None = self.kept.get(key)
        if found is None:
            found = works()
            self.kept.put(key, found)
        return found

    def prepare(self) -> None:
        raise StoreError("this store is open for reading only")

    def load(self, records: Iterable[ArticleRecord | ArticleRows]) -> LoadSummary:
        del records
        raise StoreError("this store is open for reading only")

    def withdraw(self, ids: Sequence[str]) -> int:
        del ids
        raise StoreError("this store is open for reading only")

    def unread(self) -> list[str]:
        return self._store.unread()

    def keep_set_aside(self, rows: list[dict[str, Value]]) -> None:
        del rows
        raise StoreError("this store is open for reading only")

    def close(self) -> None:
        """Nothing: the graph stays open for the next page."""


def _stamp(address: str) -> Stamp | None:
    """What tells whether the file of an embedded store is the one that was read; None of a server."""
    if "://" in address:
        return None
    try:
        found = Path(address).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
