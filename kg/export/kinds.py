"""The type of each property of the graph model, which formats that have types write into their headers."""

from __future__ import annotations

from typing import Literal

from kg.graph import schema

Kind = Literal["text", "whole", "number", "truth", "day", "texts"]
"""str, int, float, bool, datetime.date, list of str."""

_OF_NODES: dict[str, Kind] = {
    "aliases": "texts",
    "contradictions": "texts",
    "sources": "whole",
    "quad": "whole",
    "rollups": "whole",
    "mutual": "truth",
    **dict.fromkeys(("goldstein", "confidence", "lat", "lon"), "number"),
    **dict.fromkeys(("start", "end", "published", "month", "first", "last"), "day"),
    **{name: "whole" for rollup in (schema.ACTOR_TALLY, *schema.ROLLUPS) for name in rollup.counts},
}
_OF_RELATIONSHIPS: dict[str, Kind] = {
    **dict.fromkeys(("start", "end", "trigger_start", "trigger_end"), "whole"),
    "also": "texts",
    "held": "texts",
    **dict.fromkeys(("first_seen", "last_seen", "date", "until"), "day"),
}


def of_node(name: str) -> Kind:
    """The type of a property of nodes, the same for every label."""
    return _OF_NODES.get(name, "text")


def of_relationship(name: str) -> Kind:
    """The type of a property of relationships, the same for every type of them."""
    return _OF_RELATIONSHIPS.get(name, "text")
