"""Which types are taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from msgspec import Struct

from kg.evaluation.sentences import Judged
from kg.model import PloverType

NONE = "none"
"""The last row: events that are false. The last column: events that were missed."""


class Confusion(Struct, frozen=True):
    """`counts[i][j]`: events marked as `names[i]` that were found as `names[j]`."""

    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def others(self, name: str) -> list[tuple[str, int]]:
        """What events of a type were taken for otherwise, the most frequent first; `NONE` for those missed."""
        row = zip(self.names, self.counts[self.names.index(name)], strict=True)
        return sorted(((other, n) for other, n in row if n and other != name), key=lambda pair: -pair[1])


def confusion(sentences: Iterable[Judged]) -> Confusion:
    """Of all types that are marked or found, in the order of the ontology."""
    cells: Counter[tuple[str, str]] = Counter()
    for judged in sentences:
        cells.update((m.type, e.type) for m, e in judged.pairs)
        cells.update((m.type, NONE) for m in judged.missed)
        cells.update((NONE, e.type) for e in judged.false)
    named = {name for cell in cells for name in cell}
    names = (*(t for t in get_args(PloverType) if t in named), NONE)
    return Confusion(names, tuple(tuple(cells[row, column] for column in names) for row in names))
