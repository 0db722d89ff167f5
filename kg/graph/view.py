"""A graph as networkx sees it: for centrality, communities and GraphML."""

from __future__ import annotations

import networkx as nx

from kg.graph.store import Store

_ACTORS = """
MATCH (a:Actor)
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country
ORDER BY id
"""
_EVENTS = """
MATCH (s:Actor)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(t:Actor)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
RETURN s.id AS source, t.id AS target, e.id AS id, e.name AS name, e.event_type AS event_type, e.cameo AS cameo,
  e.quad AS quad, e.goldstein AS goldstein, e.start AS start, e.modality AS modality, e.confidence AS confidence,
  p.name AS place
ORDER BY source, target, id
"""


def network(store: Store) -> nx.MultiDiGraph:
    """Actors as nodes by id, and an edge from each source to each target of an event, its key the event's id.

    Attributes are those of the graph model, without what is not known; `start` is a datetime.date. Events of every
    modality are there: choose by the edges' `modality`. Events without a source or without a target are no edges.
    """
    result = nx.MultiDiGraph()
    for key, attributes in _rows(store, _ACTORS):
        result.add_node(key["id"], **attributes)
    for key, attributes in _rows(store, _EVENTS, "source", "target"):
        result.add_edge(key["source"], key["target"], key=key["id"], **attributes)
    return result


def _rows(store: Store, query: str, *keys: str) -> list[tuple[dict[str, str], dict[str, object]]]:
    """Each row as its keys (`id` and `keys`) and its other values."""
    columns, rows = store.read(query, {})
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    apart = {"id", *keys}
    return [
        (
            {name: row[name] for name in apart},
            {name: value for name, value in row.items() if name not in apart and value is not None},
        )
        for row in named
    ]
