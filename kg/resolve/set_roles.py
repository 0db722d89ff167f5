"""The roles that analysts set, into the rows of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from kg.graph import combine, schema
from kg.graph.held import SetRole, outweighed, set_rows
from kg.graph.keys import node_id
from kg.graph.rows import ArticleRows, EventRows
from kg.graph.schema import Relationship
from kg.resolve.canonical import HeldRole

_OF_ACTORS = {schema.SOURCE_OF.name, schema.TARGET.name, schema.STATED_BY.name}


def with_roles(
    rows: ArticleRows, roles: Mapping[str, Sequence[HeldRole]], published: Mapping[str, Sequence[str]]
) -> ArticleRows:
    """The rows of an article whose actors held these roles, by their ids. What they held is told by each event that
    they are in, as a role that a text tells is; `published` has the days of the articles of each event, by its id."""
    if not roles:
        return rows
    keyed = {
        node_id(actor): [SetRole(held.role, held.country, held.first_seen, held.last_seen) for held in of]
        for actor, of in roles.items()
    }
    days = {node_id(event): [date.fromisoformat(day) for day in of] for event, of in published.items()}
    return replace(rows, events=tuple(_event(event, keyed, days[event.id]) for event in rows.events))


def _event(event: EventRows, roles: Mapping[str, Sequence[SetRole]], published: Sequence[date]) -> EventRows:
    actors = sorted(event.shared.get("Actor", {}).keys() & roles.keys())
    if not actors:
        return event
    start = event.properties.get("start")
    seen: list[date | None] = [start] if start else [*published] or [None]
    made = [set_rows(actor, roles[actor], day) for actor in actors for day in seen]
    told = [(label, row) for label, of in event.shared.items() for row in of.values()]
    links = outweighed(event.links, (link for _, held in made for link in held))
    return replace(
        event,
        relationships=tuple(_carrying(row, roles) for row in event.relationships),
        shared=combine.by_id([*told, *(node for nodes, _ in made for node in nodes)]),
        links=combine.by_pair(links),
    )


def _carrying(row: Relationship, roles: Mapping[str, Sequence[SetRole]]) -> Relationship:
    if row.type.name not in _OF_ACTORS:
        return row
    actor = row.source if row.type is schema.SOURCE_OF else row.target
    if actor not in roles:
        return row
    return replace(row, properties={**row.properties, "held": [role.packed() for role in roles[actor]]})
