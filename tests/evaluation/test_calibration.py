from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import MET, event, record

from kg.evaluation.calibration import BINS, calibrate, verdicts
from kg.evaluation.sentences import judge


def test_an_event_is_right_with_its_trigger_and_type() -> None:
    found = record(event(MET.text, "met", confidence=0.9), event(MET.text, "Monday", confidence=0.4))
    assert verdicts([judge(MET, found)]) == [(0.9, True), (0.4, False)]
    assert verdicts([judge(MET, record(event(MET.text, "met", "AID", confidence=0.7)))]) == [(0.7, False)]


def test_the_error_is_the_mean_distance_by_bin() -> None:
    found = calibrate([(0.95, True), (0.95, False), (0.25, False), (0.25, False)])
    assert found.ece == pytest.approx((2 * 0.45 + 2 * 0.25) / 4)
    assert found.events == 4
    assert len(found.bins) == BINS
    last, third = found.bins[9], found.bins[2]
    assert (last.low, last.high, last.events, last.confidence, last.right) == (0.9, 1.0, 2, 0.95, 0.5)
    assert (third.events, third.right) == (2, 0)
    assert (found.bins[0].events, found.bins[0].confidence) == (0, None)


def test_the_ends_have_bins_too() -> None:
    assert [calibrate([(c, True)]).bins[at].events for c, at in ((0.0, 0), (0.1, 1), (1.0, 9))] == [1, 1, 1]


def test_no_events() -> None:
    assert calibrate([]).ece is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_event_is_in_one_bin_and_the_error_is_a_share(judged: list[tuple[float, bool]]) -> None:
    found = calibrate(judged)
    assert sum(b.events for b in found.bins) == found.events == len(judged)
    assert found.ece is not None
    assert 0 <= found.ece <= 1
    for b in found.bins:
        assert b.confidence is None or b.low - 0.001 <= b.confidence <= b.high + 0.001
