"""The work list of a corpus: what an analyst should look at, kept by `kg build`, so that `kg review` starts at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.resolve.actors import Question
from kg.resolve.canonical import CanonicalActor
from kg.resolve.same_event import THRESHOLD
from kg.resolve.score import ASK, MERGE

UNSURE = 0.6
"""The confidence under which an analyst is asked about an event."""
NEARLY = 1.0
"""Points under the threshold for one event from which an analyst is asked about two mentions."""
DROPPED = "dropped "
"""What the key of an event begins with that an analyst dropped; its mentions are kept, so that others are found to be
of it."""
_SHOWN = 3
"""Article actors by which each side of a question is shown."""


class Side(NamedTuple):
    """One of two actors that may be one: how many articles tell of it, and the first of them with its ids there."""

    id: str
    articles: int
    shown: tuple[tuple[str, str], ...]


class ActorPair(NamedTuple):
    """Two actors that may be one."""

    one: Side
    other: Side
    score: float
    reasons: tuple[str, ...]
    weight: float


class MentionPair(NamedTuple):
    """Two tellings, by article and event, that may be of one event."""

    one: tuple[str, str]
    other: tuple[str, str]
    score: float
    reasons: tuple[str, ...]
    weight: float


class Unsure(NamedTuple):
    """An event of an article that the coder is not sure of."""

    article: str
    event: str
    confidence: float
    weight: float


class Work:
    """The tables `question`, `doubtful` and `unsure` of a manifest; writing is inside its transactions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def ask(self, blocks: Iterable[str], questions: Iterable[Question], actors: Mapping[str, CanonicalActor]) -> None:
        """Blocks were resolved, with these questions."""
        self._database.executemany("DELETE FROM question WHERE block = ?", ((block,) for block in blocks))
        for question in questions:
            sides = [_side(actors[key]) for key in (question.one, question.other)]
            affected = min(side.articles for side in sides)
            weight = affected * _uncertainty(question.score, ASK, MERGE)
            told = json.dumps([sides, question.score, question.reasons])
            self._database.execute(
                "INSERT OR REPLACE INTO question VALUES (?, ?, ?, ?, ?)",
                (question.block, question.one, question.other, weight, told),
            )

    def actor_pairs(self, limit: int = -1) -> Iterator[ActorPair]:
        """Those whose answer changes most come first."""
        query = "SELECT weight, told FROM question ORDER BY weight DESC, one, other LIMIT ?"
        for weight, told in self._database.execute(query, (limit,)):
            sides, score, reasons = json.loads(told)
            one, other = (Side(key, articles, tuple(map(tuple, shown))) for key, articles, shown in sides)
            yield ActorPair(one, other, score, tuple(reasons), weight)

    def doubt(self, pairs: Iterable[tuple[int, int, float, Sequence[str]]]) -> None:
        """Mentions that were compared, with their points, which are a little too few for one event."""
        self._database.executemany(
            "INSERT OR REPLACE INTO doubtful VALUES (?, ?, ?, ?)",
            ((min(one, other), max(one, other), points, json.dumps(reasons)) for one, other, points, reasons in pairs),
        )

    def mention_pairs(self, limit: int = -1) -> Iterator[MentionPair]:
        """Those of which most is said come first; those that are of one event by now are left out."""
        query = f"""
            SELECT a.article, a.event, b.article, b.event, points, reasons,
                1 + (SELECT count(*) FROM mention WHERE key = a.key AND key != '')
                + (SELECT count(*) FROM mention WHERE key = b.key AND key != '') AS affected
            FROM (SELECT * FROM doubtful ORDER BY points DESC, one, other LIMIT ?)
            JOIN mention a ON a.number = one JOIN mention b ON b.number = other
            WHERE (a.key = '' OR a.key != b.key) AND a.key NOT LIKE '{DROPPED}%' AND b.key NOT LIKE '{DROPPED}%'
        """  # noqa: S608
        found = [
            MentionPair((row[0], row[1]), (row[2], row[3]), row[4], tuple(json.loads(row[5])), row[6] * _near(row[4]))
            for row in self._database.execute(query, (limit,))
        ]
        yield from sorted(found, key=lambda pair: (-pair.weight, pair.one, pair.other))

    def unsure(self, limit: int = -1) -> Iterator[Unsure]:
        """The least sure first."""
        query = f"""
            SELECT article, event, u.confidence FROM unsure u JOIN mention ON number = u.mention
            WHERE key NOT LIKE '{DROPPED}%' ORDER BY u.confidence, article, event LIMIT ?
        """  # noqa: S608
        for article, event, confidence in self._database.execute(query, (limit,)):
            yield Unsure(article, event, confidence, 1 - confidence)

    def counts(self) -> tuple[int, int, int]:
        """How many pairs of actors, pairs of mentions and events there are, answered or not."""
        ask = self._database.execute
        one, two, three = (
            int(ask(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
            for table in ("question", "doubtful", "unsure")
        )
        return one, two, three


def _side(actor: CanonicalActor) -> Side:
    articles = len({article for article, _ in actor.members})
    return Side(actor.id, articles, actor.members[:_SHOWN])


def _near(points: float) -> float:
    """1 just under the threshold for one event."""
    return round(max(0.1, 1 - (THRESHOLD - points) / NEARLY), 4)


def _uncertainty(score: float, low: float, high: float) -> float:
    """1 in the middle of two thresholds, a quarter beyond them."""
    middle, half = (low + high) / 2, (high - low) / 2
    return round(max(0.25, 1 - abs(score - middle) / (2 * half)), 4)
