"""The events of a corpus as its articles tell them, and which may be of one event; `kg.corpus.settled` has what they
say together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

import msgspec
import zstandard

from kg.corpus.work import UNSURE
from kg.errors import InputError
from kg.model import ArticleRecord, Event
from kg.resolve.consensus import Telling
from kg.resolve.event_blocks import block_keys
from kg.resolve.event_mentions import EventMention, event_mention

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_mention = msgspec.msgpack.Decoder(EventMention).decode
_event = msgspec.msgpack.Decoder(Event).decode


class Row(NamedTuple):
    """A mention as the manifest has it: `record` is the digest of its article's record with actors across articles,
    `key` and `whole` the event that it was last found to be of (`key` empty: nothing else tells of it)."""

    number: int
    article: str
    event: str
    outlet: str | None
    published: str | None
    record: str
    key: str
    whole: str


class ToldEvent(NamedTuple):
    """An event as a record tells it: its id, what it is compared by, all of it, and the blocks that it is in."""

    id: str
    told: bytes
    telling: bytes
    confidence: float
    blocks: tuple[str, ...]


class ToldArticle(NamedTuple):
    """The events of a record, whose actors are resolved; `record` is its digest."""

    id: str
    record: str
    outlet: str | None
    published: str | None
    events: list[ToldEvent]


_press = zstandard.ZstdCompressor(level=1).compress


def told_article(record: ArticleRecord) -> ToldArticle:
    """What `put` takes. InputError for a date that is in no calendar."""
    try:
        events = [_told_event(record, event) for event in {event.id: event for event in record.events}.values()]
    except ValueError as error:
        raise InputError(f"article {record.id}: {error}") from None
    return ToldArticle(record.id, record.digest, record.source, record.published, events)


def _told_event(record: ArticleRecord, event: Event) -> ToldEvent:
    mention = event_mention(event, record.id, record.source, record.published)
    return ToldEvent(event.id, _encode(mention), _press(_encode(event)), event.confidence, tuple(block_keys(mention)))


class Tellings:
    """The tables `mention`, `mention_block`, `alike` and `loose` of a manifest, and what is `told` in `resolved`;
    writing is inside its transactions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._unpress = zstandard.ZstdDecompressor()

    # what the articles tell

    def behind(self) -> list[str]:
        """The articles in the graph whose mentions are not those of their present record, in the order of the
        shards."""
        query = "SELECT article FROM resolved JOIN article ON id = article WHERE told = '' ORDER BY shard, place"
        return [row[0] for row in self._database.execute(query)]

    def put(self, article: ToldArticle) -> None:
        """The events of an article in place of those that it had."""
        run = self._database.execute
        before = {
            event: (number, told)
            for number, event, told in run("SELECT number, event, told FROM mention WHERE article = ?", (article.id,))
        }
        new = []
        for event in article.events:
            number, told = before.pop(event.id, (None, b""))
            if number is None:
                new.append(event)
            elif told == event.told:
                run("UPDATE mention SET telling = ? WHERE number = ?", (event.telling, number))
                self._note_confidences([(number, event.confidence)])
                self._loosen([number])
            else:
                self._drop(number)
                new.append(event)
        for number, _ in before.values():
            self._drop(number)
        self._insert(article, new)
        run("UPDATE resolved SET told = ?, digest = '' WHERE article = ?", (article.record, article.id))

    def drop(self, article: str) -> None:
        """Take an article's mentions away; what they may have been of one event with is settled anew."""
        found = self._database.execute("SELECT number FROM mention WHERE article = ?", (article,)).fetchall()
        for (number,) in found:
            self._drop(number)

    # which are alike

    def unlinked_blocks(self) -> list[tuple[str, int]]:
        """The blocks of mentions that are not yet compared with the others, sorted, with their sizes."""
        query = """
            SELECT block, count(*) FROM mention_block WHERE block IN (
                SELECT block FROM mention JOIN mention_block ON mention = number WHERE linked = 0
            ) GROUP BY block HAVING count(*) > 1 ORDER BY block
        """
        return [(row[0], row[1]) for row in self._database.execute(query)]

    def in_blocks(self, blocks: Iterable[str]) -> tuple[list[int], list[EventMention], Set[int]]:
        """The mentions of blocks: their numbers, what they are compared by, and the places of those that are not yet
        compared."""
        numbers: dict[int, tuple[bytes, int]] = {}
        query = "SELECT number, told, linked FROM mention_block JOIN mention ON number = mention WHERE block = ?"
        for block in blocks:
            numbers |= {number: (told, linked) for number, told, linked in self._database.execute(query, (block,))}
        ordered = sorted(numbers)
        fresh = {place for place, number in enumerate(ordered) if not numbers[number][1]}
        return ordered, [_mention(numbers[number][0]) for number in ordered], fresh

    def link(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Mentions that may be of one event."""
        both = ((a, b) for pair in pairs for a, b in (pair, pair[::-1]))
        self._database.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?)", both)

    def all_linked(self) -> None:
        """All mentions were compared."""
        self._database.execute("UPDATE mention SET linked = 1 WHERE linked = 0")

    def compare_all_anew(self) -> None:
        """What makes mentions alike is something else now."""
        for statement in (
            "DELETE FROM mention_block", "DELETE FROM alike", "DELETE FROM mention", "DELETE FROM event",
            "DELETE FROM doubtful", "DELETE FROM unsure",
            "DELETE FROM loose", "UPDATE resolved SET told = '', digest = ''",
        ):  # fmt: skip
            self._database.execute(statement)

    # which event each is of

    def loosen(self, events: Iterable[str] = (), articles: Iterable[str] = ()) -> None:
        """Mentions, by the ids of their events or articles, whose event is to be settled anew."""
        for column, values in (("event", events), ("article", articles)):
            query = f"INSERT OR IGNORE INTO loose SELECT number FROM mention WHERE {column} = ?"  # noqa: S608
            self._database.executemany(query, ((value,) for value in values))

    def loose(self, limit: int) -> list[int]:
        """The first mentions whose event is to be settled."""
        found = self._database.execute("SELECT mention FROM loose ORDER BY mention LIMIT ?", (limit,))
        return [row[0] for row in found]

    def settled(self, numbers: Iterable[int]) -> None:
        self._database.executemany("DELETE FROM loose WHERE mention = ?", ((number,) for number in numbers))

    def alike(self, number: int) -> list[int]:
        """The mentions that may be of one event with this one."""
        return [row[0] for row in self._database.execute("SELECT other FROM alike WHERE one = ?", (number,))]

    def numbers_of(self, event: str) -> list[int]:
        """The mentions with this id: more than one where several articles have one text."""
        return [row[0] for row in self._database.execute("SELECT number FROM mention WHERE event = ?", (event,))]

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        query = """
            SELECT number, m.article, event, outlet, published, r.told, key, whole
            FROM mention m JOIN resolved r ON r.article = m.article WHERE number = ?
        """
        return [Row(*self._database.execute(query, (number,)).fetchone()) for number in numbers]

    def mentions(self, numbers: Iterable[int]) -> list[EventMention]:
        query = "SELECT told FROM mention WHERE number = ?"
        return [_mention(self._database.execute(query, (number,)).fetchone()[0]) for number in numbers]

    def telling(self, row: Row) -> Telling:
        """The whole of what a mention tells."""
        (kept,) = self._database.execute("SELECT telling FROM mention WHERE number = ?", (row.number,)).fetchone()
        event = _event(self._unpress.decompress(kept))
        return Telling(row.article, row.outlet, row.published, row.record, event)

    def settle(self, row: Row, key: str, whole: str) -> None:
        """Which event a mention is of. Where that changed, the rows of its article are others."""
        if (key, whole) != (row.key, row.whole):
            self._database.execute("UPDATE mention SET key = ?, whole = ? WHERE number = ?", (key, whole, row.number))
            self._database.execute("UPDATE resolved SET digest = '' WHERE article = ?", (row.article,))

    def _note_confidences(self, mentions: Sequence[tuple[int, float]]) -> None:
        """For the work list."""
        self._database.executemany("DELETE FROM unsure WHERE mention = ?", ((number,) for number, _ in mentions))
        unsure = (mention for mention in mentions if mention[1] < UNSURE)
        self._database.executemany("INSERT INTO unsure VALUES (?, ?)", unsure)

    def _insert(self, article: ToldArticle, events: Sequence[ToldEvent]) -> None:
        run, many = self._database.execute, self._database.executemany
        (last,) = run("SELECT coalesce(max(number), 0) FROM mention").fetchone()
        numbered = list(enumerate(events, last + 1))
        many(
            "INSERT INTO mention (number, article, event, outlet, published, told, telling)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, article.id, e.id, article.outlet, article.published, e.told, e.telling)
                for number, e in numbered
            ),
        )
        many(
            "INSERT OR IGNORE INTO mention_block VALUES (?, ?)",
            ((block, number) for number, event in numbered for block in event.blocks),
        )
        twins = """
            INSERT OR IGNORE INTO alike SELECT {}.number, {}.number FROM mention new JOIN mention old
            ON old.event = new.event AND old.number <= ? WHERE new.number > ?
        """
        run(twins.format("new", "old"), (last, last))
        run(twins.format("old", "new"), (last, last))
        self._note_confidences([(number, event.confidence) for number, event in numbered])
        self._loosen(number for number, _ in numbered)

    def _drop(self, number: int) -> None:
        """Also loosens what it was alike, or of one event with by a decision."""
        run = self._database.execute
        (key,) = run("SELECT key FROM mention WHERE number = ?", (number,)).fetchone()
        mates = [row[0] for row in run("SELECT number FROM mention WHERE key = ? AND key != ''", (key,))]
        self._loosen([mate for mate in {*mates, *self.alike(number)} if mate != number])
        run("DELETE FROM event WHERE key = ?", (key,))
        for other in self.alike(number):
            run("DELETE FROM alike WHERE one = ? AND other = ?", (other, number))
        for statement in (
            "DELETE FROM alike WHERE one = ?", "DELETE FROM mention_block WHERE mention = ?",
            "DELETE FROM loose WHERE mention = ?", "DELETE FROM doubtful WHERE one = ?",
            "DELETE FROM doubtful WHERE other = ?", "DELETE FROM unsure WHERE mention = ?",
            "DELETE FROM mention WHERE number = ?",
        ):  # fmt: skip
            run(statement, (number,))

    def _loosen(self, numbers: Iterable[int]) -> None:
        self._database.executemany("INSERT OR IGNORE INTO loose VALUES (?)", ((number,) for number in numbers))
