"""The actors of a corpus: who each coded article tells of, in which block, and who that is across articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from kg.ids import slug
from kg.model import ActorKind, ArticleRecord
from kg.resolve.article_actors import ArticleActor, Key, article_actors
from kg.resolve.block import block_of
from kg.resolve.canonical import CanonicalActor, HeldRole
from kg.resolve.decided import fits
from kg.resolve.decisions import Subject

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(ArticleActor).decode


class Settled(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who an article actor is across articles; `former` is what he was called before an analyst named him."""

    id: str
    kind: ActorKind
    country: str | None = None
    name: str | None = None
    roles: tuple[HeldRole, ...] = ()
    """Those that an analyst set."""
    former: tuple[str, ...] = ()


class Cast:
    """The tables `actor`, `touched` and `resolved` of a manifest; writing is inside its transactions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def behind(self) -> list[str]:
        """The coded articles whose actors are not those of their present record, in the order of the shards."""
        query = """
            SELECT a.id FROM article a LEFT JOIN resolved r ON r.article = a.id
            WHERE a.state = 'coded' AND r.coded IS NOT a.digest ORDER BY a.shard, a.place
        """
        return [row[0] for row in self._database.execute(query)]

    def gone(self) -> list[str]:
        """Articles whose actors are here, and which are in no graph any more."""
        query = "SELECT article FROM resolved WHERE article NOT IN (SELECT id FROM article WHERE state = 'coded')"
        return [row[0] for row in self._database.execute(query)]

    def put(self, record: ArticleRecord, coded: str) -> None:
        """The actors of a record in place of those that its article had; `coded` is the digest of the coded one. Those
        without a name are nobody else's."""
        self.drop(record.id)
        named = [actor for actor in article_actors(record) if actor.named]
        rows = [(actor.article, actor.actor, slug(actor.name), block_of(actor), _encode(actor)) for actor in named]
        self._database.executemany("INSERT INTO actor (article, actor, slug, block, told) VALUES (?, ?, ?, ?, ?)", rows)
        self._database.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((row[3],) for row in rows))
        self._database.execute("INSERT INTO resolved (article, coded) VALUES (?, ?)", (record.id, coded))

    def drop(self, article: str) -> None:
        """Take an article's actors away."""
        self._database.execute(
            "INSERT OR IGNORE INTO touched SELECT DISTINCT block FROM actor WHERE article = ?", (article,)
        )
        self._database.execute("DELETE FROM actor WHERE article = ?", (article,))
        self._database.execute("DELETE FROM resolved WHERE article = ?", (article,))

    def tell_anew(self, articles: Iterable[str]) -> None:
        """The records of articles are others, though they were not coded anew."""
        self._database.executemany("UPDATE resolved SET coded = '' WHERE article = ?", ((one,) for one in articles))

    def touch(self, blocks: Iterable[str]) -> None:
        """Blocks are to be resolved anew."""
        self._database.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((block,) for block in blocks))

    def touch_all(self) -> None:
        """All blocks are to be resolved anew: the way of resolving is another."""
        self._database.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT block FROM actor")

    def touched(self) -> list[str]:
        return [row[0] for row in self._database.execute("SELECT block FROM touched ORDER BY block")]

    def sizes(self, blocks: Iterable[str]) -> Iterator[tuple[str, int]]:
        """How many article actors each block has."""
        for block in blocks:
            yield block, self._database.execute("SELECT count(*) FROM actor WHERE block = ?", (block,)).fetchone()[0]

    def actors(self, blocks: Iterable[str]) -> Iterator[ArticleActor]:
        """The article actors of blocks."""
        for block in blocks:
            for row in self._database.execute("SELECT told FROM actor WHERE block = ?", (block,)):
                yield _decode(row[0])

    def named_by(self, subject: Subject) -> Iterator[ArticleActor]:
        """The article actors that a subject of a decision means."""
        column, value = ("actor", subject.actor) if subject.actor is not None else ("slug", slug(subject.name or ""))
        for row in self._database.execute(f"SELECT told FROM actor WHERE {column} = ?", (value,)):  # noqa: S608
            if fits(actor := _decode(row[0]), subject):
                yield actor

    def settle(self, blocks: Sequence[str], of: Mapping[Key, Settled]) -> None:
        """Blocks were resolved: who each article actor is. Articles in which that changed are resolved anew."""
        written: dict[int, str] = {}
        for block in blocks:
            found = self._database.execute("SELECT article, actor, canonical FROM actor WHERE block = ?", (block,))
            for article, actor, before in found.fetchall():
                settled = of[article, actor]  # one object for all article actors of an actor
                now = written.get(id(settled)) or written.setdefault(id(settled), msgspec.json.encode(settled).decode())
                if now != before:
                    self._database.execute(
                        "UPDATE actor SET canonical = ? WHERE article = ? AND actor = ?", (now, article, actor)
                    )
                    self._database.execute("UPDATE resolved SET told = '', digest = '' WHERE article = ?", (article,))
            self._database.execute("DELETE FROM touched WHERE block = ?", (block,))

    def of(self, article: str) -> dict[str, CanonicalActor]:
        """Who the actors of an article are across articles, by their ids in the coded record; `aliases` are what the
        article calls each, and `former`."""
        found = self._database.execute("SELECT actor, told, canonical FROM actor WHERE article = ?", (article,))
        cast = {}
        for actor, told, canonical in found:
            known = msgspec.json.decode(canonical, type=Settled)
            spelled = _decode(told).name
            cast[actor] = CanonicalActor(
                id=known.id, name=known.name or spelled, kind=known.kind, country=known.country,
                aliases=(spelled, *known.former), former=known.former, set_roles=known.roles,
            )  # fmt: skip
        return cast

    def spelled(self, article: str) -> dict[str, tuple[str, ...]]:
        """What an article calls its actors, and what they were called before an analyst named them, by their ids across
        articles."""
        found: dict[str, tuple[str, ...]] = {}
        for actor in self.of(article).values():
            found[actor.id] = (*found.get(actor.id, ()), *actor.aliases)
        return found

    def set_roles(self, subjects: Iterable[Subject]) -> dict[str, tuple[HeldRole, ...]]:
        """The roles that analysts set, by the id of the actor across articles; `subjects` are those of their
        decisions."""
        found: dict[str, tuple[HeldRole, ...]] = {}
        for subject in subjects:
            for actor in self.named_by(subject):
                query = "SELECT canonical FROM actor WHERE article = ? AND actor = ?"
                known = msgspec.json.decode(self._database.execute(query, actor.key).fetchone()[0], type=Settled)
                found[known.id] = known.roles
        return found

    def note(self, name: str) -> str:
        """A note of the corpus; empty if there is none."""
        row = self._database.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_note(self, name: str, value: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))
