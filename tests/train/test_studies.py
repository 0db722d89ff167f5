"""The runs of each study; no test trains."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.extract.spans import load_thresholds
from kg.train import studies
from kg.train.notation import Marked
from kg.train.results import Result, Results, key_of
from kg.train.studies import Run, curve_runs, fold_runs, head_runs, result_of

GIVEN = [(Marked(str(n), ()),) for n in range(16)]
HELD = [Marked("held", ())]


def test_the_runs_of_the_studies() -> None:
    assert [(run.name, len(run.learned), len(run.held)) for run in fold_runs(GIVEN, 4)][::3] == [
        ("fold 1 of 4", 12, 4), ("fold 4 of 4", 12, 4),
    ]  # fmt: skip
    assert [(run.name, len(run.learned)) for run in curve_runs(GIVEN, HELD)] == [
        ("12.5% of them", 2), ("25.0% of them", 4), ("50.0% of them", 8), ("100.0% of them", 16),
    ]  # fmt: skip
    heads = head_runs(GIVEN, HELD)
    assert [run.apart for run in heads] == [
        (), ("roles",), ("modality",), ("pairs",), ("roles", "modality", "pairs"),
    ]  # fmt: skip
    assert all((len(run.learned), run.held) == (16, HELD) for run in heads)
    with pytest.raises(UsageError):
        fold_runs(GIVEN, 17)


def test_a_run_that_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[Path] = []

    def learn(_sentences: object, folder: Path, *_: object) -> None:
        folder.mkdir(parents=True)
        (folder / "checkpoint.pt").touch()
        learned.append(folder)

    monkeypatch.setattr(studies, "learn", learn)
    monkeypatch.setattr(studies, "Encoder", lambda folder: folder)
    monkeypatch.setattr(studies, "measured", lambda _weights, held: {"type": float(len(held))})
    run, results = Run(name="one", learned=[*GIVEN[0]], held=HELD), tmp_path / "results.jsonl"
    recipe = {"epochs": 1}

    def done(given: Run) -> Result:
        return result_of(given, recipe, Results(results), tmp_path, lambda *_: None)  # type: ignore[arg-type]

    first = done(run)
    assert (first.figures, first.sentences, first.name) == ({"type": 1.0}, 1, "one")
    assert first.key == key_of(recipe, run.learned, run.held, load_thresholds())
    assert done(run) == first
    assert done(Run(name="other", learned=run.learned, held=[*HELD, *HELD])).figures == {"type": 2.0}
    assert len(learned) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["results.jsonl"]
