"""The graph style sheet (GraSS) that Neo4j Browser draws with: colours and sizes of `cypher/browser/style.json`.

Nodes are captioned by name, roll-ups by id, and coloured by label, relationships between actors by quad class. GraSS
chooses by label and type alone: no size by degree, and no colour of an event by its quad class, which is a property.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kg import settings
from kg.errors import DataError
from kg.extract import ontology
from kg.graph import phrases, schema

FILE = "kg.grass"

_Colour = Annotated[str, Meta(pattern="^#[0-9A-F]{6}$")]


class _Node(Struct, frozen=True, forbid_unknown_fields=True):
    colour: _Colour
    diameter: int


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    colour: _Colour
    width: int


class _Style(Struct, frozen=True, forbid_unknown_fields=True):
    captions: str
    other_captions: str
    labels: dict[str, _Node]
    other_labels: _Node
    quads: dict[int, _Line]
    other_relationships: _Line


def grass() -> str:
    """The style sheet: a rule for every label and relationship type of the graph model. DataError if a file is broken.

    A node whose label is not named would take the colour of the next free one, so that roll-ups are named too.
    """
    style = _style()
    captions = dict.fromkeys((*schema.NODES, "Graph"), style.captions)
    captions |= dict.fromkeys((each.label for each in schema.ROLLUPS), style.other_captions)
    rules = [_node("node", style.other_labels, style.captions)]
    rules += [
        _node(f"node.{label}", style.labels.get(label, style.other_labels), caption)
        for label, caption in captions.items()
    ]
    rules.append(_relationship("relationship", style.other_relationships))
    rules += [
        _relationship(f"relationship.{each.name}", style.quads[quads_of_edges()[each.name]])
        if each in schema.INTERACTIONS
        else _relationship(f"relationship.{each.name}", style.other_relationships)
        for each in schema.RELATIONSHIPS
    ]
    return "\n".join(rules)


def legend() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each quad class with its colour (`#RRGGBB`) and the relationship types that have it. DataError."""
    for number, name in ontology.quads().items():
        edges = tuple(edge for edge, quad in quads_of_edges().items() if quad == number)
        yield name, _style().quads[number].colour, edges


def labels() -> Iterator[tuple[str, str]]:
    """Each label that has a colour of its own, with it. DataError."""
    return ((name, node.colour) for name, node in _style().labels.items())


@cache
def quads_of_edges() -> dict[str, int]:
    """The quad class, 1 to 4, of each relationship type between actors, sorted by type. DataError."""
    return {edge: ontology.quad(kind) for edge, kind in phrases.edge_types().items()}


@cache
def _style() -> _Style:
    path = settings.cypher("browser", "style.json")
    try:
        style = msgspec.json.decode(path.read_bytes(), type=_Style)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{path.name}: {error}") from error
    if missing := ontology.quads().keys() - style.quads.keys():
        raise DataError(f"{path.name}: no colour for quad class {min(missing)}")
    return style


def _node(selector: str, node: _Node, caption: str) -> str:
    text = _on(node.colour)
    return _rule(
        selector,
        {
            "diameter": f"{node.diameter}px",
            "color": node.colour,
            "border-color": _darker(node.colour),
            "border-width": "2px",
            "text-color-internal": text,
            "font-size": "10px",
            "caption": f'"{{{caption}}}"',
        },
    )


def _relationship(selector: str, line: _Line) -> str:
    return _rule(
        selector,
        {
            "color": line.colour,
            "shaft-width": f"{line.width}px",
            "font-size": "8px",
            "padding": "3px",
            "text-color-external": "#000000",
            "text-color-internal": _on(line.colour),
            "caption": '"<type>"',
        },
    )


def _rule(selector: str, properties: dict[str, str]) -> str:
    return "\n".join([f"{selector} {{", *(f"  {name}: {value};" for name, value in properties.items()), "}", ""])


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _on(colour: str) -> str:
    """Black or white, whichever has more contrast on `colour` (relative luminance of WCAG 2.2)."""
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#FFFFFF"


def _darker(colour: str) -> str:
    return "#" + "".join(f"{channel * 3 // 4:02X}" for channel in _channels(colour))
