"""Where mentions of one event meet: blocks, so that few pairs are compared.

Two mentions are candidates where they share a block, their days can meet, and neither their types nor their actors
exclude that they are of one event. Blocks are by sixteen days, by the group of types that can tell of one act, and

- `d`: the two sides, each by its country where it has one, whatever the direction ("RUS~USA");
- where one of the two mentions does not name both sides, `a`: an actor; `c`: a country of one, and the type; `p`: the
  country of the place, for attacks and the like.

The number of pairs grows with how much is told of two countries within some days, not with the size of the corpus.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import get_args

from kg.model import ActorKind, PloverType
from kg.resolve.event_mentions import EventMention, Participant, span
from kg.resolve.same_event import can_stand_for, rules

_DAYS = 16
"""Of a block."""
_BLOCKS = 6
"""Blocks in a row that an event which goes on is looked for in, from its first."""
_MARGIN = timedelta(days=3)
_ANYBODY = frozenset[str]()
"""The marks of a side that is not told, or only by what it is."""


def block_keys(mention: EventMention) -> list[str]:
    """The blocks of a mention, sorted; none for one without any date."""
    days = reach(mention)
    if days is None:
        return []
    first, last = (day.toordinal() // _DAYS for day in days)
    times = range(first, min(last, first + _BLOCKS - 1) + 1)
    return [f"{key}|{time}" for key in sorted(_keys(mention)) for time in times]


def candidates(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions that share a block are to be compared, given one block that they share; see `pairs`."""
    days, there = reach(one), reach(other)
    return days is not None and there is not None and days[0] <= there[1] and there[0] <= days[1]


def reach(mention: EventMention) -> tuple[date, date] | None:
    """The days in which the event may have been, with some more on both sides."""
    days = span(mention)
    return (days[0] - _MARGIN, days[1] + _MARGIN) if days else None


def is_open(mention: EventMention) -> bool:
    """Whether a side is not told, or only by what it is ("gunmen")."""
    return not (any(actor.id for actor in mention.source) and any(actor.id for actor in mention.target))


def only_open(key: str) -> bool:
    """Whether pairs of this block count only where one mention `is_open`."""
    return not key.startswith("d:")


def pairs(mentions: Sequence[EventMention]) -> Iterator[tuple[int, int]]:
    """The positions of the candidates, each pair once, the smaller first."""
    return candidates_within(mentions)


def candidates_within(
    mentions: Sequence[EventMention], blocks: Set[str] | None = None, fresh: Set[int] | None = None
) -> Iterator[tuple[int, int]]:
    """The positions of the candidates, each pair once, the smaller first. Only of these `blocks`, if told: a pair that
    several blocks have is given for one of them only. `fresh` are the positions of which one is in every pair."""
    names: dict[str, int] = {}
    looks = [_Look(mention, names) for mention in mentions]
    members: dict[int, list[int]] = defaultdict(list)
    wanted = None if blocks is None else {names[block] for block in blocks if block in names}
    for number, look in enumerate(looks):
        for key in look.keys:
            if wanted is None or key in wanted:
                members[key].append(number)
    opens = {number for name, number in names.items() if only_open(name)}
    for key, block in members.items():
        if len(block) > 1:
            for one, other in _sweep(block, looks, fresh, opens=key in opens):
                if _home(looks[one], looks[other], opens) == key:
                    yield (one, other) if one < other else (other, one)


