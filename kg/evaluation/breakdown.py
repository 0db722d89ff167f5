"""The scores apart: by type, by modality, by construction (`kg.evaluation.slots` has them by slot)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from msgspec import Struct

from kg.evaluation.constructions import CONSTRUCTIONS, Construction, of_found, of_marked
from kg.evaluation.sentences import Judged, Score, score
from kg.evaluation.slots import slot_counts
from kg.model import Event, Modality, PloverType
from kg.train.notation import MarkedEvent


class InConstruction(Struct, frozen=True):
    """How well the events of a construction are coded: `type`, trigger and type right; `source`, `target` of those of
    its events that were found."""

    type: Score
    source: Score
    target: Score


def by_type(sentences: Iterable[Judged]) -> dict[str, Score]:
    """Of each type: an event is right where its trigger overlaps and its type is the marked one. In the order of the
    ontology, types that are neither marked nor found left out."""
    return _by(get_args(PloverType), sentences, lambda event: event.type, whole=True)


def by_modality(sentences: Iterable[Judged]) -> dict[str, Score]:
    """Of each modality: events that were found, and those of them whose modality is the marked one."""
    return _by(get_args(Modality), sentences, lambda event: event.modality, whole=False)


def by_construction(sentences: Sequence[Judged]) -> dict[Construction, InConstruction]:
    """Of each construction. An event that was found belongs where its marked one does; a false one belongs where it
    would belong if it were marked so."""
    tallies = {name: {part: Counter[str]() for part in ("type", "source", "target")} for name in CONSTRUCTIONS}
    for judged in sentences:
        text = judged.marked.text
        for missed in judged.missed:
            for name in of_marked(text, missed):
                tallies[name]["type"].update(there=1)
        for false in judged.false:
            for name in of_found(text, false):
                tallies[name]["type"].update(found=1)
        for marked, event in judged.pairs:
            for name in of_marked(text, marked):
                tallies[name]["type"].update(there=1, found=1, right=int(marked.type == event.type))
                for slot in ("source", "target"):
                    right, found, there = slot_counts(marked, event, slot)
                    tallies[name][slot].update(right=right, found=found, there=there)
    return {
        name: InConstruction(**{part: score(c["right"], c["found"], c["there"]) for part, c in parts.items()})
        for name, parts in tallies.items()
    }


def _by(
    keys: Sequence[str], sentences: Iterable[Judged], key: Callable[[MarkedEvent | Event], str], *, whole: bool
) -> dict[str, Score]:
    """Counts by a property of events: of all (`whole`), or of those alone that were found and are there."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for judged in sentences:
        there.update(key(m) for m in judged.missed if whole)
        found.update(key(e) for e in judged.false if whole)
        for marked, event in judged.pairs:
            there[key(marked)] += 1
            found[key(event)] += 1
            right[key(marked)] += key(marked) == key(event)
    return {k: score(right[k], found[k], there[k]) for k in keys if found[k] or there[k]}
