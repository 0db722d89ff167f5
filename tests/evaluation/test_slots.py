from __future__ import annotations

import msgspec
from made_events import event, judged

from kg.evaluation.slots import by_slot, slot_counts, slot_is_right

LINE = (
    "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {t1 Syria} in {p1 Baghdad} on {d1 Monday}, {v1 officials} said later."
)
TEXT = "Iran met Iraq and Syria in Baghdad on Monday, officials said later."


def test_each_slot_has_its_own_score() -> None:
    found = event(TEXT, "met", source="Iran", targets=["Iraq", "officials"], place="Baghdad", date="later")
    scores = by_slot([judged(LINE, found)])
    assert list(scores) == ["source", "target", "place", "date", "speaker"]
    counts = {name: (s.right, s.found, s.there) for name, s in scores.items()}
    assert counts == {
        "source": (1, 1, 1), "target": (1, 2, 2), "place": (1, 1, 1), "date": (0, 1, 1), "speaker": (0, 0, 1)
    }  # fmt: skip


def test_events_that_were_missed_or_are_false_have_no_slots() -> None:
    scores = by_slot([judged(LINE, event(TEXT, "later", source="Syria"))])
    assert {(s.right, s.found, s.there) for s in scores.values()} == {(0, 0, 0)}


def test_a_slot_is_right_where_nothing_is_missing_and_nothing_is_too_much() -> None:
    (marked,) = judged(LINE).marked.events
    assert slot_is_right(marked, event(TEXT, "met", targets=["Iraq", "Syria"]), "target")
    assert not slot_is_right(marked, event(TEXT, "met", targets=["Iraq"]), "target")
    assert not slot_is_right(marked, event(TEXT, "met", targets=["Iraq", "Syria", "officials"]), "target")
    assert slot_is_right(marked, event(TEXT, "met", date="on Monday"), "date")
    assert not slot_is_right(marked, event(TEXT, "met"), "place")


def test_one_of_several_marked_places_is_enough() -> None:
    line = "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} in {p1 Basra} and {p1 Baghdad}."
    text = "Iran met Iraq in Basra and Baghdad."
    ((marked, found),) = judged(line, event(text, "met", place="Baghdad")).pairs
    assert slot_counts(marked, found, "place") == (1, 1, 1)
    assert slot_is_right(marked, found, "place")


def test_a_date_without_words_is_not_found() -> None:
    dated = event(TEXT, "met", date="Monday")
    assert dated.date
    bare = msgspec.structs.replace(dated.date, text=None, start_char=None, end_char=None)
    assert by_slot([judged(LINE, msgspec.structs.replace(dated, date=bare))])["date"].found == 0
