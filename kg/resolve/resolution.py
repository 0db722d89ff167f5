"""What was resolved, put into a record: the one place where records change after they were coded."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from kg.ids import digest
from kg.model import ArticleRecord, Event, Mention


def resolved_digest(coded: str, actors: Mapping[str, str]) -> str:
    """The digest of a record once `actors`, ids in it, are replaced by those across articles: that of the coded record
    if none is."""
    changed = sorted((told, one) for told, one in actors.items() if told != one)
    return digest(coded, *(part for pair in changed for part in pair)) if changed else coded


def resolved(record: ArticleRecord, actors: Mapping[str, str]) -> ArticleRecord:
    """A coded record with the ids of its actors across articles. What it calls them stays: these are their aliases."""
    if all(told == one for told, one in actors.items()):
        return record
    events = tuple(_event(event, actors) for event in record.events)
    return replace(record, events=events, digest=resolved_digest(record.digest, actors))


def _event(event: Event, actors: Mapping[str, str]) -> Event:
    return replace(
        event,
        source=tuple(_mention(mention, actors) for mention in event.source),
        target=tuple(_mention(mention, actors) for mention in event.target),
        speaker=event.speaker and _mention(event.speaker, actors),
    )


def _mention(mention: Mention, actors: Mapping[str, str]) -> Mention:
    one = actors.get(mention.actor.id, mention.actor.id)
    return mention if one == mention.actor.id else replace(mention, actor=replace(mention.actor, id=one))
