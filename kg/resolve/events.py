"""Which mentions, of many articles, are of one event.

A pure function of the mentions: their order and number of runs do not matter. Only mentions that share a block are
compared, and what a new article changes is found by `block_keys`: the mentions in the blocks that its own have, and
in the blocks of those, until no new one comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import networkx as nx

from kg.resolve.event_mentions import EventMention, span
from kg.resolve.same_event import THRESHOLD, likeness

_MONTHS = 3
"""Months of a block that an event which goes on is looked for in, from its first."""
_MARGIN = timedelta(days=3)


def block_keys(mention: EventMention) -> list[str]:
    """Blocks in which the mention meets all that can be of its event: an actor or his country, and a month."""
    days = span(mention)
    if days is None:
        return []
    months = _months(days[0] - _MARGIN, days[1] + _MARGIN)
    return [f"{actor}|{month}" for actor in sorted(_actors(mention)) for month in months]


def resolve_events(mentions: Iterable[EventMention]) -> list[tuple[EventMention, ...]]:
    """The events, each as its mentions in the order of their ids; the events in the order of their first mention."""
    known = {(mention.id, mention.article): mention for mention in mentions}
    ordered = [known[key] for key in sorted(known)]
    alike = nx.Graph()
    alike.add_nodes_from(range(len(ordered)))
    for one, other in _pairs(ordered):
        found = likeness(ordered[one], ordered[other])
        if found and found.points >= THRESHOLD:
            alike.add_edge(one, other, points=found.points)
    events = [
        cluster for part in nx.connected_components(alike) for cluster in _clusters(alike.subgraph(part), ordered)
    ]
    return [tuple(ordered[number] for number in event) for event in sorted(events)]


def _pairs(mentions: Sequence[EventMention]) -> Iterator[tuple[int, int]]:
    """Pairs that share a block, each once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        for key in block_keys(mention):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _near(block, mentions):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _near(block: Sequence[int], mentions: Sequence[EventMention]) -> Iterator[tuple[int, int]]:
    """Of a block the pairs whose days can meet, found by sweeping over it in the order of time."""
    spans = {number: span(mentions[number]) for number in block}
    open_: list[int] = []
    for number in sorted(block, key=lambda n: (spans[n] or (date.max, date.max), n)):
        first = spans[number]
        if first is None:
            continue
        open_ = [n for n in open_ if (days := spans[n]) and days[1] + 2 * _MARGIN >= first[0]]
        for earlier in open_:
            yield (earlier, number) if earlier < number else (number, earlier)
        open_.append(number)


def _clusters(alike: nx.Graph, mentions: Sequence[EventMention]) -> list[list[int]]:
    """Mentions joined from the most alike pair on, never two that contradict each other: a chain of likenesses does not
    make one event of two."""
    of = {number: [number] for number in alike.nodes}
    edges = sorted(alike.edges(data="points"), key=lambda edge: (-edge[2], *sorted(edge[:2])))
    for one, other, _ in edges:
        left, right = of[one], of[other]
        if left is right or any(likeness(mentions[a], mentions[b]) is None for a in left for b in right):
            continue
        left.extend(right)
        for number in right:
            of[number] = left
    return [sorted(cluster) for cluster in {id(cluster): cluster for cluster in of.values()}.values()]


def _actors(mention: EventMention) -> set[str]:
    """Keys by which mentions of one event meet: a name has that of its country too, for either may be told."""
    actors = mention.source | mention.target
    keys = {key for actor in actors for key in (actor.id, actor.country) if key}
    if not keys:
        keys = {actor.words for actor in actors}
    return keys or ({mention.place.id} if mention.place else set())


def _months(first: date, last: date) -> list[str]:
    found: list[str] = []
    day = first.replace(day=1)
    while day <= last and len(found) < _MONTHS:
        found.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def event_key(mentions: Iterable[EventMention]) -> str:
    """The id of the event: that of its first mention, by id, whatever the order they came in."""
    return min(mention.id for mention in mentions)
