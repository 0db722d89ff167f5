"""Why an event was coded as it was: its slots in the sentence, its scores, and the marked sentences nearest to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from kg.errors import DataError
from kg.extract import encoder
from kg.extract.labels import TRIGGER_TYPES
from kg.model import Event, Mention
from kg.text.straighten import straighten

VECTORS_FILE, SENTENCES_FILE = "examples.npy", "examples.tsv"


class Slot(Struct, frozen=True):
    """Words of the sentence that fill a slot; offsets are into the sentence."""

    name: str
    start: int
    end: int


class Neighbour(Struct, frozen=True):
    """A marked sentence of the training data whose trigger the encoder sees as like this; `likeness` is a cosine."""

    likeness: float
    type: str
    trigger: str
    sentence: str


def slots(event: Event) -> list[Slot]:
    """The slots that the event's own sentence fills, in its order; what lies in other sentences is left out."""
    found = [Slot("trigger", event.trigger.start, event.trigger.end)]
    sides: tuple[tuple[str, tuple[Mention, ...]], ...] = (
        ("source", event.source), ("target", event.target), ("speaker", (event.speaker,) if event.speaker else ()),
    )  # fmt: skip
    found += [Slot(name, m.start, m.end) for name, mentions in sides for m in mentions]
    if event.date and event.date.start_char is not None and event.date.end_char is not None:
        found.append(Slot("date", event.date.start_char, event.date.end_char))
    if event.place:
        found.append(Slot("place", event.place.start, event.place.end))
    inside = (s for s in found if event.sentence.start <= s.start and s.end <= event.sentence.end)
    moved = [Slot(s.name, s.start - event.sentence.start, s.end - event.sentence.start) for s in inside]
    return sorted(moved, key=lambda s: (s.start, -s.end, s.name))


def marked_sentence(event: Event) -> str:
    """The sentence with its slots in brackets: "[source Ali Shamkhani] [trigger met] …"; nested slots nest."""
    text = event.sentence.text
    opens = [(s.start, -s.end, 1, f"[{s.name} ") for s in slots(event)]
    closes = [(s.end, -s.start, 0, "]") for s in slots(event)]
    pieces, at = [], 0
    for position, _, _, mark in sorted(opens + closes, key=lambda m: (m[0], m[2], m[1])):
        pieces += [text[at:position], mark]
        at = position
    return "".join([*pieces, text[at:]])


def neighbours(event: Event, count: int = 3) -> list[Neighbour]:
    """The marked sentences whose trigger is most like the event's, the likest first. Runs the encoder once.

    DataError if the index of the model is missing.
    """
    vectors, lines = _index()
    coder = encoder.load()
    encoded = coder.encode(straighten(event.sentence.text))
    start, end = event.trigger.start - event.sentence.start, event.trigger.end - event.sentence.start
    inside = [i for i, (a, b) in enumerate(encoded.offsets) if a < end and start < b]
    if not inside:
        return []
    asked = encoder.TriggerPieces(inside[0], inside[-1] + 1, TRIGGER_TYPES.index(event.type))
    state = coder.roles(encoded, [asked])[0].state
    lengths = np.linalg.norm(vectors, axis=1) * float(np.linalg.norm(state))
    likeness = vectors @ state / np.maximum(lengths, 1e-9)
    return list(_distinct(np.argsort(-likeness, kind="stable"), likeness, lines, count))


def _distinct(
    order: npt.NDArray[np.int64], likeness: encoder.Floats, lines: list[list[str]], count: int
) -> Iterator[Neighbour]:
    told: set[str] = set()
    for i in order:
        kind, trigger, sentence = lines[i]
        if sentence not in told:
            told.add(sentence)
            yield Neighbour(round(float(likeness[i]), 3), kind, trigger, sentence)
        if len(told) == count:
            return


@cache
def _index() -> tuple[encoder.Floats, list[list[str]]]:
    folder = encoder.model_folder()
    try:
        vectors = np.load(folder / VECTORS_FILE).astype(np.float32)
        lines = [line.split("\t") for line in (folder / SENTENCES_FILE).read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise DataError(f"the index of marked sentences in {folder} cannot be read: {error}") from error
    return vectors, lines
