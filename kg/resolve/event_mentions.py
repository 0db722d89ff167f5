"""What an article says of an event, as far as it tells whether another article says it of the same one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from kg.graph.phrases import phrase_of
from kg.ids import is_named, slug
from kg.model import ActorKind, ArticleRecord, Event, Granularity, Mention, Modality, Place, PloverType
from kg.text.lexicon import stopwords

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<![\d.,:-])(?:\d{2,}(?:[.,]\d+)*|\d(?:[.,]\d+)+)(?![\d:-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b|\b{_MONTH}\.?\s+\d{{1,2}}\b", re.IGNORECASE)
_STEM = 6
"""Letters by which words are compared: "bombing", "bombed" and "bombings" are then one."""
_REGIONS = frozenset({"country", "region", "area", "sea", "river", "mountains"})


class Participant(Struct, frozen=True, order=True):
    """An actor of an event. `id` is that of the resolved actor; for one without a name, who has another id in every
    article, `id` is empty and `words` says what it is called."""

    id: str
    words: str
    kind: ActorKind
    country: str | None


class Where(Struct, frozen=True, order=True):
    """The place of an event: `id` of GeoNames or of the country, else of the name; `wide` for what holds other places
    (a country, a region)."""

    id: str
    country: str | None
    wide: bool
    lat: float | None
    lon: float | None


class EventMention(Struct, frozen=True):
    """One event as one article tells it.

    `start` and `end` are days, both included, `end` None while it goes on; `published` the day of the article; `outlet`
    who published it, the article itself where that is unknown. `said` are the stems of the sentence's content words
    without those of its actors, `numbers` what it counts (no days or years), `sentence` where it begins and ends.
    `mutual`: what one side does the other does too.
    """

    id: str
    article: str
    outlet: str
    published: date | None
    type: PloverType
    cameo: str
    mutual: bool
    modality: Modality
    source: frozenset[Participant]
    target: frozenset[Participant]
    start: date | None
    end: date | None
    granularity: Granularity | None
    place: Where | None
    said: frozenset[str]
    numbers: frozenset[str]
    sentence: tuple[int, int]


def event_mentions(record: ArticleRecord) -> list[EventMention]:
    """The events of a record whose actors are resolved, in order. ValueError for a date that is in no calendar."""
    return [event_mention(event, record.id, record.source, record.published) for event in record.events]


def event_mention(event: Event, article: str, outlet: str | None, published: str | None) -> EventMention:
    """An event as an article tells it. ValueError for a date that is in no calendar."""
    when = event.date
    return EventMention(
        id=event.id,
        article=article,
        outlet=outlet or article,
        published=date.fromisoformat(published) if published else None,
        type=event.type,
        cameo=event.cameo,
        mutual=phrase_of(event).mutual,
        modality=event.modality,
        source=frozenset(map(participant, event.source)),
        target=frozenset(map(participant, event.target)),
        start=date.fromisoformat(when.start) if when else None,
        end=date.fromisoformat(when.end) if when and when.end else None,
        granularity=when.granularity if when else None,
        place=where(event.place) if event.place else None,
        said=content(event),
        numbers=numbers(event.sentence.text),
        sentence=(event.sentence.start, event.sentence.end),
    )


def participant(mention: Mention) -> Participant:
    """Who a mention stands for."""
    actor = mention.actor
    named = is_named(actor.id)
    return Participant(actor.id if named else "", "" if named else slug(actor.name), actor.kind, actor.country)


def where(place: Place) -> Where:
    """The place that an event names."""
    if place.kind == "country" and place.country:
        return Where(f"country:{place.country}", place.country, True, None, None)
    key = place.geonames_id or f"place:{slug(place.name)}"
    return Where(key, place.country, place.kind in _REGIONS, place.lat, place.lon)


def content(event: Event) -> frozenset[str]:
    """Stems of the content words of its sentence that are none of its actors' or its place's."""
    named = [m.text for m in (*event.source, *event.target)] + ([event.place.text] if event.place else [])
    return stems(event.sentence.text) - stems(" ".join(named))


def stems(text: str) -> frozenset[str]:
    """What the content words of a text begin with, in lower case."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _function_words())


def numbers(text: str) -> frozenset[str]:
    """What a sentence counts, in digits, from 10 on: "82", "2,300". Not the days and years of its dates."""
    return frozenset(found for found in _NUMBER.findall(_DATES.sub(" ", text)) if not _YEAR.fullmatch(found))


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return stopwords()["English"]


def span(mention: EventMention) -> tuple[date, date] | None:
    """The days in which the event may have been: those it names; else the week up to the article's own day."""
    if mention.start:
        return mention.start, mention.end or max(mention.start, mention.published or mention.start)
    if mention.published:
        return mention.published - timedelta(days=7), mention.published
    return None
