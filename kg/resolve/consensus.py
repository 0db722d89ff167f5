"""One Event of the mentions that several articles give of it: the best-supported value of each slot.

    told = [Telling.of(record, event) for record, event in …]      # the mentions of one cluster of `resolve_events`
    made = consensus(told, origins)                                # origins: article → what its text goes back to
    made.event, made.sources, made.contradictions, made.alternatives

Support of a value is the number of independent origins that tell it or something less exact that holds it (a month
that has the day, the country of the city, "Russia" for its minister). Then the more exact value wins, then the firmer
basis, then confidence, then an order of the values themselves, so that the order of the mentions never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from kg.graph.phrases import phrase_of
from kg.ids import digest, slug
from kg.model import ArticleRecord, DateBasis, Event, Granularity, Mention, Modality, Place, When
from kg.resolve.contradictions import contradictions
from kg.resolve.event_mentions import EventMention, Participant, event_mention, participant, where
from kg.resolve.same_event import side
from kg.resolve.slots import mark

V = TypeVar("V")


class Telling(Struct, frozen=True):
    """An event as one article tells it: `digest` is that of the article's record, `spelled` what the article calls its
    actors, by their ids."""

    article: str
    outlet: str | None
    published: str | None
    digest: str
    event: Event
    spelled: Mapping[str, Sequence[str]] = MappingProxyType({})

    @classmethod
    def of(
        cls, record: ArticleRecord, event: Event, spelled: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> Telling:
        """Of an event of a record whose actors are resolved."""
        return cls(record.id, record.source, record.published, record.digest, event, spelled)

    @property
    def mention(self) -> EventMention:
        return event_mention(self.event, self.article, self.outlet, self.published)


class Alternative(Struct, frozen=True):
    """Another value of a slot, in words, and the articles that tell it, sorted."""

    value: str
    articles: tuple[str, ...]


class ResolvedEvent(Struct, frozen=True):
    """`event` has the id of the event across articles (`kg.resolve.events.event_key`); its words and offsets are those
    of the articles that the values were taken from. `sources` counts independent origins. `alternatives` are the other
    values by slot: act, modality, date, place, source, target. `names`: what its actors are called besides, by their
    ids. `published` are the days of its articles, sorted.
    `digest` changes with whatever is in it."""

    event: Event
    sources: int
    contradictions: tuple[str, ...]
    alternatives: dict[str, tuple[Alternative, ...]]
    published: tuple[str, ...]
    digest: str
    names: dict[str, tuple[str, ...]] = {}


def consensus(tellings: Iterable[Telling], origins: Mapping[str, str] | None = None) -> ResolvedEvent:
    """The event of one cluster. `origins` gives, by article, what its text goes back to (the first of near-copies);
    where it does not say, the outlet, else the article, is the origin. ValueError if there are no tellings."""
    ordered = sorted(tellings, key=lambda told: (told.event.id, told.article))
    if not ordered:
        raise ValueError("an event is told by an article at least")
    origin = {told.article: origin_of(told.article, told.outlet, origins or {}) for told in ordered}
    aligned = _aligned(ordered, origin)
    event, alternatives = _chosen(aligned, origin) if len(aligned) > 1 else (aligned[0].event, {})
    event = _with_roles(event, aligned, origin)
    said = tuple(contradictions([(t.event, t.outlet or t.article, origin[t.article]) for t in ordered]))
    sources = len(set(origin.values()))
    parts = (part_of(t.event.id, t.article, t.digest, origin[t.article], t.published) for t in ordered)
    return ResolvedEvent(
        event=event,
        sources=sources,
        contradictions=said,
        alternatives=alternatives,
        published=tuple(sorted({told.published for told in ordered if told.published})),
        digest=whole_digest(parts),
        names=_names(event, ordered),
    )


def _chosen(aligned: Sequence[Telling], origin: Mapping[str, str]) -> tuple[Event, dict[str, tuple[Alternative, ...]]]:
    """The best-supported value of each slot, and the others."""
    slots = _Slots(aligned, origin)
    first = aligned[0].event
    act = slots.best("act", lambda e: (e.type, e.mode or "", e.cameo), lambda e: len(e.cameo))
    dated = slots.best("date", lambda e: _when(e.date), _exactness_of_date, _holds_date, _stated_date)
    chosen = replace(
        slots.best("modality", lambda e: e.modality, lambda e: -_MODALITIES.index(e.modality)),
        id=first.id,
        type=act.type,
        mode=act.mode,
        cameo=act.cameo,
        quad=act.quad,
        goldstein=act.goldstein,
        date=dated.date,
        place=slots.best("place", _where, _exactness_of_place, _holds_place, lambda e: e.place is not None).place,
        source=slots.best(
            "source", lambda e: _side(e.source), lambda e: len(e.source), _holds(_source), _source
        ).source,
        target=slots.best(
            "target", lambda e: _side(e.target), lambda e: len(e.target), _holds(_target), _target
        ).target,
        confidence=max(told.event.confidence for told in aligned),
    )
    return chosen, slots.alternatives


def _of(event: Event) -> tuple[Mention, ...]:
    return (*event.source, *event.target, *((event.speaker,) if event.speaker else ()))


def _with_roles(event: Event, tellings: Sequence[Telling], origin: Mapping[str, str]) -> Event:
    """Actors without a role get the one that most origins tell of them."""
    told: dict[str, dict[tuple[str, str | None], set[str]]] = defaultdict(lambda: defaultdict(set))
    for telling in tellings:
        for mention in _of(telling.event):
            if mention.actor.role:
                told[mention.actor.id][mention.actor.role, mention.actor.role_country].add(origin[telling.article])
    if not any(mention.actor.id in told and not mention.actor.role for mention in _of(event)):
        return event

    def with_role(mention: Mention) -> Mention:
        if mention.actor.role or mention.actor.id not in told:
            return mention
        roles = told[mention.actor.id]
        role, country = min(roles, key=lambda each: (-len(roles[each]), str(each)))
        return replace(mention, actor=replace(mention.actor, role=role, role_country=country))

    return replace(
        event,
        source=tuple(map(with_role, event.source)),
        target=tuple(map(with_role, event.target)),
        speaker=with_role(event.speaker) if event.speaker else None,
    )


def _names(event: Event, tellings: Sequence[Telling]) -> dict[str, tuple[str, ...]]:
    own: dict[str, set[str]] = defaultdict(set)
    for mention in _of(event):
        own[mention.actor.id].add(mention.actor.name)
    more: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        for mention in _of(telling.event):
            more[mention.actor.id].update((mention.actor.name, *telling.spelled.get(mention.actor.id, ())))
    return {key: tuple(sorted(found)) for key in sorted(own) if (found := more[key] - own[key])}


def origin_of(article: str, outlet: str | None, origins: Mapping[str, str]) -> str:
    """What the text of an article goes back to."""
    return origins.get(article) or (slug(outlet) if outlet else article)


def part_of(event: str, article: str, record: str, origin: str, published: str | None) -> str:
    """What the digest of an event has of one telling; `record` is the digest of the article's record."""
    return f"{event} {article} {record} {origin} {published}"


