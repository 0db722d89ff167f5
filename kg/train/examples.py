"""Marked sentences as tensors: word pieces with the labels that the network learns from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from tokenizers import Tokenizer

from kg.extract.labels import MAX_PIECES, MODALITIES, ROLES, TRIGGER_TYPES, meant
from kg.train.notation import Marked

IntArray = npt.NDArray[np.int64]


class Example(Struct, frozen=True):
    """One sentence of `T` word pieces and `n` events.

    `pieces` [T] vocabulary ids; `trigger_labels` [T] index into TRIGGER_TYPES (0 is none); per event: `triggers`
    [n, 2] first and one past the last piece, `types` [n], `modalities` [n], `roles` [n, T, 5, 2] (inside a span, begins
    a span); per pair of a source and a target: `pairs` [m, 4] piece bounds, `pair_types` [m], of a planned event what
    `labels.INTENDED` makes of its type.
    """

    text: str
    pieces: IntArray
    trigger_labels: IntArray
    triggers: IntArray
    types: IntArray
    modalities: IntArray
    roles: npt.NDArray[np.float32]
    pairs: IntArray
    pair_types: IntArray


def piece_span(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """First and one past the last piece that overlap the characters `start` to `end`; None where no piece does."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
    return (inside[0], inside[-1] + 1) if inside else None


def example(marked: Marked, tokenizer: Tokenizer) -> Example:
    """The tensors of one marked sentence; marks beyond MAX_PIECES are left out."""
    encoding = tokenizer.encode(marked.text)
    offsets = encoding.offsets[:MAX_PIECES]
    length = len(offsets)
    labels = np.zeros(length, dtype=np.int64)
    triggers, types, modalities, roles, pairs, pair_types = [], [], [], [], [], []
    for event in marked.events:
        trigger = piece_span(offsets, *event.trigger)
        if trigger is None:
            continue
        kind = TRIGGER_TYPES.index(event.type)
        labels[trigger[0] : trigger[1]] = kind
        slots = np.zeros((length, len(ROLES), 2), dtype=np.float32)
        for role, name in enumerate(ROLES):
            for characters in getattr(event, name):
                if span := piece_span(offsets, *characters):
                    slots[span[0] : span[1], role, 0] = 1
                    slots[span[0], role, 1] = 1
        triggers.append(trigger)
        types.append(kind)
        modalities.append(MODALITIES.index(event.modality))
        roles.append(slots)
        for source in event.source:
            for target in event.target:
                a, b = piece_span(offsets, *source), piece_span(offsets, *target)
                if a and b and event.type != "STATEMENT" and source != target:
                    pairs.append((*a, *b))
                    pair_types.append(TRIGGER_TYPES.index(meant(event.type, event.modality)))
    return Example(
        text=marked.text,
        pieces=np.array(encoding.ids[:MAX_PIECES], dtype=np.int64),
        trigger_labels=labels,
        triggers=np.array(triggers, dtype=np.int64).reshape(-1, 2),
        types=np.array(types, dtype=np.int64),
        modalities=np.array(modalities, dtype=np.int64),
        roles=np.array(roles, dtype=np.float32).reshape(-1, length, len(ROLES), 2),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 4),
        pair_types=np.array(pair_types, dtype=np.int64),
    )
