"""The graph model as data: what each kind of node and relationship carries, and between what it runs.

Properties that are not known are not there. Every node has `id` (unique in its label) and, but for
roll-ups, `name`. No node property is
called `title` or `type`, which the embedded engine gives a meaning of its own. `start` and `end` of a relationship are
character offsets into the article's text, those of an event are dates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct

from kg import settings
from kg.graph import phrases

Properties = dict[str, Any]
"""Property values by name, without those that are not known."""

Nodes = dict[str, dict[str, Properties]]
"""Nodes by label and id."""

NODES: dict[str, tuple[str, ...]] = {
    "Actor": ("id", "name", "kind", "country", "aliases"),
    "Event": (
        "id", "name", "event_type", "mode", "cameo", "quad", "goldstein", "start", "end", "granularity", "date_basis",
        "modality", "confidence", "sources", "contradictions", "digest",
    ),
    "Place": ("id", "name", "kind", "country", "geonames_id", "lat", "lon"),
    "Article": ("id", "name", "headline", "url", "source", "published", "digest"),
    "Role": ("id", "name", "country"),
}  # fmt: skip
"""Property names by label. `digest` is that of the record which the node was written from. `sources` of an event counts
the independent outlets that tell it, and `contradictions` says in words where they differ; events that were not
resolved across articles have neither."""


class Rollup(NamedTuple):
    """Counts that loading keeps beside the events, on nodes of their own or, as for actors, on nodes that are there.

    `counts` are whole numbers that add up; `spans` are the first and last day and the like, which do not. A node of
    their own, which counts few events, has neither a name nor what is 0, and an actor, that may count many, has all.
    """

    label: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    spans: tuple[str, ...] = ()

    @property
    def properties(self) -> tuple[str, ...]:
        return ("id", *self.keys, *self.counts, *self.spans)

    @property
    def is_apart(self) -> bool:
        """Whether it is on nodes of its own."""
        return bool(self.keys)


QUADS = ("q1", "q2", "q3", "q4")
_ASSERTED = ("events", *QUADS, "goldstein_tenths", "scored", "mentions")
_COUNTS = (*_ASSERTED, "unasserted")

ACTOR_TALLY = Rollup(
    "Actor", (),
    (
        "events", "unasserted", "as_source", "as_target", "as_speaker",
        *(f"source_{quad}" for quad in QUADS), *(f"target_{quad}" for quad in QUADS),
        "goldstein_tenths", "scored", "mentions",
    ),
    ("first", "last", "latest"),
)  # fmt: skip
DYAD_MONTH = Rollup("DyadMonth", ("source", "target", "mutual", "month"), _COUNTS, ("first", "last"))
COUNTRY_MONTH = Rollup("CountryMonth", ("source", "target", "mutual", "month", "modality"), _ASSERTED)
PLACE_MONTH = Rollup("PlaceMonth", ("place", "month"), _COUNTS)
ACTOR_PAIR = Rollup("ActorPair", ("source", "target"), ("accusations", "meetings"))
COUNTRY_PAIR = Rollup("CountryPair", ("source", "target", "mutual", "modality"), _ASSERTED)
PLACE_TOTAL = Rollup("PlaceTotal", ("place",), _COUNTS)
MONTH = Rollup("Month", ("month",), _COUNTS)
COVERAGE_DAY = Rollup(
    "CoverageDay", ("outlet", "published"),
    ("articles", "without_events", "events", "unasserted", "dated", "placed", "confidence_thousandths"),
)  # fmt: skip

ROLLUPS = (DYAD_MONTH, COUNTRY_MONTH, PLACE_MONTH, MONTH, COVERAGE_DAY, ACTOR_PAIR, COUNTRY_PAIR, PLACE_TOTAL)
"""Those on nodes of their own. `kg.graph.tallies` says what counts where."""

SET_ASIDE = ("id", "name", "file", "line", "reason")
"""Of `(:SetAside)`: an input of a corpus, or an article, that is not in the graph, and why. No relationship has it."""

META = ("id", "name", "version", "rollups")
"""Of the one node `(:Graph)`: which graph this is, and in which form its roll-ups are."""


class RelationshipType(NamedTuple):
    """A relationship `(source)-[:name]->(target)`; at most one of a name between two nodes, but for interactions."""

    name: str
    source: str
    target: str
    properties: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Callable[[str], RelationshipType], tuple[str]]:
        """What another process worked out has the types of this one, which are compared by identity."""
        return relationship_type, (self.name,)


class Relationship(Struct, frozen=True):
    """One relationship; `source` and `target` are ids of nodes of the labels that `type` names."""

    type: RelationshipType
    source: str
    target: str
    properties: Properties


_MENTION = ("text", "start", "end", "name", "also", "kind", "country", "role", "role_country", "held")
"""The words, and what their article says of the actor; `also`: what else articles call it that tell of the event;
`held`: the roles that an analyst set (`kg.graph.held`). From these an actor is made anew when an article changes."""
_EVIDENCE = (
    "sentence", "start", "end", "rule", "trigger", "trigger_start", "trigger_end", "source_words", "target_words",
    "event_type", "cameo", "modality", "date", "until", "granularity", "place",
)  # fmt: skip
"""The sentence; from `event_type` on, what this article itself says of an event that was resolved across articles."""

SOURCE_OF = RelationshipType("SOURCE_OF", "Actor", "Event", _MENTION)
TARGET = RelationshipType("TARGET", "Event", "Actor", _MENTION)
STATED_BY = RelationshipType("STATED_BY", "Event", "Actor", _MENTION)
AT = RelationshipType("AT", "Event", "Place", ("text", "start", "end"))
IN = RelationshipType("IN", "Place", "Place")
REPORTED_IN = RelationshipType("REPORTED_IN", "Event", "Article", _EVIDENCE)
HELD = RelationshipType("HELD", "Actor", "Role", ("first_seen", "last_seen"))

INTERACTIONS = tuple(
    RelationshipType(name, "Actor", "Actor", ("event_id", "date", "place")) for name in phrases.edge_names()
)
"""The readable edges (MET, ACCUSED, …) from source to target: one a pair and asserted event, made from the events."""

RELATIONSHIPS = (SOURCE_OF, TARGET, STATED_BY, AT, IN, REPORTED_IN, HELD, *INTERACTIONS)


_TYPES = {kind.name: kind for kind in RELATIONSHIPS}


def relationship_type(name: str) -> RelationshipType:
    """The type of that name."""
    return _TYPES[name]


def definitions() -> list[str]:
    """The statements of `cypher/schema/`, constraints before indexes, which make what is not there yet."""
    texts = [settings.cypher("schema", f"{name}.cypher").read_text("utf-8") for name in ("constraints", "indexes")]
    return [statement.strip() for text in texts for statement in text.split(";") if statement.strip()]