def whole_digest(parts: Iterable[str]) -> str:
    """The digest of an event, of its parts in the order of events and articles."""
    return digest(*parts, length=24)


_MODALITIES: tuple[Modality, ...] = get_args(Modality)
_GRANULARITIES: tuple[Granularity, ...] = get_args(Granularity)
_BASES: tuple[DateBasis, ...] = get_args(DateBasis)


class _Slots:
    """Chooses values slot by slot, and keeps what was not chosen."""

    def __init__(self, tellings: Sequence[Telling], origin: Mapping[str, str]) -> None:
        self._tellings = tellings
        self._origin = origin
        self.alternatives: dict[str, tuple[Alternative, ...]] = {}

    def best(
        self,
        slot: str,
        value: Callable[[Event], V],
        exactness: Callable[[Event], int],
        holds: Callable[[Event, Event], bool] = lambda _, __: False,
        stated: Callable[[Event], Any] = lambda _: True,
    ) -> Event:
        """The event that tells the best-supported value. `holds(a, b)`: a's value is a less exact one of b's; `stated`:
        whether it tells the slot at all; what none states is taken from all. What an analyst fixed outweighs all
        others."""
        said = [told for told in self._tellings if mark(slot) in told.event.why]
        asked = said or [told for told in self._tellings if stated(told.event)] or list(self._tellings)
        by_value: dict[V, list[Telling]] = defaultdict(list)
        for told in asked:
            by_value[value(told.event)].append(told)

        def rank(key: V) -> tuple[Any, ...]:
            tellers = by_value[key]
            one = tellers[0].event
            more = [
                t for other, there in by_value.items() if other != key and holds(there[0].event, one) for t in there
            ]
            support = len({self._origin[told.article] for told in (*tellers, *more)})
            firm = max(_firmness(told.event) for told in tellers) if slot == "date" else 0
            sure = max(told.event.confidence for told in tellers)
            return -support, -exactness(one), -firm, -sure, str(key)

        ranked = sorted(by_value, key=rank)
        others = tuple(
            Alternative(_words(slot, by_value[key][0].event), tuple(sorted({t.article for t in by_value[key]})))
            for key in ranked[1:]
        )
        if others:
            self.alternatives[slot] = others
        return max(by_value[ranked[0]], key=lambda told: (told.event.confidence, told.event.id, told.article)).event


