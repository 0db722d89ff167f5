"""Units to clusters: from the surest pair to the least sure, and never two that conflict, whatever chain joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.resolve.names import PersonName, given_keys
from kg.resolve.organizations import OrganizationName
from kg.resolve.score import ASK, MERGE, Score
from kg.resolve.sounds import skeleton
from kg.resolve.units import Unit

_RIVAL = 0.1
"""A unit that fits two others, which conflict, nearly as well is joined to neither."""
_FAR_MORE = 4
Compare = Callable[[int, int], Score]
"""Of two units by their places."""


class Edge(NamedTuple):
    """Two units, by their places, with how likely they are one."""

    one: int
    other: int
    score: Score


class Clusters:
    """The units of a block in clusters, by their places in the block; a union-find that knows what conflicts."""

    def __init__(self, units: Sequence[Unit], compare: Compare) -> None:
        self.units = units
        self._compare = compare
        self._home = list(range(len(units)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(units))}

    def home(self, place: int) -> int:
        return self._home[place]

    def against(self, one: int, other: int) -> str:
        """ "conflict" where two units of the clusters of these two are two actors, "doubt" where they may be, else
        nothing."""
        found = ""
        for a in self.members[self._home[one]]:
            for b in self.members[self._home[other]]:
                score = self._compare(a, b)
                if score.conflict:
                    return "conflict"
                found = "doubt" if score.doubt else found
        return found

    def articles(self, place: int) -> int:
        """How many articles tell of the cluster of a unit."""
        return sum(self.units[member].seen.articles for member in self.members[self._home[place]])

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self._home[one], self._home[other]))
        if a == b:
            return
        for place in self.members[b]:
            self._home[place] = a
        self.members[a] += self.members.pop(b)


def agglomerate(clusters: Clusters, edges: Sequence[Edge], decided: Iterable[tuple[int, int]]) -> list[Edge]:
    """Join what is one by decisions, then by score; the edges that an analyst should look at are given back.

    The result is a function of the units and of what they score: ties go by the keys of the units.
    """
    for one, other in decided:
        clusters.join(one, other)
    ranked = sorted(edges, key=lambda edge: (-edge.score.value, edge.one, edge.other))
    near = _near(ranked)
    open_edges: list[Edge] = []
    for edge in ranked:
        if edge.score.value < ASK:
            break
        if clusters.home(edge.one) == clusters.home(edge.other):
            continue
        against = clusters.against(edge.one, edge.other)
        if against == "conflict":
            continue
        if edge.score.value >= MERGE and not against and not _rivals(clusters, near, edge):
            clusters.join(edge.one, edge.other)
        else:
            open_edges.append(edge)
    return [edge for edge in open_edges if clusters.home(edge.one) != clusters.home(edge.other)]


def _near(edges: Sequence[Edge]) -> Mapping[int, list[tuple[int, float]]]:
    near: dict[int, list[tuple[int, float]]] = {}
    for one, other, found in edges:
        near.setdefault(one, []).append((other, found.value))
        near.setdefault(other, []).append((one, found.value))
    return near


def _rivals(clusters: Clusters, near: Mapping[int, list[tuple[int, float]]], edge: Edge) -> bool:
    """Whether one of the two fits a third nearly as well that may not be the other of them: a namesake. One of whom far
    more articles tell than of the namesakes has none."""
    if edge.score.value >= 1.0:
        return False
    floor = max(MERGE, edge.score.value - _RIVAL)
    for own, other in ((edge.one, edge.other), (edge.other, edge.one)):
        for third, value in near[own]:
            if value < floor:
                break
            if third == other or clusters.home(third) in {clusters.home(own), clusters.home(other)}:
                continue
            against = clusters.against(third, other)
            known = clusters.articles(third) * _FAR_MORE > clusters.articles(other)
            if against and known:
                return True
    return False


def candidates(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs of units that are worth comparing, by their places: persons that share a form of a given name,
    organisations that share the sound of a word or the initials. Weak names are left out; the pairs are sorted."""
    buckets: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if not unit.weak:
            for key in _buckets(unit):
                buckets.setdefault(key, []).append(place)
    return sorted({(a, b) for found in buckets.values() for i, a in enumerate(found) for b in found[i + 1 :]})


def _buckets(unit: Unit) -> set[str]:
    form = unit.form
    found = {f"holder {unit.holder}"} if unit.holder else set()
    if isinstance(form, PersonName):
        if form.asian:
            return found | {form.given[0]}
        spelt = {key for name in form.given if len(name) > 1 for key in given_keys(name)}
        several = {f"initial {form.given[0][0]}"} if len(form.given) > 1 else set()
        return found | spelt | several or {f"alone {form.family}"}
    return found | _of_organization(form)


def _of_organization(form: OrganizationName) -> set[str]:
    if form.acronym:
        return {f"initials {''.join(sorted(form.acronym))}"}
    heard = [skeleton(word) for word in sorted(form.words)]
    initials = f"initials {''.join(sorted(form.owned + form.initials))}"
    return {*heard, initials} if len(heard) < 3 else {"".join(heard), initials}
