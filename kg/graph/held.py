"""Roles that an analyst set: what the relationships of events carry of them, so that an actor's roles can be made anew
from these, and the HELD relationships that they make. A set role outweighs what texts tell of the same one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from kg.graph import schema
from kg.graph.keys import known
from kg.graph.rows import role_row
from kg.graph.schema import Properties, Relationship


class SetRole(NamedTuple):
    """A role that an actor held from `since` to `until`, ISO days; where one is not told, as long as it is seen."""

    role: str
    country: str | None
    since: str | None
    until: str | None

    def packed(self) -> str:
        return msgspec.json.encode(self).decode()


def unpacked(held: Iterable[str] | None) -> list[SetRole]:
    """What a relationship carries."""
    return [msgspec.json.decode(each, type=SetRole) for each in held or ()]


def set_rows(
    actor: str, roles: Sequence[SetRole], seen: date | None
) -> tuple[list[tuple[str, Properties]], list[Relationship]]:
    """The Role nodes, each with its label, and the HELD relationships of an actor that was seen on a day."""
    nodes = [role_row(each.role, each.country) for each in roles]
    days = [_days(each, seen) for each in roles]
    return nodes, [
        Relationship(schema.HELD, actor, row["id"], known(first_seen=first, last_seen=last))
        for (_, row), (first, last) in zip(nodes, days, strict=True)
    ]


def outweighed(told: Iterable[Relationship], analysts: Iterable[Relationship]) -> list[Relationship]:
    """The roles that texts tell, but for those that analysts set, and these."""
    chosen = list(analysts)
    pairs = {(row.source, row.target) for row in chosen}
    return [row for row in told if row.type is not schema.HELD or (row.source, row.target) not in pairs] + chosen


def _days(role: SetRole, seen: date | None) -> tuple[date | None, date | None]:
    first = date.fromisoformat(role.since) if role.since else None
    last = date.fromisoformat(role.until) if role.until else None
    ends = [day for day in (first, last, seen) if day is not None]
    return first or min(ends, default=None), last or max(ends, default=None)