class _Look:
    """What is looked at again and again of a mention."""

    __slots__ = ("days", "keys", "mutual", "named", "open", "source", "target")

    def __init__(self, mention: EventMention, names: dict[str, int]) -> None:
        """`names` are the numbers of the blocks; it gets those of this mention."""
        self.days = reach(mention)
        self.keys = tuple(names.setdefault(key, len(names)) for key in block_keys(mention))
        self.open = is_open(mention)
        self.mutual = mention.mutual
        self.source, self.target = _marks_of(mention.source), _marks_of(mention.target)
        self.named = frozenset(actor.id for actor in chain(mention.source, mention.target) if actor.id)

    def can_be(self, other: _Look) -> bool:
        """Whether the actors of two can be the same."""
        if _meet(self.source, other.source) and _meet(self.target, other.target):
            return True
        if not self.mutual and not other.mutual:
            return False
        return (_meet(self.source, other.target) and _meet(self.target, other.source)) or len(
            self.named & other.named
        ) > 1


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or not one.isdisjoint(other)


def _home(one: _Look, other: _Look, opens: Set[int]) -> int:
    """The block that two candidates are given for, of those that they share."""
    is_open = one.open or other.open
    return next((key for key in one.keys if key in other.keys and (is_open or key not in opens)), -1)


def _sweep(
    block: Sequence[int], looks: Sequence[_Look], fresh: Set[int] | None, *, opens: bool
) -> Iterator[tuple[int, int]]:
    """Of a block the pairs whose days can meet, found by going through it in the order of time."""
    timed = sorted((days, number) for number in block if (days := looks[number].days))
    waiting: list[tuple[date, int]] = []
    new: list[tuple[date, int]] = []
    for (first, last), number in timed:
        look = looks[number]
        is_new = fresh is None or number in fresh
        mates = waiting if is_new else new
        if mates and mates[0][0] < first:
            del mates[: next((at for at, (end, _) in enumerate(mates) if end >= first), len(mates))]
        alone = opens and not look.open
        for _, earlier in mates:
            if (not alone or looks[earlier].open) and look.can_be(looks[earlier]):
                yield earlier, number
        insort(waiting, (last, number))
        if is_new:
            insort(new, (last, number))


@lru_cache(maxsize=100_000)
def _marks_of(side: frozenset[Participant]) -> frozenset[str]:
    """Marks of a side, such that two sides that can be the same ones share one: an actor, or that a country has an
    actor of one kind who can stand for one of another. None for a side that anybody can be."""
    if not side or not all(actor.id for actor in side):
        return _ANYBODY
    kin = (f"{pair}@{actor.country}" for actor in side if actor.country for pair in _kin_of(actor.kind))
    return frozenset(chain((actor.id for actor in side), kin))


@cache
def _kin_of(kind: ActorKind) -> tuple[str, ...]:
    """The pairs of kinds of which two actors of a country can be meant by each other's names."""
    return tuple("+".join(sorted((kind, other))) for other in ACTOR_KINDS if can_stand_for(kind, other))


ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


@cache
def _group_of(kind: PloverType) -> str:
    """The types that are told of one act with this one, by a chain: the first of them."""
    found = {kind}
    ahead = [kind]
    while ahead:
        one = ahead.pop()
        more = {other for pair in rules().compatible if one in pair for other in pair} - found
        found |= more
        ahead += more
    return min(found)


def _keys(mention: EventMention) -> set[str]:
    source, target = ({_who(actor) for actor in side} for side in (mention.source, mention.target))
    group = _group_of(mention.type)
    keys = {f"d:{group}:{'~'.join(sorted((a, b)))}" for a in source or {""} for b in target or {""}}
    keys |= {f"a:{group}:{actor.id}" for actor in mention.source | mention.target if actor.id}
    keys |= {f"c:{actor.country}:{mention.type}" for actor in mention.source | mention.target if actor.country}
    if mention.place and mention.place.country and mention.type in rules().at_a_place:
        keys.add(f"p:{group}:{mention.place.country}")
    return keys


def _who(actor: Participant) -> str:
    return actor.country or actor.id or actor.words


def by_block(mentions: Iterable[EventMention]) -> dict[str, list[EventMention]]:
    """Mentions by block, for a caller that has no index of its own."""
    blocks: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        for key in block_keys(mention):
            blocks[key].append(mention)
    return blocks
