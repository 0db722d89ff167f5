"""Events across articles: which mentions, of many articles, are of one event.

    mentions = [m for record in records for m in event_mentions(record)]     # actors resolved before
    for event in resolve_events(mentions):                                   # each a tuple of mentions
        key = event_key(event)

A pure function of the set of mentions: order, batches and repetition do not matter. What a new, changed or withdrawn
article changes is found by `touched`; resolving those mentions alone gives the same events for them as resolving all.
Then `kg.resolve.consensus` makes one Event of each, and `kg.resolve.event_rows` the rows that `Store.load` takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from kg.resolve.event_blocks import block_keys, by_block, candidates, is_open, only_open, pairs
from kg.resolve.event_mentions import EventMention
from kg.resolve.same_event import THRESHOLD, likeness

_Edge = tuple[float, int, int]


def resolve_events(
    mentions: Iterable[EventMention],
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> list[tuple[EventMention, ...]]:
    """The events, each as its mentions in the order of their ids; the events in the order of their first mention.

    `same` and `different` are pairs of mention ids that an analyst decided on: they outweigh every score. What an
    analyst says of two mentions holds for all articles that have them, for equal ids are of equal texts.
    """
    known = {(mention.id, mention.article): mention for mention in mentions}
    ordered = [known[key] for key in sorted(known)]
    places: dict[str, list[int]] = {}
    for number, mention in enumerate(ordered):
        places.setdefault(mention.id, []).append(number)
    decided = [(numbers[0], other) for numbers in places.values() for other in numbers[1:]]
    decided += sorted((places[a][0], places[b][0]) for a, b in same if a in places and b in places)
    apart = _both_ways(different)
    edges: list[_Edge] = []
    for one, other in pairs(ordered):
        found = likeness(ordered[one], ordered[other])
        if found is not None and found.points >= THRESHOLD and ordered[other].id not in apart.get(ordered[one].id, ()):
            edges.append((-found.points, one, other))
    joining = _Joining(ordered, apart)
    joining.join_all(decided)
    for _, one, other in sorted(edges):
        joining.join(one, other)
    return [tuple(ordered[number] for number in event) for event in joining.events()]


def touched(
    changed: Iterable[EventMention], in_blocks: Callable[[Set[str]], Iterable[EventMention]]
) -> list[EventMention]:
    """The mentions whose event may differ after `changed` ones came, changed (as they were and as they are) or went:
    all that a chain of likenesses leads to from these.

    `in_blocks` gives all mentions of the corpus as it is now in some blocks (`block_keys`). Pairs of decisions are to
    be among `changed` when a decision comes or goes, and so are the partners of a changed mention in a decision.
    """
    found: dict[tuple[str, str], EventMention] = {}
    waiting = list({(mention.id, mention.article): mention for mention in changed}.values())
    before = set(waiting)
    while waiting:
        mention = waiting.pop()
        keys = set(block_keys(mention))
        for other in in_blocks(keys):
            place = (other.id, other.article)
            if place not in found and (other == mention or other.id == mention.id or _linked(mention, other, keys)):
                found[place] = other
                if other not in before:
                    waiting.append(other)
    return [found[place] for place in sorted(found)]


def resolve_touched(
    changed: Iterable[EventMention], corpus: Iterable[EventMention]
) -> tuple[list[tuple[EventMention, ...]], list[EventMention]]:
    """The events that may differ after these mentions changed, and the mentions that were looked at."""
    blocks = by_block(corpus)
    again = touched(changed, lambda keys: [mention for key in sorted(keys) for mention in blocks.get(key, ())])
    return resolve_events(again), again


def event_key(mentions: Iterable[EventMention]) -> str:
    """The id of the event: that of its first mention, by id, whatever the order they came in."""
    return min(mention.id for mention in mentions)


def _linked(one: EventMention, other: EventMention, keys: Set[str]) -> bool:
    """Whether two mentions are joined by a likeness; `keys` are the blocks of `one`."""
    shared = keys & set(block_keys(other))
    if not candidates(one, other) or not (is_open(one) or is_open(other) or any(not only_open(key) for key in shared)):
        return False
    found = likeness(one, other)
    return found is not None and found.points >= THRESHOLD


class _Joining:
    """Mentions joined from the most alike pair on, never two that contradict each other: a chain of likenesses does not
    make one event of two. What was joined first is always what a mention of its own text says, or a decision."""

    def __init__(self, mentions: Sequence[EventMention], apart: Mapping[str, set[str]]) -> None:
        self._mentions = mentions
        self._apart = apart
        self._of = {number: [number] for number in range(len(mentions))}
        self._known: dict[tuple[int, int], float | None] = {}

    def compare(self, one: int, other: int) -> float | None:
        """Points for a pair, None for a contradiction."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = self._points(*pair)
        return self._known[pair]

    def _points(self, one: int, other: int) -> float | None:
        a, b = self._mentions[one], self._mentions[other]
        if b.id in self._apart.get(a.id, ()):
            return None
        found = likeness(a, b)
        return found.points if found else None

    def join(self, one: int, other: int) -> None:
        """Join the events of two mentions, unless a mention of one contradicts one of the other."""
        left, right = self._of[one], self._of[other]
        if left is not right and all(self.compare(a, b) is not None for a in left for b in right):
            self._unite(left, right)

    def join_all(self, decided: Iterable[tuple[int, int]]) -> None:
        """Join whatever speaks against it."""
        for one, other in decided:
            if self._of[one] is not self._of[other]:
                self._unite(self._of[one], self._of[other])

    def _unite(self, left: list[int], right: list[int]) -> None:
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        for number in right:
            self._of[number] = left

    def events(self) -> list[list[int]]:
        """Each event as the sorted positions of its mentions, in the order of the first."""
        return sorted(sorted(event) for event in {id(event): event for event in self._of.values()}.values())


def _both_ways(pairs_: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs_:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


__all__ = ["block_keys", "event_key", "resolve_events", "resolve_touched", "touched"]
