"""What each store holds of a corpus, so that only what changed is loaded."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path


def store_key(address: str) -> str:
    """What a store is known by: its address without login, or the absolute path of an embedded one."""
    return address if "://" in address else str(Path(address).absolute())


class Holdings:
    """The tables `store` and `loaded` of a manifest; writing is inside its transactions.

    What is noted of a store counts only as long as the store says that it is in the version noted here: whoever
    loads something else into it, or puts an older copy in its place, has it asked what it holds.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def version(self, store: str) -> str | None:
        """The version that a store was left in."""
        row = self._database.execute("SELECT version FROM store WHERE address = ?", (store,)).fetchone()
        return row and str(row[0])

    def forget(self, store: str) -> None:
        """What a store holds is not known any more."""
        self._database.execute("DELETE FROM loaded WHERE store = ?", (store,))
        self._database.execute("DELETE FROM store WHERE address = ?", (store,))

    def note(self, store: str, version: str, digests: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
        """What a load did: articles with the digest of the record that the store has now, and those that it has no
        more."""
        self._database.execute("INSERT OR REPLACE INTO store VALUES (?, ?, ?)", (store, version, time.time()))
        self.note_held(store, digests)
        self._database.executemany(
            "DELETE FROM loaded WHERE store = ? AND article = ?", ((store, article) for article in gone)
        )

    def note_held(self, store: str, digests: Iterable[tuple[str, str]]) -> None:
        """Articles with the digest of the record that a store has."""
        rows = ((store, article, record) for article, record in digests)
        self._database.executemany("INSERT OR REPLACE INTO loaded VALUES (?, ?, ?)", rows)

    def to_load(self, store: str) -> list[str]:
        """The coded articles whose record, as it is resolved now, a store has not; in the order of the shards."""
        query = """
            SELECT a.id FROM article a JOIN resolved r ON r.article = a.id
            LEFT JOIN loaded l ON l.store = ? AND l.article = a.id
            WHERE a.state = 'coded' AND l.digest IS NOT r.digest ORDER BY a.shard, a.place
        """
        return [row[0] for row in self._database.execute(query, (store,))]

    def to_take_away(self, store: str, *, known: bool) -> list[str]:
        """The articles that a store has, or where that is not `known` may have, and that are in no graph any more."""
        held = "EXISTS (SELECT 1 FROM loaded l WHERE l.store = ? AND l.article = a.id)" if known else "? IS NOT NULL"
        query = f"SELECT a.id FROM article a WHERE a.state NOT IN ('coded', 'read') AND {held} ORDER BY a.id"  # noqa: S608
        return [row[0] for row in self._database.execute(query, (store,))]

    def stores(self) -> list[tuple[str, str, float, int]]:
        """Each store: address, version, when it was loaded last, how many articles it holds."""
        query = "SELECT address, version, loaded, (SELECT count(*) FROM loaded l WHERE l.store = address) FROM store"
        return [tuple(row) for row in self._database.execute(f"{query} ORDER BY address")]
