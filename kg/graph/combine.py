"""What two articles say of one actor, place or role, made one.

Each rule is commutative, associative and idempotent, so that any order of loading gives the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from kg.graph.schema import Nodes, Properties, Relationship
from kg.model import ActorKind

_KINDS = get_args(ActorKind)


def by_id(rows: Iterable[tuple[str, Properties]]) -> Nodes:
    """Rows with their labels as one row a node, by label and id."""
    merged: Nodes = {}
    for label, row in rows:
        of_label = merged.setdefault(label, {})
        of_label[row["id"]] = nodes(label, of_label[row["id"]], row) if row["id"] in of_label else row
    return merged


def by_pair(rows: Iterable[Relationship]) -> tuple[Relationship, ...]:
    """HELD and IN relationships as one of a type between two nodes."""
    merged: dict[tuple[str, str, str], Relationship] = {}
    for row in rows:
        pair = (row.type.name, row.source, row.target)
        merged[pair] = held(merged[pair], row) if pair in merged else row
    return tuple(merged.values())


def nodes(label: str, one: Properties, other: Properties) -> Properties:
    """One row of two for the same node.

    `name`: the longest, of these the first by code point. `aliases`: every other name, sorted. An actor's `kind`: the
    first in the order of `kg.model.ActorKind`. The rest: known over unknown, then the smallest.
    """
    merged = {key: _smallest(one.get(key), other.get(key)) for key in one.keys() | other.keys()}
    names = {one["name"], other["name"]}
    merged["name"] = min(names, key=lambda name: (-len(name), name))
    if label == "Actor":
        merged["kind"] = min(one["kind"], other["kind"], key=_KINDS.index)
        merged["aliases"] = sorted(names.union(one.get("aliases", ()), other.get("aliases", ())) - {merged["name"]})
    return merged


def held(one: Relationship, other: Relationship) -> Relationship:
    """HELD of one actor and role: the first of the days it was seen, and the last. IN has neither."""
    firsts = [row.properties["first_seen"] for row in (one, other) if "first_seen" in row.properties]
    lasts = [row.properties["last_seen"] for row in (one, other) if "last_seen" in row.properties]
    seen = {"first_seen": min(firsts), "last_seen": max(lasts)} if firsts else {}
    return Relationship(one.type, one.source, one.target, seen)


def _smallest(one: Any, other: Any) -> Any:
    return min((value for value in (one, other) if value is not None), default=None)
