"""Whether an event's confidence is the share of such events that are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from kg.evaluation.sentences import Judged

BINS = 10


class Bin(Struct, frozen=True):
    """Events whose confidence is at least `low` and below `high` (the last bin: at most): their mean confidence, and
    the share of them that is right; both null where there are none."""

    low: float
    high: float
    events: int
    confidence: float | None
    right: float | None


class Calibration(Struct, frozen=True):
    """Expected calibration error (Guo et al. 2017): the mean over events of how far the mean confidence of their bin is
    from its share of right ones; 0 is perfect. Null without events."""

    ece: float | None
    events: int
    bins: tuple[Bin, ...]


def verdicts(sentences: Iterable[Judged]) -> list[tuple[float, bool]]:
    """The confidence of each event that was found, and whether its trigger and type are right."""
    out = []
    for judged in sentences:
        out += [(event.confidence, marked.type == event.type) for marked, event in judged.pairs]
        out += [(event.confidence, False) for event in judged.false]
    return out


def calibrate(judged: Sequence[tuple[float, bool]], bins: int = BINS) -> Calibration:
    """Of confidences and verdicts, in bins of equal width from 0 to 1."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        groups[min(int(confidence * bins), bins - 1)].append((confidence, right))
    made = tuple(_bin(at / bins, (at + 1) / bins, group) for at, group in enumerate(groups))
    apart = sum(abs(sum(confidence - right for confidence, right in group)) for group in groups)
    return Calibration(round(apart / len(judged), 3) if judged else None, len(judged), made)


def _bin(low: float, high: float, group: Sequence[tuple[float, bool]]) -> Bin:
    if not group:
        return Bin(low, high, 0, None, None)
    mean, right = (sum(each) / len(group) for each in zip(*group, strict=True))
    return Bin(low, high, len(group), round(mean, 3), round(right, 3))
