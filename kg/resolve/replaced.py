"""A coded record with its actors replaced by canonical ones."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from kg.ids import digest
from kg.model import Actor, ArticleRecord, Event, Mention
from kg.resolve.canonical import CanonicalActor


def with_actors(record: ArticleRecord, actors: Mapping[str, CanonicalActor]) -> ArticleRecord:
    """The record with the id, name, kind and country of `actors`, which are told by the ids of the coded record; roles
    stay what the text calls them. An actor that is not among `actors` stays as it is.

    Two who are one across articles and do something to each other: it stays a deed of the one, without that target, for
    nobody does a deed to himself; what the text itself says of one as source and target stays.

    The digest covers what was replaced, and the names and roles that an analyst set, so that a store sees which
    articles changed; a record in which nothing is to replace keeps its own.
    """
    changed = {
        mention.actor.id: known
        for event in record.events
        for mention in (*event.source, *event.target, *((event.speaker,) if event.speaker else ()))
        if (known := actors.get(mention.actor.id)) is not None and _differs(mention.actor, known)
    }
    if not changed:
        return record
    told = (part for key in sorted(changed) for part in (key, *_parts(changed[key]), *_set(changed[key])))
    return replace(
        record,
        events=tuple(_event(event, changed) for event in record.events),
        digest=digest(record.digest, *told),
    )


def _parts(actor: CanonicalActor) -> tuple[str, str, str, str]:
    return actor.id, actor.name, actor.kind, actor.country or ""


def _set(actor: CanonicalActor) -> tuple[str, ...]:
    return *map(str, actor.set_roles), *actor.former


def _differs(coded: Actor, known: CanonicalActor) -> bool:
    if known.set_roles or known.former:
        return True
    return (coded.id, coded.name, coded.kind, coded.country or "") != _parts(known)


def _event(event: Event, changed: Mapping[str, CanonicalActor]) -> Event:
    source = tuple(_mention(mention, changed) for mention in event.source)
    told, sources = {m.actor.id for m in event.source}, {m.actor.id for m in source}
    target = tuple(
        now
        for mention in event.target
        if (now := _mention(mention, changed)).actor.id not in sources or mention.actor.id in told
    )
    return replace(
        event,
        source=source,
        target=target,
        speaker=_mention(event.speaker, changed) if event.speaker else None,
    )


def _mention(mention: Mention, changed: Mapping[str, CanonicalActor]) -> Mention:
    known = changed.get(mention.actor.id)
    if known is None:
        return mention
    actor = replace(mention.actor, id=known.id, name=known.name, kind=known.kind, country=known.country)
    return replace(mention, actor=actor)
