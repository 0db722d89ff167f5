"""One given pair: what does the source do to the target in this text? Always one answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import numpy as np
from msgspec import Meta, Struct

from kg.extract import codes, encoder
from kg.extract.encoder import Encoded, Encoder, Floats, Roles, TriggerPieces
from kg.extract.labels import INTENDED, MODALITIES, ROLES, TRIGGER_TYPES, TYPES
from kg.extract.spans import words
from kg.model import Offset, PloverType, Span
from kg.text.straighten import straighten

CANDIDATE = 0.1
"""A word of this probability is asked about as a trigger: the pair is given, so even a weak one counts."""
HEAD_WEIGHT = 0.5
"""Weight of the pair head beside the triggers that fit the pair."""
_STATEMENT = TRIGGER_TYPES.index("STATEMENT")
_PLANNED = MODALITIES.index("planned")

_INTENTION = np.zeros((len(TRIGGER_TYPES), len(TRIGGER_TYPES)), np.float32)
"""What a planned act takes from its own type, in the diagonal, and gives to its intention."""
for _act, _aim in INTENDED.items():
    _INTENTION[TRIGGER_TYPES.index(_act), [TRIGGER_TYPES.index(_act), TRIGGER_TYPES.index(_aim)]] = -1, 1

Bounds = tuple[Offset, Offset]


class Pair(Struct, frozen=True, kw_only=True):
    """A sentence with a source and a target, as character offsets; null where the sentence does not name it."""

    id: Annotated[str, Meta(min_length=1)]
    text: str
    source: Bounds | None = None
    target: Bounds | None = None


class Relation(Struct, frozen=True, kw_only=True):
    """What the source does to the target; `trigger` is the word that says so, null where no one word does."""

    id: str
    type: PloverType
    mode: str | None
    cameo: str
    trigger: Span | None
    rule: str


def wrong_span(pair: Pair) -> str | None:
    """What is wrong with the spans of a pair: one that holds no character of the text."""
    for name, span in (("source", pair.source), ("target", pair.target)):
        if span is not None and not span[0] < span[1] <= len(pair.text):
            return f"{name} {list(span)} is no span of a text of {len(pair.text)} characters"
    return None


def relate(pair: Pair, coder: Encoder, head_weight: float = HEAD_WEIGHT) -> Relation:
    """The answer for a pair; with a `head_weight` of 0 from the triggers alone, with 1 from the pair head alone."""
    encoded = coder.encode(straighten(pair.text))
    bounds = _bounds(encoded, pair)
    asked = list(_candidates(encoded))
    own = list(zip(asked, coder.roles(encoded, asked), strict=True))
    return _answer(pair, encoded, bounds, coder.pair(encoded, bounds), own, head_weight)


def _bounds(encoded: Encoded, pair: Pair) -> tuple[int, int, int, int]:
    """Pieces of source and target; the whole sentence for one that is not given, or that no piece covers."""
    found: list[int] = []
    for start, end in (pair.source or (0, 0), pair.target or (0, 0)):
        inside = [k for k, (a, b) in enumerate(encoded.offsets) if a < end and start < b]
        found += [inside[0], inside[-1] + 1] if inside else [0, len(encoded.offsets)]
    return found[0], found[1], found[2], found[3]


def _candidates(encoded: Encoded) -> Iterator[TriggerPieces]:
    """Every word that may be a trigger, with its likeliest type."""
    for start, end in words(encoded):
        probabilities = encoded.triggers[start:end].mean(0)
        if 1 - probabilities[0] >= CANDIDATE:
            yield TriggerPieces(start, end, 1 + int(np.argmax(probabilities[1:_STATEMENT])))


def _answer(
    pair: Pair,
    encoded: Encoded,
    bounds: tuple[int, int, int, int],
    head: Floats,
    own: Sequence[tuple[TriggerPieces, Roles]],
    head_weight: float,
) -> Relation:
    """The type with the most support from the pair head and from the triggers whose arguments are this pair."""
    acts = [(t, _fit(roles, bounds) * _type(encoded.triggers[t.start : t.end].mean(0), roles)) for t, roles in own]
    support = head_weight * head
    for _, act in acts:
        support = support + (1 - head_weight) * act
    support[[0, _STATEMENT]] = -1
    kind = int(np.argmax(support))
    best = max(((float(act[kind]), t) for t, act in acts), key=lambda a: a[0], default=(0.0, None))[1]
    word = Span(text="", start=0, end=0)
    if best is not None:
        start, end = encoded.offsets[best.start][0], encoded.offsets[best.end - 1][1]
        word = Span(text=pair.text[start:end], start=start, end=end)
    code = codes.code(TYPES[kind - 1], word.text, straighten(pair.text), word.start)
    return Relation(
        id=pair.id, type=TYPES[kind - 1], mode=code.mode, cameo=code.cameo, trigger=word if best is not None else None,
        rule=f"{encoder.version()}; {code.entry}",
    )  # fmt: skip


def _type(triggers: Floats, roles: Roles) -> Floats:
    """[18] what a trigger says of the type where no modality is told: as far as it is planned, its intention."""
    planned = float(roles.modality[_PLANNED])
    return triggers + planned * (triggers @ _INTENTION)


def _fit(roles: Roles, bounds: tuple[int, int, int, int]) -> float:
    """How well the trigger's source and target are the given ones, from 0 to 1."""
    inside = roles.roles[:, :, 0]
    source = float(inside[bounds[0] : bounds[1], ROLES.index("source")].mean())
    target = float(inside[bounds[2] : bounds[3], ROLES.index("target")].mean())
    return source * target
