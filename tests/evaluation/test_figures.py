"""A coder in one line, and how far such lines are apart."""

from __future__ import annotations

import pytest
from made_events import MET, QUIET, event, record

from kg.evaluation.figures import figures, spread
from kg.evaluation.sentences import judge


def test_spans_that_overlap_are_right_and_those_to_the_letter_are_counted_apart() -> None:
    text = MET.text
    found = figures(
        [judge(MET, record(event(text, "met", source="Iran", targets=("Iraq and", "Syria")))), judge(QUIET, record())]
    )
    assert found["source"] == found["source="] == found["target"] == found["quiet"] == 1
    assert found["target="] == 0.5
    assert list(found) == ["trigger", "type", "source", "target", "modality", "quiet", "source=", "target="]


def test_the_spread_of_rows() -> None:
    mean, deviation = spread([{"type": 0.5, "pair": 0.1}, {"type": 0.7}])
    assert mean == {"type": 0.6}
    assert deviation == pytest.approx({"type": 0.141})
    assert spread([{"type": 0.5}]) == ({"type": 0.5}, {"type": 0.0})
