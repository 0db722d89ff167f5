from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import MET, QUIET, event, record

from kg.evaluation.sentences import Score, count, judge, match, overlap, score
from kg.train.notation import Marked


def test_everything_right() -> None:
    right = record(event(MET.text, "met", source="Iran", targets=["Iraq", "Syria"]))
    counts = count([judge(MET, right), judge(QUIET, record())])
    assert counts == {
        "trigger": (1, 1, 1), "type": (1, 1, 1), "source": (1, 1, 1), "target": (2, 2, 2), "modality": (1, 1, 1),
        "quiet": (1, 1, 1),
    }  # fmt: skip


def test_what_is_wrong_is_counted_where_it_is_wrong() -> None:
    wrong = record(event(MET.text, "met", "AID", source="Syria", targets=["Iraq"]), event(MET.text, "Monday"))
    counts = count([judge(MET, wrong), judge(QUIET, record(event(QUIET.text, "Oil")))])
    assert counts["trigger"] == (1, 3, 1)
    assert counts["type"] == (0, 3, 1)
    assert counts["source"] == (0, 1, 1)
    assert counts["target"] == (1, 1, 2)
    assert counts["quiet"] == (0, 0, 1)


def test_an_event_is_matched_once_and_its_own_type_first() -> None:
    aid, consult = event(MET.text, "met", "AID"), event(MET.text, "met")
    assert match(MET.events, [aid, consult]) == [(MET.events[0], consult)]
    assert match([*MET.events, *MET.events], [consult]) == [(MET.events[0], consult)]
    assert match(MET.events, [event(MET.text, "Monday")]) == []


def test_what_is_not_matched_was_missed_or_is_false() -> None:
    monday, met = event(MET.text, "Monday"), event(MET.text, "met")
    assert judge(MET, record(monday)).missed == MET.events
    assert judge(MET, record(monday, met)).false == (monday,)
    assert judge(MET, record(monday, met)).missed == ()
    twice = Marked(MET.text, MET.events * 2)
    assert judge(twice, record(met)).missed == MET.events


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 2, 1), (0.5, 1.0, 0.667)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((0, 3, 0), (0.0, 0.0, 0.0)),
        ((2, 2, 2), (1.0, 1.0, 1.0)),
    ],
)
def test_precision_recall_f1(counts: tuple[int, int, int], expected: tuple[float, float, float]) -> None:
    found = score(*counts)
    assert (found.precision, found.recall, found.f1) == expected
    assert (found.right, found.found, found.there) == counts
    assert found.holds


def test_a_floor() -> None:
    assert Score(1, 1, 0.5, 0.5).holds
    assert not Score(1, 1, 0.499, 0.5).holds


spans = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1]))


@given(spans, spans)
def test_overlap_is_a_shared_character(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert overlap(a, b) == overlap(b, a) == bool(set(range(*a)) & set(range(*b)))


def test_a_marked_sentence_is_read_as_it_is_scored() -> None:
    assert isinstance(MET, Marked)
    assert [MET.text[a:b] for a, b in MET.events[0].target] == ["Iraq", "Syria"]
