"""How well the lexicon of codes agrees with the marked sentences: `python -m kg.train.lexicon data/gold/train/*.txt`.

The type is given, as it is to `kg.extract.codes`. Each line that it prints after the table is a trigger that the
lexicon codes otherwise than a person did more than once: what an entry in data/lexicon/cameo.json would mend.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from kg.extract.codes import code
from kg.model import PloverType
from kg.train.corpus import read_all
from kg.train.notation import Marked


class Coded(Struct, frozen=True):
    """One marked event: its code by hand and the lexicon's, and the entry that decided."""

    type: PloverType
    trigger: str
    marked: str
    cameo: str
    entry: str

    def agrees(self, digits: int) -> bool:
        """Whether both codes begin with the same `digits`; a root stands for its unspecified code (17 for 170)."""
        return self.marked.ljust(3, "0")[:digits] == self.cameo.ljust(3, "0")[:digits]


def coded(sentences: Iterable[Marked]) -> Iterator[Coded]:
    """Every marked event with the code that the lexicon gives it."""
    for sentence in sentences:
        for event in sentence.events:
            start, end = event.trigger
            trigger = sentence.text[start:end]
            found = code(event.type, trigger, sentence.text, start)
            yield Coded(event.type, trigger.lower(), event.cameo, found.cameo, found.entry)


def report(events: Iterable[Coded]) -> str:
    """A table of agreement by type, and the triggers that the lexicon codes wrongly more than once."""
    counts, same, root = Counter[str](), Counter[str](), Counter[str]()
    wrong = Counter[str]()
    for event in events:
        for key in (event.type, "all"):
            counts[key] += 1
            same[key] += event.agrees(3)
            root[key] += event.agrees(2)
        if not event.agrees(3):
            wrong[f"{event.type}.{event.marked} {event.trigger}: {event.cameo} by {event.entry}"] += 1
    rows = [f"{'type':10} {'events':>6} {'3 digits':>8} {'root':>5}"]
    rows += [f"{key:10} {n:6} {same[key] / n:8.3f} {root[key] / n:5.3f}" for key, n in sorted(counts.items())]
    return "\n".join(rows + [f"{n} {line}" for line, n in wrong.most_common() if n > 1])


if __name__ == "__main__":
    marked, problems = read_all(map(Path, sys.argv[1:]))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(report(coded(marked)))
