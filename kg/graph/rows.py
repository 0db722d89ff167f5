"""An article's record as rows of the graph: pure functions, no store. `kg.graph.schema` says what the rows carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

from kg.country_names import country_name
from kg.errors import InputError
from kg.graph import combine, schema
from kg.graph.keys import known, node_id, storable
from kg.graph.phrases import event_name, phrase_of
from kg.graph.schema import Nodes, Properties, Relationship
from kg.ids import digest, slug
from kg.model import Actor, ArticleRecord, Event, Mention, Place

Names = Mapping[str, Sequence[str]]
"""Further names of actors, by their ids."""

_KINDS = {kind.name: kind for kind in schema.INTERACTIONS}


class EventRows(Struct, frozen=True):
    """One event, whichever articles report it: its node and the relationships that are its own. `shared` are the nodes
    that other events may speak of too, by label and id; `links` their relationships among each other (HELD, IN)."""

    properties: Properties
    relationships: tuple[Relationship, ...]
    shared: Nodes
    links: tuple[Relationship, ...]

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    @property
    def digest(self) -> str:
        return str(self.properties["digest"])

    @property
    def resolved(self) -> bool:
        """Whether it is what several articles say together."""
        return "sources" in self.properties


class ArticleRows(Struct, frozen=True):
    """One article: its node, its events, and for each that it reports it."""

    properties: Properties
    events: tuple[EventRows, ...]
    reported: tuple[Relationship, ...]

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    @property
    def digest(self) -> str:
        return str(self.properties["digest"])

    @property
    def size(self) -> int:
        """How many nodes and relationships these are, counting what events share once for each."""
        of_events = sum(1 + len(e.relationships) + len(e.links) + sum(map(len, e.shared.values())) for e in self.events)
        return 1 + len(self.reported) + of_events


def rows_of(record: ArticleRecord | ArticleRows) -> ArticleRows:
    """Rows stay as they are. Raises InputError for a date that is in no calendar."""
    if isinstance(record, ArticleRows):
        return record
    try:
        return _rows_of(record)
    except ValueError as error:
        raise InputError(f"article {record.id}: {error}") from None


def actor_rows(
    actor: Actor, seen: date | None, also: Sequence[str] = ()
) -> tuple[list[tuple[str, Properties]], list[Relationship]]:
    """The Actor node, the Role node of its role if it has one, each with its label, and that it held it on that day.
    `also` are other names of it, none of which becomes the node's."""
    key = node_id(actor.id)
    row = known(id=key, name=actor.name, kind=actor.kind, country=actor.country)
    nodes = [("Actor", row | {"aliases": sorted({storable(name) for name in also} - {row["name"]})})]
    if not actor.role:
        return nodes, []
    nodes.append(role_row(actor.role, actor.role_country))
    role = nodes[-1][1]["id"]
    return nodes, [Relationship(schema.HELD, key, role, known(first_seen=seen, last_seen=seen))]


def role_row(role: str, country: str | None) -> tuple[str, Properties]:
    """The Role node of a role of a country, with its label."""
    return "Role", known(id=node_id(f"role:{slug(role)}@{country or ''}"), name=role, country=country)


def article_row(record: ArticleRecord, record_digest: str) -> Properties:
    """The Article node."""
    return known(
        id=node_id(record.id),
        name=record.title or record.id,
        headline=record.title,
        url=record.url,
        source=record.source,
        published=_day(record.published),
        digest=record_digest,
    )


def digest_of(record: ArticleRecord) -> str:
    """The digest of a record; one that has none gets that of all that it holds."""
    return record.digest or digest(msgspec.json.encode(record).decode("utf-8"))


def _rows_of(record: ArticleRecord) -> ArticleRows:
    published = _day(record.published)
    record_digest = digest_of(record)
    events = {node_id(event.id): event for event in record.events}
    properties = article_row(record, record_digest)
    return ArticleRows(
        properties,
        tuple(event_rows(event, [published], record_digest) for event in events.values()),
        tuple(reported(event, event.id, properties["id"]) for event in events.values()),
    )


