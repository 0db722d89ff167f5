"""The events of a corpus across its articles, as they were settled: what goes into the graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

import msgspec
import zstandard

from kg.corpus.work import DROPPED
from kg.resolve.consensus import ResolvedEvent

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_resolved = msgspec.msgpack.Decoder(ResolvedEvent).decode


class Settled:
    """The table `event` of a manifest, the events of `mention`, and the digests of `resolved`; writing is inside its
    transactions. `kg.corpus.tellings` settles which event a mention is of."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._press = zstandard.ZstdCompressor(level=1)
        self._unpress = zstandard.ZstdDecompressor()

    def forget(self, key: str) -> None:
        self._database.execute("DELETE FROM event WHERE key = ?", (key,))

    def keep(self, event: ResolvedEvent) -> None:
        """An event of several mentions."""
        kept = self._press.compress(_encode(event))
        self._database.execute("INSERT OR REPLACE INTO event VALUES (?, ?)", (event.event.id, kept))

    def of(self, article: str) -> dict[str, ResolvedEvent]:
        """The events of an article that others, or it twice, tell of, by their ids in the record."""
        query = "SELECT m.event, e.told FROM mention m JOIN event e ON e.key = m.key WHERE m.article = ?"
        found = self._database.execute(query, (article,))
        return {event: _resolved(self._unpress.decompress(told)) for event, told in found}

    def dropped(self, article: str) -> set[str]:
        """The events of an article that are in no graph, by their ids in the record."""
        query = f"SELECT event FROM mention WHERE article = ? AND key LIKE '{DROPPED}%'"  # noqa: S608
        return {row[0] for row in self._database.execute(query, (article,))}

    def undigested(self) -> Iterator[tuple[str, str, list[str]]]:
        """Articles whose rows have no digest yet, with the digest of their record and those of their events."""
        found = self._database.execute("SELECT article, told FROM resolved WHERE digest = ''").fetchall()
        query = f"SELECT whole FROM mention WHERE article = ? AND key NOT LIKE '{DROPPED}%'"  # noqa: S608
        for article, told in found:
            yield article, told, [row[0] for row in self._database.execute(query, (article,))]

    def note_digests(self, digests: Mapping[str, str]) -> None:
        """The digests of the rows of articles."""
        found = ((digest, article) for article, digest in digests.items())
        self._database.executemany("UPDATE resolved SET digest = ? WHERE article = ?", found)

    def others(self, event: str) -> list[tuple[str, str]]:
        """The other mentions of what a mention with this id tells of: their ids and articles."""
        query = """
            SELECT DISTINCT o.event, o.article FROM mention m JOIN mention o ON o.key = m.key AND o.number != m.number
            WHERE m.event = ? AND m.key != '' ORDER BY o.article, o.event
        """
        return [(row[0], row[1]) for row in self._database.execute(query, (event,))]

    def is_settled(self) -> bool:
        """Whether all that was coded is resolved; not so where a build was stopped."""
        query = """
            SELECT NOT EXISTS (SELECT 1 FROM article a LEFT JOIN resolved r ON r.article = a.id
                WHERE a.state = 'coded' AND (r.coded IS NOT a.digest OR r.digest = ''))
        """
        return bool(self._database.execute(query).fetchone()[0])

    def count(self) -> tuple[int, int]:
        """How many events there are across articles, and of how many several mentions tell."""
        ask = self._database.execute
        several = int(ask("SELECT count(*) FROM event").fetchone()[0])
        return several + int(ask("SELECT count(*) FROM mention WHERE key = ''").fetchone()[0]), several
