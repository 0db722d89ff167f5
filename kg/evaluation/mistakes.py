"""The sentences in which the coder errs, with what is marked and what was found side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from msgspec import Struct

from kg.evaluation.constructions import CONSTRUCTIONS, Construction, of_found, of_marked
from kg.evaluation.sentences import Judged
from kg.evaluation.slots import found_spans, marked_spans, slot_is_right
from kg.model import Event, Modality, PloverType
from kg.train.notation import SLOTS, MarkedEvent, Offsets

Kind = Literal["missed", "false", "type", "modality", "source", "target", "place", "date", "speaker"]
"""missed: a marked event that was not found; false: one that was found and is not marked; else what is wrong of an
event that was found."""
KINDS: tuple[Kind, ...] = get_args(Kind)
_SLOTS: tuple[Kind, ...] = ("source", "target", "place", "date", "speaker")


class Side(Struct, frozen=True):
    """An event in words, as it is marked or as it was found (then with its confidence)."""

    type: PloverType
    modality: Modality
    trigger: Offsets
    slots: dict[str, tuple[str, ...]]
    confidence: float | None = None


class Compared(Struct, frozen=True):
    """A marked event and the one that was found for it, one of them null where it was missed or is false; `wrong` is
    empty where all is right."""

    marked: Side | None
    found: Side | None
    wrong: tuple[Kind, ...]
    constructions: tuple[Construction, ...]


class Mistaken(Struct, frozen=True):
    """A sentence with an error, and all its events in the order of the text. `number` counts the marked sentences."""

    number: int
    text: str
    events: tuple[Compared, ...]


def mistakes(sentences: Iterable[Judged]) -> tuple[Mistaken, ...]:
    """The sentences with at least one error."""
    numbered = ((number, judged) for number, judged in enumerate(sentences, 1))
    compared = (Mistaken(number, judged.marked.text, compare(judged)) for number, judged in numbered)
    return tuple(each for each in compared if any(event.wrong for event in each.events))


def compare(judged: Judged) -> tuple[Compared, ...]:
    """Every event of a sentence, marked or found."""
    text = judged.marked.text
    rows = [
        Compared(_marked(text, m), _found(text, e), wrong(m, e), _in_order(of_marked(text, m))) for m, e in judged.pairs
    ]
    rows += [Compared(_marked(text, m), None, ("missed",), _in_order(of_marked(text, m))) for m in judged.missed]
    rows += [Compared(None, _found(text, e), ("false",), _in_order(of_found(text, e))) for e in judged.false]
    return tuple(sorted(rows, key=_start))


def wrong(marked: MarkedEvent, event: Event) -> tuple[Kind, ...]:
    """What is wrong of an event that was found."""
    named: list[Kind] = []
    if marked.type != event.type:
        named.append("type")
    if marked.modality != event.modality:
        named.append("modality")
    return (*named, *(slot for slot in _SLOTS if not slot_is_right(marked, event, slot)))


def _start(row: Compared) -> Offsets:
    side = row.marked or row.found
    return side.trigger if side else (0, 0)


def _in_order(names: Iterable[Construction]) -> tuple[Construction, ...]:
    held = frozenset(names)
    return tuple(name for name in CONSTRUCTIONS if name in held)


def _marked(text: str, event: MarkedEvent) -> Side:
    slots = {slot: _words(text, marked_spans(event, slot)) for slot in SLOTS.values()}
    return Side(event.type, event.modality, event.trigger, slots)


def _found(text: str, event: Event) -> Side:
    slots = {slot: _words(text, found_spans(event, slot)) for slot in SLOTS.values()}
    return Side(event.type, event.modality, (event.trigger.start, event.trigger.end), slots, event.confidence)


def _words(text: str, spans: Sequence[Offsets]) -> tuple[str, ...]:
    return tuple(text[slice(*span)] for span in spans)