def _aligned(tellings: Sequence[Telling], origin: Mapping[str, str]) -> list[Telling]:
    """Tellings of a mutual act with the sides as most tell them."""
    if not any(phrase_of(told.event).mutual for told in tellings):
        return list(tellings)
    sides = {(_side(told.event.source), _side(told.event.target)): told.event for told in tellings}

    def support(key: tuple[Any, Any]) -> tuple[Any, ...]:
        same = {origin[t.article] for t in tellings if (_side(t.event.source), _side(t.event.target)) == key}
        return -len(same), str(key)

    lead = sides[min(sides, key=support)]
    return [_turned(told, lead) for told in tellings]


def _turned(told: Telling, lead: Event) -> Telling:
    event = told.event
    ways = [_fit(event.source, lead.source) + _fit(event.target, lead.target),
            _fit(event.target, lead.source) + _fit(event.source, lead.target)]  # fmt: skip
    if ways[1] <= ways[0]:
        return told
    return replace(told, event=replace(event, source=event.target, target=event.source))


def _fit(one: tuple[Mention, ...], other: tuple[Mention, ...]) -> float:
    found = side(_people(one), _people(other))
    return -1.0 if found is None else found


def _people(mentions: tuple[Mention, ...]) -> frozenset[Participant]:
    return frozenset(map(participant, mentions))


def _side(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(sorted({p.id or f"{p.words} ({p.kind})" for p in map(participant, mentions)}))


def _source(event: Event) -> tuple[Mention, ...]:
    return event.source


def _target(event: Event) -> tuple[Mention, ...]:
    return event.target


def _holds(of: Callable[[Event], tuple[Mention, ...]]) -> Callable[[Event, Event], bool]:
    """A state or words without a name are less exact than who acts for it, or has a name."""

    def holds(wide: Event, exact: Event) -> bool:
        a, b = _people(of(wide)), _people(of(exact))
        if {p.id for p in a if p.id} & {p.id for p in b if p.id} or side(a, b) is None:
            return False
        return bool(a) and bool(b) and max(map(_vague, a)) > max(map(_vague, b))

    return holds


def _vague(actor: Participant) -> int:
    return 2 if not actor.id else 1 if actor.kind == "state" else 0


def _when(date: When | None) -> tuple[str, str, str]:
    return (date.start, date.end or "", date.granularity) if date else ("", "", "")


def _stated_date(event: Event) -> bool:
    return event.date is not None and event.date.basis != "publication"


def _exactness_of_date(event: Event) -> int:
    return -_GRANULARITIES.index(event.date.granularity) if event.date else -len(_GRANULARITIES)


def _firmness(event: Event) -> int:
    return -_BASES.index(event.date.basis) if event.date else -len(_BASES)


def _holds_date(wide: Event, exact: Event) -> bool:
    a, b = wide.date, exact.date
    if a is None or b is None:
        return b is not None
    return a != b and a.start <= b.start and a.end is not None and b.end is not None and b.end <= a.end


def _where(event: Event) -> str:
    return where(event.place).id if event.place else ""


def _exactness_of_place(event: Event) -> int:
    return _precision(event.place) if event.place else 0


def _precision(place: Place) -> int:
    return 3 if not where(place).wide and place.geonames_id else 2 if not where(place).wide else 1


def _holds_place(wide: Event, exact: Event) -> bool:
    if wide.place is None or exact.place is None:
        return exact.place is not None
    return where(wide.place).wide and not where(exact.place).wide and wide.place.country == exact.place.country


def _words(slot: str, event: Event) -> str:
    """A value as a reader would say it."""
    if slot == "act":
        return " ".join(filter(None, (event.type, event.mode, event.cameo)))
    if slot == "modality":
        return event.modality
    if slot == "date":
        return _span(event.date) if event.date else "no date"
    if slot == "place":
        return event.place.name if event.place else "no place"
    names = [m.actor.name for m in (event.source if slot == "source" else event.target)]
    return ", ".join(dict.fromkeys(names)) or "nobody"


def _span(date: When) -> str:
    return date.start if date.end == date.start else f"{date.start} to {date.end or 'now'}"
