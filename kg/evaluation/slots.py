"""Scores of the slots of events that were found: who, whom, where, when, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.evaluation.sentences import Judged, Score, overlap, score
from kg.model import Event, Mention, Place
from kg.train.notation import SLOTS, MarkedEvent, Offsets

SEVERAL = ("source", "target")
"""Slots that may hold several spans; of the others an event has one or none."""


def by_slot(sentences: Iterable[Judged]) -> dict[str, Score]:
    """Precision, recall and F1 of each slot. Sources and targets are counted by spans, place, date and speaker by
    events that have one; what is found is right where it overlaps what is marked. Only slots of events that were found
    count. A date that was taken over from the context has no words of its own, and counts as not found."""
    counts = {slot: Counter[str]() for slot in SLOTS.values()}
    for judged in sentences:
        for marked, event in judged.pairs:
            for slot, tally in counts.items():
                right, found, there = slot_counts(marked, event, slot)
                tally.update(right=right, found=found, there=there)
    return {slot: score(c["right"], c["found"], c["there"]) for slot, c in counts.items()}


def slot_counts(marked: MarkedEvent, event: Event, slot: str) -> tuple[int, int, int]:
    """Of one slot of an event that was found: how much is right, was found, is there."""
    wanted, given = marked_spans(marked, slot), found_spans(event, slot)
    right = sum(any(overlap(w, g) for g in given) for w in wanted)
    if slot in SEVERAL:
        return right, len(given), len(wanted)
    return min(right, 1), min(len(given), 1), min(len(wanted), 1)


def slot_is_right(marked: MarkedEvent, event: Event, slot: str) -> bool:
    """Whether everything that is marked was found, and nothing else."""
    wanted, given = marked_spans(marked, slot), found_spans(event, slot)
    extra = any(not any(overlap(g, w) for w in wanted) for g in given)
    if slot in SEVERAL:
        return not extra and all(any(overlap(w, g) for g in given) for w in wanted)
    return not extra and bool(wanted) == bool(given)


def marked_spans(event: MarkedEvent, slot: str) -> tuple[Offsets, ...]:
    """The words of a slot as they are marked."""
    spans: tuple[Offsets, ...] = getattr(event, slot)
    return spans


def found_spans(event: Event, slot: str) -> tuple[Offsets, ...]:
    """The words of a slot that were found, each span once."""
    if slot == "date":
        date = event.date
        if date is None or date.start_char is None or date.end_char is None:
            return ()
        return ((date.start_char, date.end_char),)
    value: tuple[Mention, ...] | Mention | Place | None = getattr(event, slot)
    several = value if isinstance(value, tuple) else () if value is None else (value,)
    return tuple(dict.fromkeys((each.start, each.end) for each in several))
