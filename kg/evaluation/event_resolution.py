"""How well events are told apart and brought together, on the stories of `data/gold/events`.

A pair counts as found where `kg.resolve.events` puts both mentions into one event, all mentions of the half being
resolved together, so that mentions of other stories are there to be confused with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kg.evaluation.event_pairs import Story, stories
from kg.resolve.events import resolve_events
from kg.resolve.same_event import likeness

Half = Literal["dev", "test"]


class Counts(Struct, frozen=True):
    """Pairs that are of one event and were found, those that were joined wrongly, and those that were missed; and
    those rightly apart."""

    found: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0

    @property
    def pairs(self) -> int:
        return self.found + self.wrong + self.missed + self.apart

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.found + self.wrong + self.missed
        return 2 * self.found / total if total else 1.0


class Judged(Struct, frozen=True):
    """A pair, whether it is of one event, whether it was found to be, and the score with its reasons."""

    story: Story
    one: int
    other: int
    same: bool
    joined: bool
    points: float | None
    reasons: tuple[str, ...]


class Verdicts(Struct, frozen=True):
    """The judged pairs of a half, and mentions of different stories that were joined, as `story / story`."""

    pairs: tuple[Judged, ...]
    across: tuple[str, ...]


def judge(half: Half) -> Verdicts:
    """Resolve all mentions of a half together. DataError if the gold is not well formed."""
    told = stories(half)
    event_of = {
        mention.article: number
        for number, event in enumerate(resolve_events(m for story in told for m in story.mentions))
        for mention in event
    }
    pairs = [_judged(story, one, other, same, event_of) for story in told for one, other, same in story.pairs()]
    return Verdicts(tuple(pairs), tuple(_across(told, event_of)))


def _judged(story: Story, one: int, other: int, same: bool, event_of: Mapping[str, int]) -> Judged:
    a, b = story.mentions[one], story.mentions[other]
    found = likeness(a, b)
    return Judged(
        story, one, other, same, event_of[a.article] == event_of[b.article],
        found.points if found else None, found.reasons if found else ("cannot be",),
    )  # fmt: skip


def _across(told: Sequence[Story], event_of: Mapping[str, int]) -> list[str]:
    stories_of: dict[int, set[str]] = defaultdict(set)
    for story in told:
        for mention in story.mentions:
            stories_of[event_of[mention.article]].add(story.title)
    return sorted(" / ".join(sorted(titles)) for titles in stories_of.values() if len(titles) > 1)


def counts(pairs: Iterable[Judged]) -> Counts:
    """The pairs as counts."""
    told = [(pair.same, pair.joined) for pair in pairs]
    return Counts(told.count((True, True)), told.count((False, True)), told.count((True, False)),
                  told.count((False, False)))  # fmt: skip


def by_kind(pairs: Iterable[Judged]) -> dict[str, Counts]:
    """The same for each kind of story, sorted."""
    of_kind: dict[str, list[Judged]] = defaultdict(list)
    for pair in pairs:
        of_kind[pair.story.kind].append(pair)
    return {kind: counts(of_kind[kind]) for kind in sorted(of_kind)}
