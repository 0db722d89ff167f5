"""GraphML, as Gephi, yEd, igraph and networkx read it: typed attributes, no nested values.

A node's id is its label and its id in the graph, for ids are unique in a label only; what the schema of GraphML does
not allow in an id is written as its code (`_x20_`). `label` is what Gephi shows, `node_type` and `edge_type` are the
graph model's labels and types, `key` the id in the graph (readers keep `id` for that of the file). GraphML knows no
dates and no lists: dates are in ISO form, aliases one text parted by `; `.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO, Any, TypeVar
from xml.sax.saxutils import escape

from kg.export import kinds
from kg.export.kinds import Kind
from kg.export.reading import GROUPS, Edge, Group, Reader
from kg.graph import schema
from kg.graph.schema import Properties

_TYPES: dict[Kind, str] = {
    "text": "string", "whole": "long", "number": "double", "truth": "boolean", "day": "string", "texts": "string",
}  # fmt: skip
_NOT_IN_IDS = re.compile(
    "[^-.:A-Za-z0-9_\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]|_(?=x[0-9a-f]+_)"
)
"""What is no character of an NMTOKEN, and what would read as the code of such a one."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EVENT = ("event_type", "mode", "cameo", "quad", "goldstein", "start", "end", "confidence")
_OF_INTERACTIONS = next(group for group in GROUPS if group.types is schema.INTERACTIONS)
PASSES = (*schema.NODES, *(group.anchor for group in GROUPS))
PASSES_OF_ACTORS = ("Actor", "Actor")
"""The labels whose nodes are paged through, once for each time."""


def write_graph(reader: Reader, file: IO[str]) -> None:
    """All nodes and relationships, without roll-ups."""
    names = {name: kinds.of_node(name) for properties in schema.NODES.values() for name in properties}
    of_edges = {name: kinds.of_relationship(name) for kind in schema.RELATIONSHIPS for name in kind.properties}
    nodes = ((label, node) for label, properties in schema.NODES.items() for node in reader.nodes(label, properties))
    edges = ((group, edge, edge.properties) for group in GROUPS for edge in reader.edges(group))
    _write(file, names, of_edges, nodes, edges)


def write_actors(reader: Reader, file: IO[str]) -> None:
    """Actors, and one edge an asserted event between two of them, with what the event carries and weight 1."""
    names = {name: kinds.of_node(name) for name in schema.NODES["Actor"]}
    of_event = {name: kinds.of_node(name) for name in _EVENT}
    of_edges: dict[str, Kind] = {"event_id": "text", "place": "text", "weight": "number", **of_event}
    nodes = (("Actor", node) for node in reader.nodes("Actor", schema.NODES["Actor"]))
    _write(file, names, of_edges, nodes, _between_actors(reader))


def _between_actors(reader: Reader) -> Iterator[tuple[Group, Edge, Properties]]:
    edges: list[Edge] = []
    for edge in reader.edges(_OF_INTERACTIONS):
        edges.append(edge)
        if len(edges) == 1000:
            yield from _with_events(reader, edges)
            edges = []
    yield from _with_events(reader, edges)


def _with_events(reader: Reader, edges: list[Edge]) -> Iterator[tuple[Group, Edge, Properties]]:
    ids = sorted({edge.properties["event_id"] for edge in edges})
    events = {event["id"]: event for event in reader.nodes_of("Event", ("id", *_EVENT), ids)}
    for edge in edges:
        event = {name: value for name, value in events[edge.properties["event_id"]].items() if name != "id"}
        told: Properties = {name: edge.properties[name] for name in ("event_id", "place") if name in edge.properties}
        yield _OF_INTERACTIONS, edge, {**told, "weight": 1.0, **event}


def _write(
    file: IO[str],
    of_nodes: Mapping[str, Kind],
    of_edges: Mapping[str, Kind],
    nodes: Iterable[tuple[str, Properties]],
    edges: Iterable[tuple[Group, Edge, Properties]],
) -> None:
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for owner, given in (("node", of_nodes), ("edge", of_edges)):
        for name, kind in {"label": "text", f"{owner}_type": "text", **_without_id(given)}.items():
            attributes = f'id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{_TYPES[kind]}"'
            file.write(f"  <key {attributes}/>\n")
    file.write('  <graph edgedefault="directed">\n')
    for label, node in nodes:
        data = _data("node", {"label": node["name"], "node_type": label, **_without_id(node)})
        file.write(f'    <node id="{node_key(label, node["id"])}">{data}</node>\n')
    for number, (group, edge, properties) in enumerate(edges):
        source, target = node_key(group.types[0].source, edge.source), node_key(group.types[0].target, edge.target)
        data = _data("edge", {"label": edge.type, "edge_type": edge.type, **properties})
        file.write(f'    <edge id="e{number}" source="{source}" target="{target}">{data}</edge>\n')
    file.write("  </graph>\n</graphml>\n")


_Value = TypeVar("_Value")


def _without_id(properties: Mapping[str, _Value]) -> dict[str, _Value]:
    return {"key" if name == "id" else name: value for name, value in properties.items()}


def node_key(label: str, key: str) -> str:
    """The id in the file of a node; no two are the same."""
    return _NOT_IN_IDS.sub(lambda found: f"_x{ord(found[0]):x}_", f"{label}:{key}")


def _data(owner: str, properties: Properties) -> str:
    return "".join(f'<data key="{owner}_{name}">{_text(value)}</data>' for name, value in properties.items())


def _text(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return _escaped("; ".join(value))
        case date():
            return value.isoformat()
        case str():
            return _escaped(value)
        case _:
            return repr(value)


def _escaped(text: str) -> str:
    """XML has no place for most control characters, not even escaped; a bare carriage return would be a line feed."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
