"""A resolved record as rows of the graph: its events are those across articles, with what it says of each itself.

    for record in records:                                  # actors resolved before
        rows = resolved_rows(record, events)                # events: (article id, event id) → ResolvedEvent
        store.load([rows])

All articles of an event carry the same rows for it, so that it does not matter which is loaded first or last. The
digest of an article's rows covers its events: when an event changes, all its articles are loaded again, and only these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg.errors import InputError
from kg.graph.keys import node_id
from kg.graph.rows import ArticleRows, EventRows, article_row, digest_of, event_rows, reported
from kg.graph.schema import Relationship
from kg.ids import digest
from kg.model import ArticleRecord, Event
from kg.resolve.consensus import ResolvedEvent, Telling, consensus
from kg.resolve.event_mentions import EventMention, event_mentions
from kg.resolve.events import resolve_events

EventOf = Mapping[tuple[str, str], ResolvedEvent]
"""By article id and the event's id in its record."""


def resolve_records(
    records: Iterable[ArticleRecord], origins: Mapping[str, str] | None = None
) -> Iterator[ArticleRows]:
    """Records whose actors are resolved, as rows whose events are resolved too, in their order: the whole of it, for a
    corpus that fits into memory. A caller with an index of its own calls `kg.resolve.events.touched`, `resolve_events`,
    `consensus` and `resolved_rows` itself. `origins`: see `consensus`. InputError for a date that is in no calendar."""
    held = list(records)
    events = events_of(held, origins)
    for record in held:
        yield resolved_rows(record, events)


def events_of(
    records: Iterable[ArticleRecord], origins: Mapping[str, str] | None = None
) -> dict[tuple[str, str], ResolvedEvent]:
    """The events of records, for each of their mentions. InputError for a date that is in no calendar."""
    tellings: dict[tuple[str, str], Telling] = {}
    mentions: list[EventMention] = []
    for record in records:
        try:
            mentions += event_mentions(record)
        except ValueError as error:
            raise InputError(f"article {record.id}: {error}") from None
        tellings |= {(record.id, event.id): Telling.of(record, event) for event in record.events}
    found: dict[tuple[str, str], ResolvedEvent] = {}
    for cluster in resolve_events(mentions):
        places = [(mention.article, mention.id) for mention in cluster]
        found |= dict.fromkeys(places, consensus([tellings[place] for place in places], origins))
    return found


def resolved_rows(record: ArticleRecord, events: EventOf) -> ArticleRows:
    """The rows of a record; `events` has each of its events. KeyError if one is missing, InputError for a date that is
    in no calendar."""
    try:
        return _resolved_rows(record, events)
    except ValueError as error:
        raise InputError(f"article {record.id}: {error}") from None


def _resolved_rows(record: ArticleRecord, events: EventOf) -> ArticleRows:
    told: dict[str, tuple[Event, ResolvedEvent]] = {}
    for event in sorted(record.events, key=lambda e: (e.trigger.start, e.id)):
        resolved = events[record.id, event.id]
        told.setdefault(resolved.event.id, (event, resolved))
    whole = rows_digest(digest_of(record), (resolved.digest for _, resolved in told.values()))
    return ArticleRows(
        article_row(record, whole),
        tuple(_event(resolved) for _, resolved in told.values()),
        tuple(_reported(event, resolved, node_id(record.id)) for event, resolved in told.values()),
    )


def rows_digest(record: str, events: Iterable[str]) -> str:
    """The digest of the rows of an article, of that of its record and those of its events."""
    return digest(record, *sorted(set(events)))


def _event(resolved: ResolvedEvent) -> EventRows:
    return event_rows(
        resolved.event,
        [date.fromisoformat(day) for day in resolved.published],
        resolved.digest,
        resolved.names,
        sources=resolved.sources,
        contradictions=list(resolved.contradictions) or None,
    )


def _reported(event: Event, resolved: ResolvedEvent, article: str) -> Relationship:
    """Its sentence, and what it says itself."""
    when = event.date
    return reported(
        event,
        resolved.event.id,
        article,
        event_type=event.type,
        cameo=event.cameo,
        modality=event.modality,
        date=date.fromisoformat(when.start) if when else None,
        until=date.fromisoformat(when.end) if when and when.end else None,
        granularity=when.granularity if when else None,
        place=event.place.name if event.place else None,
    )
