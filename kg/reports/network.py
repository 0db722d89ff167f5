"""Algorithms on the network of actors or countries, by networkx. Pure: rows of ties in, rows of a report out.

A tie is a row between two, in either order and once or more: `events` of both ways, of these `q1` to `q4` by quad class
(1 and 2 cooperation, 3 and 4 conflict). Nodes are numbered in the order of their ids before an algorithm sees them, so
that the same ties give the same answer whatever their order, on any store and in any process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.graph import balance
from kg.graph.balance import Triad

Row = tuple[Any, ...]
Tie = Mapping[str, Any]

_SEED = 1
_PIVOTS = range(30, 201)
"""Betweenness is exact in a network of at most 200 actors, and estimated from so many of them in a larger one."""
_EDGES_SEEN = 5_000_000
"""So many edges the estimate may look at, some seconds; each pivot looks at all."""
_ITERATIONS = 10_000
_COUNTS = ("events", "q1", "q2", "q3", "q4")


def network_of(ties: Iterable[Tie]) -> nx.Graph:
    """The undirected network: nodes 0, 1, … with `id`, `name` and `country`, edges with `events`, `q1` to
    `q4`, `cooperation` and `conflict`; ties of one with itself are left out."""
    sums: dict[tuple[str, str], dict[str, int]] = {}
    about: dict[str, dict[str, Any]] = {}
    for tie in ties:
        for end in ("source", "target"):
            name, country = tie.get(f"{end}_name", tie[end]), tie.get(f"{end}_country")
            about[tie[end]] = {"id": tie[end], "name": name, "country": country}
        one, other = sorted((tie["source"], tie["target"]))
        if one != other:
            counts = sums.setdefault((one, other), dict.fromkeys(_COUNTS, 0))
            for name in _COUNTS:
                counts[name] += tie[name]
    numbers = {key: number for number, key in enumerate(sorted(about))}
    graph = nx.Graph()
    graph.add_nodes_from((number, about[key]) for key, number in numbers.items())
    for (one, other), tie in sorted(sums.items()):
        cooperation, conflict = tie["q1"] + tie["q2"], tie["q3"] + tie["q4"]
        graph.add_edge(numbers[one], numbers[other], cooperation=cooperation, conflict=conflict, **tie)
    return graph


def central(ties: Sequence[Tie], top: int) -> list[Row]:
    """The `top` actors by eigenvector centrality over events: who is in contact with many that are themselves so.

    In the largest connected part of the network: between parts that have no tie the measure says nothing.
    """
    graph = network_of(ties)
    part = graph.subgraph(max(nx.connected_components(graph), key=lambda nodes: (len(nodes), -min(nodes)), default=()))
    scores = nx.eigenvector_centrality(part, max_iter=_ITERATIONS, weight="events") if part else {}
    return _ranked(graph, scores, top)


def brokers(ties: Sequence[Tie], top: int) -> list[Row]:
    """The `top` actors by betweenness: the share of shortest paths between two others that lead through them."""
    graph = network_of(ties)
    fitting = _EDGES_SEEN // max(graph.number_of_edges(), 1)
    pivots = min(max(fitting, _PIVOTS[0]), _PIVOTS[-1])
    exact = len(graph) <= _PIVOTS[-1]
    return _ranked(graph, nx.betweenness_centrality(graph, k=None if exact else pivots, seed=_SEED), top)


def communities(ties: Sequence[Tie], min_size: int, members: int) -> list[Row]:
    """Groups that have most of their events among themselves (Louvain), the largest first; of each its most active."""
    graph = network_of(ties)
    rows: list[Row] = []
    for number, group in enumerate(_groups(graph, "events", min_size), 1):
        inside = {node: _sum(graph, node, "events", group) for node in group}
        total = {node: graph.degree(node, weight="events") for node in group}
        for node in sorted(group, key=lambda node: (-total[node], node))[:members]:
            about = graph.nodes[node]
            outside = total[node] - inside[node]
            rows.append((number, len(group), about["name"], about["country"], inside[node], outside, about["id"]))
    return rows


def blocs(ties: Sequence[Tie], min_size: int) -> list[Row]:
    """Groups of countries whose cooperation with each other exceeds their conflict, with those they have conflict with.

    Louvain over the ties that have more cooperation than conflict, weighted by what there is more of.
    """
    graph = network_of(ties)
    friendly = nx.Graph()
    friendly.add_nodes_from(graph)
    for one, other, tie in graph.edges(data=True):
        if tie["cooperation"] > tie["conflict"]:
            friendly.add_edge(one, other, surplus=tie["cooperation"] - tie["conflict"])
    rows: list[Row] = []
    for number, group in enumerate(_groups(friendly, "surplus", min_size), 1):
        for node in sorted(group, key=lambda node: (-_sum(graph, node, "cooperation", group), node)):
            cooperation, conflict = (_sum(graph, node, name, group) for name in ("cooperation", "conflict"))
            against = {other: graph.edges[node, other]["conflict"] for other in graph[node] if other not in group}
            hostile = sorted((other for other in against if against[other]), key=lambda other: (-against[other], other))
            opponents = [graph.nodes[other]["id"] for other in hostile[:5]]
            country = graph.nodes[node]["id"]
            rows.append((number, len(group), country, cooperation, conflict, sum(against.values()), opponents))
    return rows


def hostile_thirds(ties: Sequence[Tie], top: int) -> list[Row]:
    """Triads of countries with hostile ties in them, those first of which the weakest of the three ties is strongest.

    `common opponent`: `one` and `other` cooperate, and `third` is in conflict with both. `torn`: `one` cooperates with
    `other` and with `third`, which are in conflict. A tie is friendly or hostile by whether cooperation or conflict is
    more; the figures are by how many events, less than 0 for a hostile tie.
    """
    graph = network_of(ties)
    rows: list[tuple[int, Row]] = []
    for triad in balance.triads(graph):
        if sum(triad.positive) not in (1, 2):
            continue
        one, other, third = _turned(triad)
        surplus = [_surplus(graph, *pair) for pair in ((one, other), (one, third), (other, third))]
        kind = "common opponent" if sum(triad.positive) == 1 else "torn"
        names = (graph.nodes[node]["id"] for node in (one, other, third))
        rows.append((min(map(abs, surplus)), (*names, kind, *surplus)))
    rows.sort(key=lambda row: (-row[0], row[1][:4]))
    return [row for _, row in rows[:top]]


def _turned(triad: Triad) -> tuple[Any, Any, Any]:
    """The actors of a triad with one tie unlike the others: the two of it last if it is hostile, first if friendly."""
    a, b, c = triad.actors
    odd = triad.positive.index(sum(triad.positive) == 1)
    if sum(triad.positive) == 1:
        return ((a, b, c), (a, c, b), (b, c, a))[odd]
    return ((c, a, b), (b, a, c), (a, b, c))[odd]


def _surplus(graph: nx.Graph, one: int, other: int) -> int:
    tie = graph.edges[one, other]
    return int(tie["cooperation"] - tie["conflict"])


def _ranked(graph: nx.Graph, scores: Mapping[int, float], top: int) -> list[Row]:
    """Scores to four digits, so that the last bits of a sum do not decide the order; those of nothing are left out."""
    rounded = {node: round(score, 4) for node, score in scores.items() if round(score, 4) > 0}
    events = {node: graph.degree(node, weight="events") for node in rounded}
    order = sorted(rounded, key=lambda node: (-rounded[node], -events[node], node))[:top]
    return [
        (rank, about["name"], about["country"], rounded[node], graph.degree(node), events[node], about["id"])
        for rank, node in enumerate(order, 1)
        for about in (graph.nodes[node],)
    ]


def _groups(graph: nx.Graph, weight: str, min_size: int) -> list[set[int]]:
    """The communities of `graph`, the largest first."""
    if not graph.number_of_edges():
        return []
    groups = nx.community.louvain_communities(graph, weight=weight, seed=_SEED)
    return sorted((group for group in groups if len(group) >= min_size), key=lambda group: (-len(group), min(group)))


def _sum(graph: nx.Graph, node: int, name: str, among: set[int]) -> int:
    return sum(tie[name] for other, tie in graph[node].items() if other in among)
