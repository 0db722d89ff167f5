"""How alike two groupings of the same mentions are: the three F1 scores whose mean the CoNLL shared tasks take.

MUC (Vilain et al. 1995) counts links, B-cubed (Bagga and Baldwin 1998) mentions, CEAF-e (Luo 2005) actors matched one
to one. Mentions are any hashable things; a mention that one grouping leaves out is alone in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

import networkx
from msgspec import Struct

Group = frozenset[Hashable]


class Tally(Struct, frozen=True):
    """Sums of a score's two ratios over articles: (right, all) for recall and for precision."""

    recall: tuple[float, float]
    precision: tuple[float, float]

    @property
    def f1(self) -> float:
        recall, precision = (a / b if b else 0.0 for a, b in (self.recall, self.precision))
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def muc(gold: Sequence[Group], found: Sequence[Group]) -> Tally:
    """Links needed within each group, less those that the other grouping cuts."""

    def links(own: Sequence[Group], other: Sequence[Group]) -> tuple[float, float]:
        home = _home(other)
        parts = [(len(g), len({home.get(m, m) for m in g})) for g in own]
        return float(sum(n - p for n, p in parts)), float(sum(n - 1 for n, _ in parts))

    return Tally(links(gold, found), links(found, gold))


def b_cubed(gold: Sequence[Group], found: Sequence[Group]) -> Tally:
    """For each mention the share of its group that the other grouping has beside it."""

    def shares(own: Sequence[Group], other: Sequence[Group]) -> tuple[float, float]:
        home = _home(other)
        groups = dict(enumerate(other))
        total = sum(len(g & groups.get(home.get(m, -1), frozenset({m}))) / len(g) for g in own for m in g)
        return float(total), float(sum(map(len, own)))

    return Tally(shares(gold, found), shares(found, gold))


def ceaf_e(gold: Sequence[Group], found: Sequence[Group]) -> Tally:
    """Groups matched one to one so that the sum of their likeness, 2|A∩B| / (|A|+|B|), is the largest."""
    graph = networkx.Graph()
    for i, a in enumerate(gold):
        for k, b in enumerate(found):
            if common := len(a & b):
                graph.add_edge(("gold", i), ("found", k), weight=2 * common / (len(a) + len(b)))
    alike = sum(graph.edges[edge]["weight"] for edge in networkx.max_weight_matching(graph))
    return Tally((alike, float(len(gold))), (alike, float(len(found))))


MEASURES: Mapping[str, Callable[[Sequence[Group], Sequence[Group]], Tally]] = {
    "MUC": muc,
    "B-cubed": b_cubed,
    "CEAF-e": ceaf_e,
}


def add(tallies: Iterable[Tally]) -> Tally:
    """The sums over articles."""
    each = list(tallies)
    sums = [(sum(getattr(t, name)[0] for t in each), sum(getattr(t, name)[1] for t in each)) for name in _RATIOS]
    return Tally(*sums)


_RATIOS = ("recall", "precision")


def _home(groups: Iterable[Collection[Hashable]]) -> dict[Hashable, int]:
    """The number of the group of each mention."""
    return {mention: number for number, group in enumerate(groups) for mention in group}
