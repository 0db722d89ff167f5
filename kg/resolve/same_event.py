"""Whether two articles tell of one event: a score with its reasons, or a contradiction that keeps them apart.

Points are added up: whom both name, the day, the place, the code, the words. A reason that speaks against adds less
than nothing; what cannot be of one event (other actors, days that do not meet, two cities) is no score at all, so that
two meetings of one pair on one day in two cities stay two.
"""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from kg.model import ActorKind, Modality, PloverType
from kg.resolve.event_mentions import EventMention, Participant, Where
from kg.settings import data

THRESHOLD = 4.0
"""Points from which two mentions are of one event; chosen on the first half of `data/gold/events`."""


class Likeness(NamedTuple):
    """How many points speak for one event, and in words which."""

    points: float
    reasons: tuple[str, ...]


class _Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """`compatible`: types by which one act is told; `same_deed`: modalities of one act, which contradict each other;
    `days_apart`: within which an undated act is told; `neighbours_km`: towns that one place can be; `verbal`: types
    that are said; `of_a_state`: kinds of actor for which the state's name can stand; `led`: those for which a leader's
    can; `at_a_place`: types whose events are known by their place as well as by who did it."""

    compatible: tuple[tuple[PloverType, PloverType], ...]
    same_deed: frozenset[Modality]
    days_apart: int
    neighbours_km: float
    verbal: frozenset[PloverType]
    of_a_state: frozenset[ActorKind]
    led: frozenset[ActorKind]
    at_a_place: frozenset[PloverType]


_Part = tuple[float, str]
"""Points and what they are for."""


def likeness(one: EventMention, other: EventMention) -> Likeness | None:
    """How much speaks for one event; None where it cannot be. Two acts of one sentence are two."""
    if one.article == other.article and one.sentence == other.sentence:
        return None
    parts: list[_Part] = []
    for compare in (_type, _modality, _pair, _days, _place, _words, _numbers):
        part = compare(one, other)
        if part is None:
            return None
        parts.append(part)
    return Likeness(sum(points for points, _ in parts), tuple(f"{why} ({points:+g})" for points, why in parts if why))


def _type(one: EventMention, other: EventMention) -> _Part | None:
    if one.type != other.type:
        pairs = rules().compatible
        if (one.type, other.type) in pairs or (other.type, one.type) in pairs:
            return -1.0, f"{' and '.join(sorted((one.type, other.type)))} may be said of one act"
        return None
    if one.cameo == other.cameo:
        return 0.5, f"both {one.cameo}"
    return (0.25, f"both {one.cameo[:2]}") if one.cameo[:2] == other.cameo[:2] else (0.0, "")


def _modality(one: EventMention, other: EventMention) -> _Part | None:
    if one.modality == other.modality:
        return 0.0, ""
    told = {one.modality, other.modality}
    return (0.0, f"told as {' and as '.join(sorted(told))}") if told <= rules().same_deed else None


def _pair(one: EventMention, other: EventMention) -> _Part | None:
    """The same two sides; those of a mutual event may have changed places."""
    ways = [(other.source, other.target)]
    if one.mutual or other.mutual:
        if len(_named(one) & _named(other)) > 1:
            return 2 * _SHARED, "the same actors"
        ways.append((other.target, other.source))
    found: list[tuple[float, float]] = []
    for source, target in ways:
        first, second = side(one.source, source), side(one.target, target)
        if first is not None and second is not None:
            found.append((first, second))
    if not found:
        return None
    best = max(found, key=sum)
    return sum(best), "the same actors" if min(best) == _SHARED else "actors that can be the same"


def _named(mention: EventMention) -> set[str]:
    return {actor.id for actor in mention.source | mention.target if actor.id}


_SHARED = 2.0
"""A side that has an actor in common."""


def side(one: frozenset[Participant], other: frozenset[Participant]) -> float | None:
    """Points for two sides: an actor in common; those who can be meant by the other's name; one of them not told. None
    for different actors."""
    if not one or not other:
        return 0.0 if not one and not other else -0.5
    named, there = ({actor.id for actor in each if actor.id} for each in (one, other))
    if named & there:
        return 1.5 if named - there and there - named else _SHARED
    return max((points for a in one for b in other if (points := _kin(a, b)) is not None), default=None)


def _kin(one: Participant, other: Participant) -> float | None:
    """How well one can be meant by the other's name: the country for its minister, "gunmen" for "the gunmen"."""
    if one.country and other.country and one.country != other.country:
        return None
    alike = one.country == other.country
    if not one.id or not other.id:
        return _unnamed(one, other, alike)
    if not alike or one.country is None or not can_stand_for(one.kind, other.kind):
        return None
    kinds = {one.kind, other.kind}
    if kinds <= rules().of_a_state:
        return 1.0 if "state" in kinds else 0.5
    return 0.25


