"""Scores on our own marked articles: whether who, when and where are right once the sentences before are read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct

from kg.evaluation.clusters import MEASURES, Tally, add
from kg.evaluation.sentences import match, overlap
from kg.extract.coreference import resolve
from kg.extract.countries import fold
from kg.model import Article, ArticleRecord, Event, Mention
from kg.text.document import Document
from kg.train.articles import MarkedArticle, Told
from kg.train.notation import MarkedEvent, Offsets

_ARTICLES = frozenset({"the", "a", "an"})


class Share(NamedTuple):
    """How many of `there` are right."""

    right: int
    there: int

    @property
    def value(self) -> float:
        return self.right / self.there if self.there else 0.0


class _Expected(Struct, frozen=True):
    """A marked event with offsets into the article, the names of the actor of each source and target whose words are
    a mention, and what is told of it; null for a STATEMENT."""

    event: MarkedEvent
    actors: tuple[tuple[Offsets, tuple[str, ...]], ...]
    told: Told | None


def article_of(marked: MarkedArticle) -> Article:
    """The article as extraction reads it."""
    return Article(id=marked.name, text=marked.text, published=marked.published)


def slots(pairs: Iterable[tuple[MarkedArticle, ArticleRecord]]) -> dict[str, Share]:
    """`found`: of all marked events. Of those found: `type`; `actors`, of their sources and targets those that have a
    mention of the right name; and of those that are no STATEMENT `date`, `place` (right, or rightly none) and `all`,
    everything of an event together."""
    verdicts: dict[str, Counter[bool]] = defaultdict(Counter)
    for marked, record in pairs:
        expected = list(_expected(marked))
        matched = match([e.event for e in expected], record.events)
        given = {e.event: e for e in expected}
        verdicts["found"] += Counter({True: len(matched), False: len(expected) - len(matched)})
        for event, found in matched:
            for name, verdict in _judged(given[event], found):
                verdicts[name][verdict] += 1
    return {name: Share(count[True], count.total()) for name, count in verdicts.items()}


def coreference(pairs: Iterable[tuple[MarkedArticle, Document]]) -> dict[str, float]:
    """F1 of each measure of `clusters`, and their mean under "CoNLL". The mentions are given; who is meant is asked.
    Those that stand for several actors are left out."""
    tallies: dict[str, list[Tally]] = {name: [] for name in MEASURES}
    for marked, document in pairs:
        gold = {span: actors[0] for actors, span in marked.mentions() if len(actors) == 1}
        found = {span: actor.id for span, actor in resolve(document, list(gold)).items()}
        for name, measure in MEASURES.items():
            tallies[name].append(measure(_groups(gold.items()), _groups(found.items())))
    scores = {name: add(each).f1 for name, each in tallies.items()}
    return {**scores, "CoNLL": sum(scores.values()) / len(scores)}


def _groups(named: Iterable[tuple[Offsets, Hashable]]) -> list[frozenset[Hashable]]:
    spans: dict[Hashable, set[Hashable]] = defaultdict(set)
    for span, name in named:
        spans[name].add(span)
    return [frozenset(group) for group in spans.values()]


def _expected(marked: MarkedArticle) -> Iterator[_Expected]:
    names = {span: tuple(marked.actors[n].name for n in actors) for actors, span in marked.mentions()}
    for sentence in marked.sentences:
        for number, event in enumerate(sentence.marked.events):
            moved = _moved(event, sentence.start)
            own = dict.fromkeys((*moved.source, *moved.target))
            actors = tuple((span, names[span]) for span in own if span in names)
            yield _Expected(moved, actors, sentence.told.get(number))


def _moved(event: MarkedEvent, by: int) -> MarkedEvent:
    def move(span: Offsets) -> Offsets:
        return span[0] + by, span[1] + by

    return msgspec.structs.replace(
        event, trigger=move(event.trigger), source=tuple(map(move, event.source)), target=tuple(map(move, event.target))
    )


def _judged(expected: _Expected, found: Event) -> Iterator[tuple[str, bool]]:
    """What is judged of a found event, and whether it is right."""
    kind = found.type == expected.event.type
    named = [_named(span, names, (*found.source, *found.target)) for span, names in expected.actors]
    yield "type", kind
    yield from (("actors", right) for right in named)
    if expected.told is not None:
        date, place = _same_date(expected.told.date, found), _same_place(expected.told.place, found)
        yield "date", date
        yield "place", place
        yield "all", kind and all(named) and date and place


def _named(span: Offsets, names: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Whether each of `names` is that of a mention at `span`."""
    there = [m.actor.name for m in mentions if overlap(span, (m.start, m.end))]
    return all(any(same_name(name, other) for other in there) for name in names)


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other ("Lavrov", "Sergei Lavrov"); articles do not count.

    >>> same_name("the Kurdish rebels", "rebels"), same_name("Ali Larijani", "Sadeq Larijani")
    (True, False)
    """
    a, b = (set(fold(name).split()) - _ARTICLES for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _same_date(told: str | None, found: Event) -> bool:
    """Whether the event begins when it is told to, as exactly as it is told."""
    if told is None or found.date is None:
        return told is None and found.date is None
    return found.date.start.startswith(told.split("/")[0])


def _same_place(told: str | None, found: Event) -> bool:
    if told is None or found.place is None:
        return told is None and found.place is None
    return same_name(told, found.place.name)
