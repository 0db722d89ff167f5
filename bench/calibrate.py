#!/usr/bin/env python3
"""Fits the confidence of events to development gold: calibrate.py [GOLD_DIR] writes data/models/coder/calibration.json.

An event of an article counts as right where its trigger overlaps one of the gold's and its type is one that the gold
allows; events that overlap only optional ones are left out. One of a coders' sentence counts as right where at least
half of the coders marked its trigger. Logistic regression, fitted by Newton's method with a little ridge. Prints how
the confidence agrees with the share that is right, by fifths.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from kg.extract.confidence import Calibration, features
from kg.model import Article, Event
from kg.pipeline import Coder
from kg.settings import data

NAMES = ("trigger", "type", "source", "target")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def hits(event: Event, spans: list[list[int]]) -> bool:
    return any(max(event.trigger.start, a) < min(event.trigger.end, b) for a, b in spans)


def judged(coder: Coder, gold: Path) -> Iterator[tuple[Event, bool]]:
    """Each event that the gold can judge, and whether it is right."""
    for name in ("articles", "coders"):
        articles = [msgspec.convert(row, Article) for row in rows(gold / f"{name}.in.jsonl")]
        told = {row["id"]: row for row in rows(gold / f"{name}.gold.jsonl")}
        for record in coder.code(articles):
            for event in record.events:
                verdict = (judge_article if name == "articles" else judge_sentence)(event, told[record.id])
                if verdict is not None:
                    yield event, verdict


def judge_article(event: Event, told: dict[str, Any]) -> bool | None:
    if event.type == "STATEMENT" or (told["annotated_until"] and event.trigger.start >= told["annotated_until"]):
        return None
    types = [
        {g["type"], *g.get("alt_types", [])}
        for g in told["events"]
        if hits(event, [g["trigger"], *g.get("alt_triggers", [])])
    ]
    if types:
        return any(event.type in allowed for allowed in types)
    return None if hits(event, [o["trigger"] for o in told["optional"]]) else False


def judge_sentence(event: Event, told: dict[str, Any]) -> bool:
    marked = sum(any(hits(event, e["trigger"]) for e in coder["events"]) for coder in told["coders"])
    return marked * 2 >= len(told["coders"])


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, the constant first."""
    x = np.hstack([np.ones((len(x), 1)), x])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - 0.5 * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    gold = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/gold")
    pairs = list(judged(Coder(("events",)), gold))
    measured = [features(event.scores) for event, _ in pairs]
    x = np.array([[row[name] for name in NAMES] for row in measured])
    y = np.array([right for _, right in pairs], dtype=float)
    weights = fit(x, y)
    calibration = Calibration(*(round(float(w), 3) for w in weights))
    path = data("models", "coder", "calibration.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(calibration)) + b"\n")
    p = 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))
    print(f"{len(pairs)} events, {int(y.sum())} right; {path.name}: {calibration}")
    for part in np.array_split(np.argsort(p), 5):
        print(f"confidence {p[part].mean():.2f}  right {y[part].mean():.2f}  ({len(part)} events)")


if __name__ == "__main__":
    main()
