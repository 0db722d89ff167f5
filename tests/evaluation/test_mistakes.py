from __future__ import annotations

from made_events import event, judged

from kg.evaluation.mistakes import KINDS, compare, mistakes

LINE = "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {s2 Syria} {e2:AID.070 helped} {t2 Oman} on {d2 Monday}."
TEXT = "Iran met Iraq and Syria helped Oman on Monday."


def test_every_kind_of_error() -> None:
    wrong = event(TEXT, "met", "AID", source="Iraq", modality="denied", place="Oman", date="Monday", speaker="Syria")
    false = event(TEXT, "Monday")
    rows = compare(judged(LINE, false, wrong))
    assert [row.wrong for row in rows] == [
        ("type", "modality", "source", "target", "place", "date", "speaker"), ("missed",), ("false",)
    ]  # fmt: skip
    assert {kind for row in rows for kind in row.wrong} == set(KINDS)
    first, second, third = rows
    assert first.marked
    assert first.found
    assert (first.marked.type, first.found.type, first.found.modality) == ("CONSULT", "AID", "denied")
    assert first.found.slots["place"] == ("Oman",)
    assert second.marked
    assert second.marked.slots == {
        "source": ("Syria",), "target": ("Oman",), "place": (), "date": ("Monday",), "speaker": ()
    }  # fmt: skip
    assert (second.found, third.marked) == (None, None)
    assert second.constructions == ("active", "with target")


def test_only_sentences_with_an_error() -> None:
    right = [
        event(TEXT, "met", source="Iran", targets=["Iraq"]),
        event(TEXT, "helped", "AID", source="Syria", targets=["Oman"], date="Monday"),
    ]
    found = mistakes([judged(LINE, *right), judged("Oil fell."), judged(LINE, right[0])])
    assert [(each.number, each.text) for each in found] == [(3, TEXT)]
    assert [row.wrong for row in found[0].events] == [(), ("missed",)]
