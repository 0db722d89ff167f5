#!/usr/bin/env python3
"""Fits the confidence of events to our held-out sentences: calibrate.py writes data/models/coder/calibration.json.

An event is right where it overlaps the trigger of a marked one and is of its type. Logistic regression on the log odds
of its scores, fitted by Newton's method with a little ridge. What is written is fitted to all sentences of
data/gold/test; the expected calibration error that is printed is that of each half under the weights of the other.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from kg.evaluation.calibration import calibrate
from kg.evaluation.evaluation import PUBLISHED, test_folder
from kg.evaluation.sentences import judge
from kg.extract.confidence import Calibration, features
from kg.model import Article
from kg.pipeline import Coder
from kg.settings import data
from kg.train.notation import read

NAMES = ("trigger", "type", "source", "target")
Floats = npt.NDArray[np.float64]


def events() -> tuple[Floats, Floats]:
    """The log odds [n, 4] of every event found in the sentences, and whether it is right [n]."""
    sentences, _ = read(sorted(test_folder().glob("*.txt")))
    articles = [Article(id=str(i), text=s.text, published=PUBLISHED) for i, s in enumerate(sentences)]
    found: list[tuple[list[float], bool]] = []
    for marked, record in zip(sentences, Coder(("events",)).code(articles), strict=True):
        judged = judge(marked, record)
        verdicts = [(e, m.type == e.type) for m, e in judged.pairs] + [(e, False) for e in judged.false]
        found += [([features(e.scores)[name] for name in NAMES], right) for e, right in verdicts]
    return np.array([row for row, _ in found]), np.array([right for _, right in found], dtype=float)


def fit(x: Floats, y: Floats) -> Floats:
    """Weights of a logistic regression, the constant first."""
    x = np.hstack([np.ones((len(x), 1)), x])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - 0.5 * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def chances(weights: Floats, x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(weights[0] + x @ weights[1:]))))


def main() -> None:
    x, y = events()
    half = np.arange(len(x)) % 2 == 0
    held = np.where(half, chances(fit(x[~half], y[~half]), x), chances(fit(x[half], y[half]), x))
    apart = calibrate([(float(p), bool(right)) for p, right in zip(held, y, strict=True)])
    calibration = Calibration(*(round(float(w), 3) for w in fit(x, y)))
    path = data("models", "coder", "calibration.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(calibration)) + b"\n")
    print(f"{len(x)} events, {int(y.sum())} right; {path.name}: {calibration}")
    print(f"expected calibration error of held-out halves: {apart.ece}")
    for each in apart.bins:
        if each.events:
            print(f"confidence {each.confidence:.2f}  right {each.right:.2f}  ({each.events} events)")


if __name__ == "__main__":
    main()
