"""Where mentions of one event meet: blocks, so that few pairs are compared.

Two mentions are candidates where they share a block and their days can meet. Blocks are by month and

- `d`: the two sides, each by its country where it has one, whatever the direction ("RUS~USA");
- where one of the two mentions does not name both sides, `a`: an actor; `c`: a country of one, and the type; `p`: the
  country of the place, for attacks and the like.

The number of pairs grows with how much is told of two countries within some days, not with the size of the corpus.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kg.resolve.event_mentions import EventMention, Participant, span
from kg.resolve.same_event import rules

_MONTHS = 3
"""Months of a block that an event which goes on is looked for in, from its first."""
_MARGIN = timedelta(days=3)


def block_keys(mention: EventMention) -> list[str]:
    """The blocks of a mention, sorted; none for one without any date."""
    days = reach(mention)
    if days is None:
        return []
    months = _months(*days)
    return [f"{key}|{month}" for key in sorted(_keys(mention)) for month in months]


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
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        for key in block_keys(mention):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) < 2:
            continue
        for pair in _sweep(block, mentions, only_open(key)):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _sweep(block: Sequence[int], mentions: Sequence[EventMention], opens: bool) -> Iterator[tuple[int, int]]:
    """Of a block the pairs whose days can meet, found by going through it in the order of time."""
    timed = sorted((days, number) for number in block if (days := reach(mentions[number])))
    waiting: list[tuple[date, int]] = []
    for (first, last), number in timed:
        while waiting and waiting[0][0] < first:
            waiting.pop(0)
        alone = opens and not is_open(mentions[number])
        for _, earlier in waiting:
            if not alone or is_open(mentions[earlier]):
                yield (earlier, number) if earlier < number else (number, earlier)
        insort(waiting, (last, number))


def _keys(mention: EventMention) -> set[str]:
    source, target = ({_who(actor) for actor in side} for side in (mention.source, mention.target))
    keys = {f"d:{'~'.join(sorted((a, b)))}" for a in source or {""} for b in target or {""}}
    keys |= {f"a:{actor.id}" for actor in mention.source | mention.target if actor.id}
    keys |= {f"c:{actor.country}:{mention.type}" for actor in mention.source | mention.target if actor.country}
    if mention.place and mention.place.country and mention.type in rules().at_a_place:
        keys.add(f"p:{mention.place.country}")
    return keys


def _who(actor: Participant) -> str:
    return actor.country or actor.id or actor.words


def _months(first: date, last: date) -> list[str]:
    found: list[str] = []
    day = first.replace(day=1)
    while day <= last and len(found) < _MONTHS:
        found.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def by_block(mentions: Iterable[EventMention]) -> dict[str, list[EventMention]]:
    """Mentions by block, for a caller that has no index of its own."""
    blocks: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        for key in block_keys(mention):
            blocks[key].append(mention)
    return blocks
