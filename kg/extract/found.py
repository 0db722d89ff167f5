"""What the encoder finds in one sentence, before actors, dates and places are worked out."""

from __future__ import annotations

from msgspec import Struct, field

from kg.model import Modality, PloverType


class Argument(Struct, frozen=True):
    """A span of the article's text that fills a slot; `score` is the encoder's probability."""

    start: int
    end: int
    score: float


class Found(Struct, frozen=True, kw_only=True):
    """One event as the encoder sees it. Offsets are into the article's text; `sentence` is an index into
    `Document.sentences`; `date` and `place` are the spans that the encoder marks as its date and place, best first."""

    sentence: int
    trigger: Argument
    type: PloverType
    modality: Modality
    source: tuple[Argument, ...] = ()
    target: tuple[Argument, ...] = ()
    speaker: tuple[Argument, ...] = ()
    date: tuple[Argument, ...] = ()
    place: tuple[Argument, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
