"""The texts of a corpus: which articles are one text, and which article stands in place of another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from kg.corpus.copies import Standing
from kg.corpus.fingerprints import Fingerprint
from kg.corpus.likeness import DAYS

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Fingerprint).decode
_IN_PLAY = "('coded', 'superseded')"


class Counts(NamedTuple):
    """`copies` are articles whose text goes back to another's, `texts` those that they go back to, `superseded` those
    in whose place an update stands."""

    copies: int
    texts: int
    superseded: int


class Texts:
    """The tables `fingerprint` and `copy_key` of a manifest; writing is inside its transactions. An article counts
    while it is coded or superseded."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def put(self, told: bytes) -> None:
        """The fingerprint of an article that was coded, as `packed` gives it; what it was linked to by an earlier one
        is placed anew with it."""
        run = self._database.execute
        one = _decode(told)
        row = run("SELECT told FROM fingerprint WHERE article = ?", (one.article,)).fetchone()
        if row is not None and bytes(row[0]) == told:
            self.unplace([one.article])
            return
        if row is not None:
            self.unplace(self.group(one.article))
        run("DELETE FROM copy_key WHERE article = ?", (one.article,))
        query = """
            INSERT INTO fingerprint (article, told, outlet) VALUES (?, ?, ?)
            ON CONFLICT (article) DO UPDATE SET told = excluded.told, outlet = excluded.outlet, placed = 0
        """
        run(query, (one.article, told, one.outlet))
        keys = ((key, one.published or "", one.article) for key in one.keys)
        self._database.executemany("INSERT OR IGNORE INTO copy_key VALUES (?, ?, ?)", keys)

    def group(self, article: str) -> list[str]:
        """The articles of one origin with this one, and those that its links lead to."""
        query = "SELECT article FROM fingerprint WHERE origin = (SELECT origin FROM fingerprint WHERE article = ?)"
        return [row[0] for row in self._database.execute(f"{query} AND origin != ''", (article,))]

    def unplace(self, articles: Iterable[str]) -> None:
        """Articles that are to be placed anew."""
        found = ((article,) for article in articles)
        self._database.executemany("UPDATE fingerprint SET placed = 0 WHERE article = ?", found)

    def left(self) -> list[Fingerprint]:
        """Articles that were placed, and count no more."""
        query = f"""
            SELECT told FROM fingerprint f JOIN article a ON a.id = f.article
            WHERE origin != '' AND state NOT IN {_IN_PLAY} ORDER BY f.article
        """  # noqa: S608
        return [_decode(row[0]) for row in self._database.execute(query)]

    def take_out(self, articles: Iterable[str]) -> None:
        """Articles that count no more; should they count again, they are to be placed anew."""
        query = (
            "UPDATE fingerprint SET placed = 0, origin = '', newer = NULL, counts = '', why = '[]' WHERE article = ?"
        )
        self._database.executemany(query, ((article,) for article in articles))

    def unplaced(self, limit: int) -> list[Fingerprint]:
        """The first articles that are to be placed."""
        query = f"""
            SELECT told FROM fingerprint f JOIN article a ON a.id = f.article
            WHERE placed = 0 AND state IN {_IN_PLAY} ORDER BY f.article LIMIT ?
        """  # noqa: S608
        return [_decode(row[0]) for row in self._database.execute(query, (limit,))]

    def mates(self, one: Fingerprint) -> Iterator[Fingerprint]:
        """Articles that count, share a key with one and are of about its time."""
        held = "k.key = ? AND k.article != ?"
        bounds: tuple[str, ...] = ()
        if one.published is not None:
            day = date.fromisoformat(one.published)
            held += " AND (k.published = '' OR k.published BETWEEN ? AND ?)"
            bounds = ((day - timedelta(DAYS)).isoformat(), (day + timedelta(DAYS)).isoformat())
        query = f"""
            SELECT k.article FROM copy_key k JOIN article a ON a.id = k.article WHERE {held} AND state IN {_IN_PLAY}
        """  # noqa: S608
        found = {row[0] for key in one.keys for row in self._database.execute(query, (key, one.article, *bounds))}
        yield from self.fingerprints(sorted(found))

    def fingerprints(self, articles: Iterable[str]) -> Iterator[Fingerprint]:
        """Those of articles that count."""
        query = f"""
            SELECT told FROM fingerprint f JOIN article a ON a.id = f.article
            WHERE f.article = ? AND state IN {_IN_PLAY}
        """  # noqa: S608
        for article in articles:
            for row in self._database.execute(query, (article,)):
                yield _decode(row[0])

    def settle(self, found: dict[str, Standing]) -> list[str]:
        """What articles are among the others: those in whose place an update stands leave the graph, those that have
        none any more come back. The articles that count for another source than before are given back."""
        run = self._database.execute
        changed = []
        outlets = {one.article: one.outlet for one in self.fingerprints({one.origin for one in found.values()})}
        for one in found.values():
            (before,) = run("SELECT counts FROM fingerprint WHERE article = ?", (one.article,)).fetchone()
            counts = outlets[one.origin] or one.origin
            if counts != before:
                changed.append(one.article)
            run(
                "UPDATE fingerprint SET placed = 1, origin = ?, newer = ?, counts = ?, why = ? WHERE article = ?",
                (one.origin, one.newer, counts, msgspec.json.encode(one.why).decode(), one.article),
            )
            run(
                f"UPDATE article SET state = ?, by = ? WHERE id = ? AND state IN {_IN_PLAY}",  # noqa: S608
                ("superseded" if one.newer else "coded", one.newer or "", one.article),
            )
        return changed

    def origins(self, articles: Iterable[str]) -> dict[str, str]:
        """What the texts of articles count for, as `kg.resolve.consensus` takes it: the outlet that the text goes back
        to, else the article."""
        query = "SELECT counts FROM fingerprint WHERE article = ? AND counts != ''"
        found = {}
        for article in articles:
            for row in self._database.execute(query, (article,)):
                found[article] = row[0]
        return found

    def standings(self) -> dict[str, Standing]:
        """Of the articles of which there are copies, that are copies, or that have an update."""
        query = f"""
            SELECT f.article, f.origin, f.newer, f.why FROM fingerprint f JOIN article a ON a.id = f.article
            WHERE f.origin IN (SELECT origin FROM fingerprint WHERE origin != article) AND state IN {_IN_PLAY}
            ORDER BY f.article
        """  # noqa: S608
        return {
            article: Standing(article=article, origin=origin, newer=newer, why=tuple(msgspec.json.decode(why)))
            for article, origin, newer, why in self._database.execute(query)
        }

    def count(self) -> Counts:
        query = """
            SELECT count(*), count(DISTINCT origin), (SELECT count(*) FROM article WHERE state = 'superseded')
            FROM fingerprint WHERE origin != article AND origin != ''
        """
        return Counts(*self._database.execute(query).fetchone())


def packed(one: Fingerprint) -> bytes:
    """A fingerprint as it is kept."""
    return _encode(one)
