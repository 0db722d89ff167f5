"""The manifest of a corpus: what became of every article.

A state is one of

- `read`: met, and not coded yet: the run was stopped before;
- `coded`: its record is in a shard, or waits for one;
- `failed`: the coder stopped on it; it is set aside, and tried again by `kg build --retry` or when it changes;
- `withdrawn`: taken back by a person; its record is kept, so that this can be undone;
- `superseded`: another article took its place.

`kg.corpus.asides` has what was set aside, `kg.corpus.holdings` what each store holds, `kg.corpus.runs` the runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, NamedTuple

from kg.corpus import tables

State = Literal["read", "coded", "failed", "withdrawn", "superseded"]


class Known(NamedTuple):
    """What the manifest says of an article; `by` is why it is in this state, where somebody or something said so."""

    state: State
    digest: str
    by: str


class Coded(NamedTuple):
    """What coding gave for an article: a record as JSON with the number of its events, or why there is none;
    `fingerprint` is that of its text (`kg.corpus.texts.packed`), `article` what was coded (`kg.corpus.kept.packed`)."""

    id: str
    digest: str
    record: bytes | None
    events: int = 0
    reason: str = ""
    fingerprint: bytes = b""
    article: bytes | None = None


class Place(NamedTuple):
    """Where the record of an article is: the number of a shard and the row in it."""

    shard: int
    row: int


class Manifest:
    """The articles of a corpus folder. One process writes at a time (`kg.corpus.lock`), any number read."""

    def __init__(self, path: Path) -> None:
        """UsageError if the file is no manifest, KgError if it cannot be written."""
        self.path = path
        self.database = tables.connect(path)

    def writing(self) -> AbstractContextManager[None]:
        """A transaction: all that is written inside, or nothing. KgError if the disk is full."""
        return tables.transaction(self.database, self.path)

    def close(self) -> None:
        self.database.close()

    def known(self, article: str) -> Known | None:
        """The state of an article, and the digest of its record."""
        row = self.database.execute("SELECT state, digest, by FROM article WHERE id = ?", (article,)).fetchone()
        return row and Known(*row)

    def note_read(self, articles: Iterable[tuple[str, str]]) -> None:
        """Articles, each with its input, that are about to be coded. What is coded stays so until its new record is
        there."""
        self.database.executemany(
            "INSERT INTO article (id, state, input) VALUES (?, 'read', ?) ON CONFLICT DO NOTHING", articles
        )

    def note_coded(self, coded: Iterable[Coded], coder: str, inputs: Mapping[str, str]) -> None:
        """What coding gave: records, which wait for a shard, and articles that the coder failed on."""
        for one in coded:
            state: State = "failed" if one.record is None else "coded"
            self.database.execute(
                "INSERT OR REPLACE INTO article (id, state, digest, coder, input, events, by)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (one.id, state, one.digest, coder, inputs[one.id], one.events, one.reason),
            )
            self.database.execute("DELETE FROM waiting WHERE id = ?", (one.id,))
            if one.record is not None:
                self.database.execute("INSERT INTO waiting VALUES (?, ?, ?)", (one.id, one.record, one.article))

    def change_state(self, ids: Iterable[str], state: State, by: str) -> None:
        """Give articles a state, and who or what gave it."""
        self.database.executemany(
            "UPDATE article SET state = ?, by = ? WHERE id = ?", ((state, by, key) for key in ids)
        )

    def matching(self, pattern: str, states: tuple[State, ...]) -> list[str]:
        """The ids, sorted, of articles in these states that are `pattern`, or fit it where it has `*` or `?`."""
        held = ", ".join("?" * len(states))
        query = f"SELECT id FROM article WHERE id {{}} ? AND state IN ({held}) ORDER BY id"  # noqa: S608
        found = self.database.execute(query.format("="), (pattern, *states)).fetchall()
        if not found and ("*" in pattern or "?" in pattern):
            found = self.database.execute(query.format("GLOB"), (pattern, *states)).fetchall()
        return [row[0] for row in found]

    # where the records are

    def waiting(self, limit: int) -> list[tuple[str, bytes, bytes | None]]:
        """The first records that are in no shard yet, with their articles, in the order in which they came."""
        found = self.database.execute("SELECT id, record, article FROM waiting ORDER BY rowid LIMIT ?", (limit,))
        return [(row[0], row[1], row[2]) for row in found]

    def waiting_article(self, article: str) -> bytes | None:
        """What was coded of an article whose record waits for a shard."""
        row = self.database.execute("SELECT article FROM waiting WHERE id = ?", (article,)).fetchone()
        return bytes(row[0]) if row is not None and row[0] is not None else None

    def coded_otherwise(self, coder: str) -> list[tuple[str, str]]:
        """The articles whose record is of another version of the coder, with their inputs, in the order of the
        shards."""
        query = """
            SELECT id, input FROM article WHERE state IN ('coded', 'superseded') AND coder != ? ORDER BY shard, place
        """
        return [(row[0], row[1]) for row in self.database.execute(query, (coder,))]

    def count_waiting(self) -> int:
        return int(self.database.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def note_shard(self, number: int, ids: Iterable[str], size: int) -> None:
        """A shard that was written: the articles of its rows, in order. What waited, waits no more."""
        places = [(number, row, key) for row, key in enumerate(ids)]
        self.database.execute("INSERT INTO shard VALUES (?, ?, ?)", (number, len(places), size))
        self.database.executemany("UPDATE article SET shard = ?, place = ? WHERE id = ?", places)
        self.database.executemany("DELETE FROM waiting WHERE id = ?", ((key,) for _, _, key in places))

    def forget_shards(self, numbers: Iterable[int]) -> None:
        self.database.executemany("DELETE FROM shard WHERE number = ?", ((number,) for number in numbers))

    def shard_numbers(self) -> list[int]:
        """The shards that are there, in their order."""
        return [row[0] for row in self.database.execute("SELECT number FROM shard ORDER BY number")]

    def shards(self) -> dict[int, tuple[int, int]]:
        """The rows of each shard, and how many of them are an article's present record."""
        query = "SELECT number, rows, (SELECT count(*) FROM article WHERE shard = number) FROM shard ORDER BY number"
        return {row[0]: (row[1], row[2]) for row in self.database.execute(query)}

    def rows_of(self, shard: int) -> dict[int, str]:
        """The rows of a shard that are an article's present record, with the article."""
        found = self.database.execute("SELECT place, id FROM article WHERE shard = ? ORDER BY place", (shard,))
        return {row[0]: row[1] for row in found}

    def place_of(self, article: str) -> Place | bytes | None:
        """Where an article's record is: in a shard, or here, where it waits for one; None if it has none."""
        row = self.database.execute("SELECT shard, place FROM article WHERE id = ?", (article,)).fetchone()
        if row is not None and row[0] is not None:
            return Place(*row)
        waits = self.database.execute("SELECT record FROM waiting WHERE id = ?", (article,)).fetchone()
        return waits and bytes(waits[0])

    def ids(self, state: State = "coded") -> Iterator[str]:
        """The articles in a state: those in shards by shard and row, before them those that wait for one."""
        for row in self.database.execute("SELECT id FROM article WHERE state = ? ORDER BY shard, place", (state,)):
            yield row[0]

    def totals(self) -> tuple[int, int]:
        """How many articles are in the graph, and how many events their records have."""
        row = self.database.execute("SELECT count(*), total(events) FROM article WHERE state = 'coded'").fetchone()
        return int(row[0]), int(row[1])
