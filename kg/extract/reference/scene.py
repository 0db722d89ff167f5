"""What an article has just spoken of: the actors that a pronoun may stand for, with how much each stands out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from kg.model import Actor

Number = Literal["person", "thing", "plural"]

ATTRIBUTED, SUBJECT, OTHER, ASIDE, PLACE = 3.0, 2.0, 1.0, 0.25, 0.0
_SENTENCES = 4
_SUBJECT_AS_OBJECT = 1.6
_STEP = 1.2
"""How much salience a sentence in between costs."""


class Occurrence(Struct, frozen=True):
    """An actor at a place of the text; `salience` is one of the constants above."""

    actor: Actor
    number: Number
    gender: str
    start: int
    end: int
    sentence: int
    salience: float


class Scene:
    """The last occurrences of actors. Reading it costs the same however long the article is."""

    def __init__(self) -> None:
        self._last: deque[Occurrence] = deque(maxlen=48)

    def add(self, occurrence: Occurrence) -> None:
        self._last.append(occurrence)

    def has_subject(self, sentence: int, number: Number) -> bool:
        """Whether `sentence` already has an actor of this number as its subject."""
        return any(o.sentence == sentence and o.number == number and o.salience >= SUBJECT for o in self._last)

    def pick(self, sentence: int, fits: Callable[[Occurrence], bool], object_: bool = False) -> Occurrence | None:
        """The occurrence that stands out most among those that fit, the nearer one of equals.

        `object_`: for "him" and "them", which are seldom the subject of their own sentence.
        """
        best: tuple[float, int] | None = None
        chosen: Occurrence | None = None
        for occurrence in self._last:
            distance = sentence - occurrence.sentence
            if 0 <= distance <= _SENTENCES and fits(occurrence):
                score = occurrence.salience - _STEP * distance + (0.5 if distance == 0 else 0.0)
                if object_ and distance == 0 and occurrence.salience >= SUBJECT:
                    score -= _SUBJECT_AS_OBJECT
                rank = (score, occurrence.start)
                if best is None or rank >= best:
                    best, chosen = rank, occurrence
        return chosen

    def before(self) -> Iterator[Occurrence]:
        """The occurrences, the nearest first."""
        return reversed(self._last)

    def last(self, fits: Callable[[Occurrence], bool]) -> Occurrence | None:
        """The nearest occurrence that fits, whatever its part in the sentence."""
        return next((o for o in reversed(self._last) if fits(o)), None)
