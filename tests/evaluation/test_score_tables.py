from __future__ import annotations

from made_events import MET, QUIET, event, record

from kg.evaluation import tables
from kg.evaluation.evaluation import Measure, of_judged
from kg.evaluation.sentences import judge

FOUND = record(event(MET.text, "met", "AID", source="Iran", confidence=0.8), event(MET.text, "Monday", confidence=0.6))
WHOLE = of_judged([judge(MET, FOUND), judge(QUIET, record())], {"articles actors": Measure(0.5, 0.4, 1, 2)}, "v")


def test_scores_and_measures() -> None:
    scores = tables.scores(WHOLE)
    assert scores.columns[:5] == ("score", "precision", "recall", "f1", "floor")
    assert scores.rows[0] == ("trigger", 0.5, 1.0, 0.667, None, 1, 2, 1)
    assert tables.measures(WHOLE).rows == [("articles actors", 0.5, 0.4, 1, 2), ("confidence ECE", 0.7, None, None, 2)]


def test_a_type_says_what_it_was_taken_for() -> None:
    rows = {row[0]: row for row in tables.by(WHOLE, "type").rows}
    assert rows["CONSULT"][-1] == "AID 1"
    missed = of_judged([judge(MET, record())], {}, "v")
    assert tables.by(missed, "type").rows[0][-1] == "missed 1"


def test_every_part_has_rows_as_long_as_its_columns_which_are_explained() -> None:
    for part in tables.PARTS:
        result = tables.by(WHOLE, part)
        assert result.columns[0] == part
        assert result.rows
        assert {len(row) for row in result.rows} == {len(result.columns)}
        assert set(result.columns[1:]) <= tables.MEANINGS.keys()


def test_without_sentences_there_is_nothing_to_show() -> None:
    assert not tables.scores(of_judged([], {}, "v")).rows
    assert not tables.measures(of_judged([], {}, "v")).rows