def event_rows(
    event: Event,
    published: Sequence[date | None],
    event_digest: str,
    names: Names = MappingProxyType({}),
    **more: Any,
) -> EventRows:
    """The rows of an event. `published` are the days of the articles that tell it, for its roles where it has no day;
    `names` what else they call its actors, by their ids; `more` are further properties of its node."""
    key = node_id(event.id)
    when = event.date
    start, end = (_day(when.start), _day(when.end)) if when else (None, None)
    properties = known(
        id=key,
        name=event_name(event),
        event_type=event.type,
        mode=event.mode,
        cameo=event.cameo,
        quad=event.quad,
        goldstein=event.goldstein,
        start=start,
        end=end,
        granularity=when.granularity if when else None,
        date_basis=when.basis if when else None,
        modality=event.modality,
        confidence=event.confidence,
        digest=event_digest,
        **more,
    )
    around = [_around(event, day, names) for day in ([start] if start else published or [None])]
    return EventRows(
        properties,
        tuple(_relationships(event, key, start, names)),
        around[0][0],
        combine.by_pair(link for _, links in around for link in links),
    )


def _around(event: Event, seen: date | None, names: Names) -> tuple[Nodes, tuple[Relationship, ...]]:
    """The actors with their roles, and the place with its country."""
    nodes: list[tuple[str, Properties]] = []
    links: list[Relationship] = []
    for mention in _mentions(event):
        of_actor, held = actor_rows(mention.actor, seen, names.get(mention.actor.id, ()))
        nodes += of_actor
        links += held
    if event.place:
        place, country = _place(event.place), _country(event.place)
        nodes.append(("Place", place))
        if country and country["id"] != place["id"]:
            nodes.append(("Place", country))
            links.append(Relationship(schema.IN, place["id"], country["id"], {}))
    return combine.by_id(nodes), combine.by_pair(links)


def _relationships(event: Event, key: str, start: date | None, names: Names) -> Iterator[Relationship]:
    for mention in distinct(event.source):
        yield Relationship(schema.SOURCE_OF, node_id(mention.actor.id), key, _said(mention, names))
    for mention in distinct(event.target):
        yield Relationship(schema.TARGET, key, node_id(mention.actor.id), _said(mention, names))
    if event.speaker:
        yield Relationship(schema.STATED_BY, key, node_id(event.speaker.actor.id), _said(event.speaker, names))
    if event.place:
        words = known(text=event.place.text, start=event.place.start, end=event.place.end)
        yield Relationship(schema.AT, key, _place(event.place)["id"], words)
    if event.modality == "asserted":
        yield from _interactions(event, key, start)


def _interactions(event: Event, key: str, start: date | None) -> Iterator[Relationship]:
    phrase = phrase_of(event)
    kind = _KINDS[phrase.edge]
    properties = known(event_id=key, date=start, place=event.place.name if event.place else None)
    joined: set[tuple[str, str]] = set()
    for source, target in product(distinct(event.source), distinct(event.target)):
        pair = (node_id(source.actor.id), node_id(target.actor.id))
        if pair[0] != pair[1] and not (phrase.mutual and pair[::-1] in joined):
            joined.add(pair)
            yield Relationship(kind, *pair, properties)


def reported(event: Event, event_id: str, article: str, **more: Any) -> Relationship:
    """That an article tells of the event `event_id`, as `event`; `more` are further properties."""
    properties = known(
        sentence=event.sentence.text,
        start=event.sentence.start,
        end=event.sentence.end,
        rule=event.rule,
        trigger=event.trigger.text,
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        source_words="; ".join(mention.text for mention in event.source),
        target_words="; ".join(mention.text for mention in event.target),
        **more,
    )
    return Relationship(schema.REPORTED_IN, node_id(event_id), article, properties)


def _mentions(event: Event) -> list[Mention]:
    return [*distinct(event.source), *distinct(event.target), *([event.speaker] if event.speaker else [])]


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The first mention in the text of each actor, in the order of the text."""
    first: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end)):
        first.setdefault(node_id(mention.actor.id), mention)
    return list(first.values())


def _said(mention: Mention, names: Names) -> Properties:
    actor = mention.actor
    return known(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=actor.name,
        also=[storable(name) for name in names.get(actor.id, ())] or None,
        kind=actor.kind,
        country=actor.country,
        role=actor.role or None,
        role_country=actor.role_country if actor.role else None,
    )


def _place(place: Place) -> Properties:
    """A country has the id of its code, so that what lies in it and what names it meet in one node."""
    country = _country(place)
    if place.kind == "country" and country:
        return country | known(geonames_id=place.geonames_id, lat=place.lat, lon=place.lon)
    return known(
        id=node_id(place.geonames_id or f"place:{slug(place.name)}"),
        name=place.name,
        kind=place.kind,
        country=place.country,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
    )


def _country(place: Place) -> Properties | None:
    code = place.country
    return known(id=f"country:{code}", name=country_name(code), kind="country", country=code) if code else None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
