"""The figures as tables, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from kg.evaluation.confusion import NONE, Confusion
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.sentences import Score
from kg.graph.store import Result, Value

By = Literal["type", "modality", "slot", "construction"]
PARTS: tuple[By, ...] = get_args(By)

_COUNTS = ("there", "found", "right")
MEANINGS: Mapping[str, str] = {
    "precision": "of what was found, the share that is right",
    "recall": "of what is there, the share that was found and is right",
    "f1": "harmonic mean of precision and recall",
    "floor": "what F1 or the value must keep",
    "there": "how many are marked",
    "found": "how many were found",
    "right": "how many are right",
    "value": "share of right ones; F1 of coreference; ECE: the mean distance of confidence from being right",
    "taken_for": "what events of the type were taken for otherwise, or that they were missed",
    "source_f1": "F1 of the sources of its events that were found",
    "target_f1": "F1 of the targets of its events that were found",
}


def scores(evaluation: Evaluation) -> Result:
    """The scores of the sentences as a whole."""
    rows = [(name, s.precision, s.recall, s.f1, s.floor, *_counts(s)) for name, s in evaluation.scores.items()]
    return Result(("score", "precision", "recall", "f1", "floor", *_COUNTS), list[tuple[Value, ...]](rows))


def measures(evaluation: Evaluation) -> Result:
    """The articles' measures, and how far confidence can be trusted."""
    rows: list[tuple[Value, ...]] = [
        (name, m.value, m.floor, m.right, m.there) for name, m in evaluation.articles.items()
    ]
    if evaluation.calibration.ece is not None:
        rows.append(("confidence ECE", evaluation.calibration.ece, None, None, evaluation.calibration.events))
    return Result(("measure", "value", "floor", "right", "there"), rows)


def by(evaluation: Evaluation, what: By) -> Result:
    """The scores apart by type, modality, slot or construction."""
    if what == "construction":
        rows: list[tuple[Value, ...]] = [
            (name, c.type.precision, c.type.recall, c.type.f1, c.source.f1, c.target.f1, *_counts(c.type))
            for name, c in evaluation.by_construction.items()
        ]
        return Result((what, "precision", "recall", "f1", "source_f1", "target_f1", *_COUNTS), rows)
    parts: Mapping[By, Mapping[str, Score]] = {
        "type": evaluation.by_type,
        "modality": evaluation.by_modality,
        "slot": evaluation.by_slot,
    }
    rows = [(name, s.precision, s.recall, s.f1, *_counts(s)) for name, s in parts[what].items()]
    columns = (what, "precision", "recall", "f1", *_COUNTS)
    if what == "type":
        return Result((*columns, "taken_for"), [(*row, _others(evaluation.confusion, row[0])) for row in rows])
    return Result(columns, rows)


def _counts(score: Score) -> tuple[int, int, int]:
    return score.there, score.found, score.right


def _others(confusion: Confusion, name: str) -> str:
    return ", ".join(f"{'missed' if other == NONE else other} {n}" for other, n in confusion.others(name))
