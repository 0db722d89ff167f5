"""Structural balance (Heider; Cartwright and Harary): whether friends of friends are friends, and enemies of enemies.

A tie is positive if more of its events are cooperation (quad classes 1 and 2) than conflict (3 and 4), negative the
other way round, and none if there are as many of both. A triad of three ties is balanced if the product of its signs is
positive: three friends, or two friends with one enemy. Graphs are undirected ties of `kg.graph.view`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import networkx as nx


class Triads(NamedTuple):
    """How many triads have three, two, one and no positive ties."""

    friends: int
    torn: int
    """Two friends of one who are each other's enemies: not balanced."""
    allies: int
    """Two friends with a common enemy: balanced."""
    enemies: int

    @property
    def all(self) -> int:
        return sum(self)

    @property
    def balanced(self) -> float | None:
        """Share of the balanced ones, 0 to 1; None if there are no triads."""
        return (self.friends + self.allies) / self.all if self.all else None


class Triad(NamedTuple):
    """Three actors by id, and which ties are positive: first and second, first and third, second and third."""

    actors: tuple[str, str, str]
    positive: tuple[bool, bool, bool]


def signed(ties: nx.Graph) -> nx.Graph:
    """The ties that have a sign, with `positive`; actors without such a tie are left out. ValueError if `ties` is
    directed."""
    if ties.is_directed():
        raise ValueError("structural balance needs undirected ties")
    result = nx.Graph()
    for one, other, tie in ties.edges(data=True):
        leaning = tie["q1"] + tie["q2"] - tie["q3"] - tie["q4"]
        if leaning and one != other:
            result.add_edge(one, other, positive=leaning > 0)
    return result


def triads(ties: nx.Graph) -> Iterator[Triad]:
    """Every three actors with a sign between each two, once, the ids in each in their order."""
    graph = signed(ties)
    later = {key: {other for other in graph[key] if other > key} for key in graph}
    for one in sorted(later):
        for two in sorted(later[one]):
            for three in sorted(later[one] & later[two]):
                pairs = ((one, two), (one, three), (two, three))
                a, b, c = (graph.edges[pair]["positive"] for pair in pairs)
                yield Triad((one, two, three), (a, b, c))


def census(ties: nx.Graph) -> Triads:
    """Triads by how many of their ties are positive."""
    counts = [0, 0, 0, 0]
    for triad in triads(ties):
        counts[3 - sum(triad.positive)] += 1
    return Triads(*counts)


def over_time(periods: Mapping[date, nx.Graph]) -> dict[date, Triads]:
    """`census` of the ties of each period, as `kg.graph.view.tallied_by_period(…, directed=False)` gives them."""
    return {begin: census(ties) for begin, ties in periods.items()}
