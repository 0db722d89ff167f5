from __future__ import annotations

from made_events import event, judged

from kg.evaluation.confusion import NONE, confusion

LINE = "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {e2:AID.070 helped} {t2 Syria}."
TEXT = "Iran met Iraq and helped Syria."


def test_rows_are_marked_and_columns_found() -> None:
    found = confusion([judged(LINE, event(TEXT, "met", "AID"), event(TEXT, "Iran", "ASSAULT")), judged(LINE)])
    assert found.names == ("CONSULT", "AID", "ASSAULT", NONE)
    assert found.counts == ((0, 1, 0, 1), (0, 0, 0, 2), (0, 0, 0, 0), (0, 0, 1, 0))
    assert found.others("CONSULT") == [("AID", 1), (NONE, 1)]
    assert found.others("AID") == [(NONE, 2)]


def test_nothing_marked_nothing_found() -> None:
    assert confusion([]).names == (NONE,)
    assert confusion([]).counts == ((0,),)
