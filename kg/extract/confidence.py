"""How sure an event is, from 0 to 1: the share of events with such scores that are right in our held-out sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.settings import data


class Calibration(Struct, frozen=True):
    """Logistic regression on the scores' log odds (data/models/coder/calibration.json, made by bench/calibrate.py)."""

    constant: float
    trigger: float
    type: float
    source: float
    target: float


@cache
def load() -> Calibration:
    """The calibration that belongs to the shipped weights. DataError if it is missing or broken."""
    path = data("models", "coder", "calibration.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Calibration)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error


def log_odds(probability: float) -> float:
    """Of a probability, kept within ±6 so that a score of 1 does not decide alone."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return min(max(math.log(p / (1 - p)), -6.0), 6.0)


def features(scores: Mapping[str, float]) -> dict[str, float]:
    """What the confidence depends on, from the scores of an event; a slot without a span counts as even odds."""
    return {name: log_odds(scores.get(name, 0.5)) for name in ("trigger", "type", "source", "target")}


def confidence(scores: Mapping[str, float]) -> float:
    """Probability, to three digits, that the event is there with the right type."""
    c = load()
    total = c.constant + sum(getattr(c, name) * value for name, value in features(scores).items())
    return round(1 / (1 + math.exp(-total)), 3)
