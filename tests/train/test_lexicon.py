"""The lexicon of codes agrees with the marked sentences, and what it gets wrong is shown."""

from __future__ import annotations

from pathlib import Path

from kg.extract.codes import Entries, Trigger, listed
from kg.train.lexicon import Coded, coded, lint, report
from kg.train.notation import read

FILES = sorted((Path(__file__).parents[2] / "data" / "gold" / "train").glob("*.txt"))


def test_the_lexicon_agrees_with_the_marked_sentences() -> None:
    events = list(coded(read(FILES)[0]))
    assert sum(event.agrees(2) for event in events) / len(events) > 0.97
    assert sum(event.agrees(3) for event in events) / len(events) > 0.75


def test_every_example_has_the_very_code_of_its_entry() -> None:
    assert list(lint(listed())) == []


def test_the_lexicon_is_large() -> None:
    assert sum(len(entries.triggers) for entries in listed().values()) >= 1_500


def test_what_is_wrong_with_an_entry_is_told() -> None:
    wrong = {
        "urge": Trigger(codes=("10",), example="Oslo urged him."),
        "urges": Trigger(codes=("10",), example="Oslo [urged] him to free the nuns."),
        "press": Trigger(codes=("10",), example="Oslo [urged] him."),
    }
    told = list(lint({"REQUEST": Entries(default=("10",), triggers=wrong)}))
    assert told == [
        "REQUEST urge, urges: the same stems",
        "REQUEST urge: the example has not one trigger in brackets: Oslo urged him.",
        "REQUEST urges: the example has 105 by REQUEST urg + fre, not 100: Oslo [urged] him to free the nuns.",
        "REQUEST press: the example is decided by REQUEST urg: Oslo [urged] him.",
    ]


def test_a_root_stands_for_its_unspecified_code() -> None:
    assert Coded("COERCE", "forced", "17", "170", "COERCE").agrees(3)
    assert not Coded("COERCE", "forced", "17", "173", "COERCE").agrees(3)


def test_what_is_wrong_more_than_once_is_listed() -> None:
    wrong = Coded("AID", "flew", "072", "073", "AID + tent")
    text = report([wrong, wrong, Coded("AID", "sent", "071", "073", "AID")])
    assert "2 AID.072 flew: 073 by AID + tent" in text
    assert "sent" not in text
    assert "AID             3    0.000 1.000" in text
