from __future__ import annotations

from datetime import date

import networkx as nx
from generate import records

from kg.graph.store import Store
from kg.graph.view import network

RECORDS = tuple(records(120))


def test_network(store: Store) -> None:
    store.load(RECORDS)
    graph = network(store)
    events = {event.id: event for record in RECORDS for event in record.events}
    pairs = {
        (source.actor.id, target.actor.id, event.id)
        for event in events.values()
        for source in event.source
        for target in event.target
    }
    assert set(graph.edges(keys=True)) == pairs
    mentioned = {m.actor.id for event in events.values() for m in (*event.source, *event.target)}
    speakers = {event.speaker.actor.id for event in events.values() if event.speaker}
    assert set(graph.nodes) == mentioned | speakers
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        event = events[key]
        assert attributes["event_type"] == event.type
        assert attributes.get("start") == (date.fromisoformat(event.date.start) if event.date else None)
        assert ("place" in attributes) == (event.place is not None)
        assert None not in attributes.values()
    assert all(attributes["name"] for _, attributes in graph.nodes(data=True))
    assert max(nx.degree_centrality(graph).values()) > 0


def test_empty(store: Store) -> None:
    store.load([])
    assert len(network(store)) == 0