def can_stand_for(one: ActorKind, other: ActorKind) -> bool:
    """Whether an actor of one kind can be meant by the name of another actor of the other kind and its country."""
    kinds = {one, other}
    if kinds <= rules().of_a_state:
        return len(kinds) > 1 or kinds == {"military"}
    return "person" in kinds and bool(kinds & rules().led)


def _unnamed(one: Participant, other: Participant, alike: bool) -> float | None:
    kinds = {one.kind, other.kind}
    if one.words and one.words == other.words:
        return 1.0
    if kinds <= rules().of_a_state - {"person"} or len(kinds) == 1:
        return 1.0 if alike else 0.5
    named = one if one.id else other
    if named.id and named.kind == "person":
        return None
    return 0.25


def _days(one: EventMention, other: EventMention) -> _Part | None:
    if one.start and other.start:
        return _known_days(one, other)
    if one.start or other.start:
        dated, undated = (one, other) if one.start else (other, one)
        return _against_publication(dated, undated.published)
    if one.published is None or other.published is None:
        return -1.0, "no date in either"
    apart = abs((one.published - other.published).days)
    if apart > 2 * rules().days_apart:
        return None
    return (0.5 if apart <= 1 else 0.0 if apart <= rules().days_apart else -1.0), f"published {apart} days apart"


def _known_days(one: EventMention, other: EventMention) -> _Part | None:
    first, second = sorted(((m.start or date.min, m.end, m) for m in (one, other)), key=lambda each: each[0])
    ends = first[1] or second[0]
    gap = (second[0] - ends).days
    if gap > 1:
        return None
    if gap == 1:
        return -1.0, "a day apart"
    widest = max(_length(one), _length(other))
    if widest <= 1:
        return 2.0, "the same day"
    return (1.0, "days that meet") if widest <= 31 else (0.5, "a time that holds the other")


def _length(mention: EventMention) -> int:
    if mention.start is None or mention.end is None:
        return 365
    return (mention.end - mention.start).days + 1


def _against_publication(dated: EventMention, published: date | None) -> _Part | None:
    if published is None or dated.start is None:
        return -1.0, "no date in one"
    late = (published - (dated.end or published)).days
    if late < -1 and dated.modality != "planned":
        return None
    if abs(late) <= rules().days_apart:
        return 0.5, "told near its day"
    return (-1.0, "told days later") if abs(late) <= 2 * rules().days_apart else None


def _place(one: EventMention, other: EventMention) -> _Part | None:
    a, b = one.place, other.place
    if a is None or b is None:
        return 0.0, ""
    if a.id == b.id:
        return (0.5, "the same country") if a.id.startswith("country:") else (1.5, "the same place")
    if a.country and b.country and a.country != b.country:
        return None
    if a.wide or b.wide:
        return 0.25, "one place can be in the other"
    apart = _km(a, b)
    if apart is None:
        return None if a.country and b.country else (-1.0, "two places of unknown distance")
    return (0.75, f"{apart:.0f} km apart") if apart <= rules().neighbours_km else None


def _km(a: Where, b: Where) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def _words(one: EventMention, other: EventMention) -> _Part:
    """Likeness of the sentences; what is said to nobody in particular needs it, for one may say much in a day."""
    shared = len(one.said & other.said)
    smaller = min(len(one.said), len(other.said))
    share = shared / smaller if smaller else 0.0
    if share >= 0.5:
        return 1.5, "told in like words"
    if share >= 0.25:
        return 0.5, "some words in common"
    if share >= 0.1:
        return 0.0, ""
    alone = not (one.target and other.target)
    types = {one.type, other.type}
    if types & rules().verbal:
        return (-2.5 if alone else -1.0), "told in other words"
    if types & rules().at_a_place and not (_named(one) & _named(other)):
        return -1.5, "told in other words, and of nobody by name"
    return (-1.0 if alone else 0.0), "told in other words" if alone else ""


def _numbers(one: EventMention, other: EventMention) -> _Part:
    return (1.0, "the same number") if one.numbers & other.numbers else (0.0, "")


@lru_cache(maxsize=1)
def rules() -> _Rules:
    """The facts of `data/resolve/events.json`."""
    return msgspec.json.decode(data("resolve", "events.json").read_bytes(), type=_Rules)
