"""A whole graph as plain values, read through the queries that both stores run."""

from __future__ import annotations

from typing import Any

from kg.graph import schema
from kg.graph.store import Store

Graph = dict[str, list[tuple[Any, ...]]]


def dump(store: Store) -> Graph:
    """Every node by label and every relationship by type, with all their properties, in an order of their own."""
    graph = {label: _rows(store, f"MATCH (n:{label}) RETURN {_columns('n', keys)}") for label, keys in _nodes()}
    for kind in schema.RELATIONSHIPS:
        pattern = f"(s:{kind.source})-[r:{kind.name}]->(t:{kind.target})"
        columns = ", ".join(filter(None, ("s.id AS s, t.id AS t", _columns("r", kind.properties))))
        graph[kind.name] = _rows(store, f"MATCH {pattern} RETURN {columns}")
    return graph


def totals(store: Store) -> tuple[int, int]:
    """How many nodes and relationships there are, whatever their labels and types."""
    nodes = store.read("MATCH (n) RETURN count(n) AS n", {}).rows[0][0]
    return nodes, store.read("MATCH ()-[r]->() RETURN count(r) AS n", {}).rows[0][0]


def _nodes() -> list[tuple[str, tuple[str, ...]]]:
    counted = [(rollup.label, rollup.properties) for rollup in schema.ROLLUPS]
    actor = ("Actor", (*schema.NODES["Actor"], *schema.ACTOR_TALLY.counts, *schema.ACTOR_TALLY.spans))
    return [*schema.NODES.items(), actor, *counted, ("SetAside", schema.SET_ASIDE), ("Graph", schema.META)]


def _columns(variable: str, keys: tuple[str, ...]) -> str:
    return ", ".join(f"{variable}.`{key}` AS `{variable}_{key}`" for key in keys)


def _rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return sorted(store.read(query, {}).rows, key=repr)
