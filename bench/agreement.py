#!/usr/bin/env python3
"""How far two people mark the same sentence alike: agreement.py [FOLDER]; default data/gold/second.

The sentences of FOLDER were marked anew by someone who did not see the first marks. Triggers and spans agree where they
overlap; type, code and modality are compared where triggers agree. Prints F1 of one reading against the other, and the
types that the two readings tell apart most often otherwise.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from kg.evaluation.sentences import overlap
from kg.settings import data
from kg.train.corpus import marked_files, read_all
from kg.train.notation import SLOTS, Marked, MarkedEvent, Offsets, read


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else data("gold", "second")
    second, problems = read(sorted(folder.glob("*.txt")))
    for problem in problems[:5]:
        print(problem, file=sys.stderr)
    first = {
        m.text: m for m in read_all([f for part in ("train", "test") for f in marked_files(data("gold", part))])[0]
    }
    pairs = [(first[again.text], again) for again in second if again.text in first]
    same, there = Counter[str](), Counter[str]()
    otherwise: Counter[str] = Counter()
    for one, other in pairs:
        compare(one, other, same, there, otherwise)
    print(f"{len(pairs)} sentences read twice, {len(second) - len(pairs)} of other text")
    for name, total in there.items():
        print(f"{name:9} {same[name] / max(total, 1):.3f} of {total}")
    for kinds, count in otherwise.most_common(12):
        print(f"{count:4} {kinds}")
    return 1 if problems or not pairs else 0


def compare(
    one: Marked, other: Marked, same: Counter[str], there: Counter[str], otherwise: Counter[str]
) -> None:  # fmt: skip
    """Add to the counts what two readings of a sentence have, a thing that both have counting once for each."""
    there["no event"] += not one.events or not other.events
    same["no event"] += not one.events and not other.events
    there["triggers"] += len(one.events) + len(other.events)
    for a, b in matched(one, other):
        same["triggers"] += 2
        for name in ("type", "code", "modality"):
            there[name] += 1
        same["type"] += a.type == b.type
        same["code"] += a.cameo == b.cameo
        same["modality"] += a.modality == b.modality
        if a.type != b.type:
            otherwise[" / ".join(sorted((a.type, b.type)))] += 1
        for slot in SLOTS.values():
            mine, yours = getattr(a, slot), getattr(b, slot)
            there[slot] += len(mine) + len(yours)
            same[slot] += sum(_has(span, yours) for span in mine) + sum(_has(span, mine) for span in yours)


def matched(one: Marked, other: Marked) -> list[tuple[MarkedEvent, MarkedEvent]]:
    """Events whose triggers overlap, one to one, those of one type first."""
    pairs = [(a, b) for a in one.events for b in other.events if overlap(a.trigger, b.trigger)]
    used: list[MarkedEvent] = []
    chosen = []
    for a, b in sorted(pairs, key=lambda pair: pair[0].type != pair[1].type):
        if not any(event is a or event is b for event in used):
            used += [a, b]
            chosen.append((a, b))
    return chosen


def _has(span: Offsets, spans: tuple[Offsets, ...]) -> bool:
    return any(overlap(span, other) for other in spans)


if __name__ == "__main__":
    sys.exit(main())
