"""What bench/ablations.py changes, asks and prints; no test trains or scores."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kg.extract.spans import load_thresholds


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = Path(__file__).parents[1] / "bench" / "ablations.py"
    spec = importlib.util.spec_from_file_location("ablations", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_columns_are_those_of_all_rows(script: ModuleType) -> None:
    rows = [{"name": "fold 1", "learned": 20, "type": 0.5}, {"name": "mean", "type": 0.25, "pair": 1.0}]
    assert script.table(rows).splitlines() == [
        "name    learned   type   pair",
        "fold 1       20  0.500",
        "mean             0.250  1.000",
    ]


def test_thresholds_that_nobody_chose(script: ModuleType) -> None:
    own = load_thresholds()
    every = script.at_half(own, triggers=True, spans=True)
    assert {*every.trigger.values(), *every.role.values(), every.mean, every.continues, every.begins} == {0.5}
    assert script.at_half(own, triggers=True, spans=False).role == own.role
    assert script.at_half(own, triggers=False, spans=True).trigger == own.trigger
    assert script.at_half(own, triggers=False, spans=False) == own


def test_noun_phrases_are_a_parsers(script: ModuleType) -> None:
    text = "The Russian envoy met two Syrian ministers in Tehran."
    found, seconds = script.noun_phrases([text])
    assert [text[a:b] for a, b in found[text]] == ["The Russian envoy", "two Syrian ministers", "Tehran"]
    assert seconds > 0


@pytest.mark.parametrize("words", ["", "folds --folds 0", "curve --epochs -1", "heads --only 1", "ablate --share 1"])
def test_what_cannot_be_asked(script: ModuleType, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        script.arguments(words.split())
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
