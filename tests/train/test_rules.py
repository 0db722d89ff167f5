"""What a marked sentence must be, rule by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.train.articles import MarkedSentence, read_articles
from kg.train.notation import parse
from kg.train.rules import article_faults, faults


def found(line: str) -> list[tuple[str, bool]]:
    return [(fault.reason, fault.error) for fault in faults(parse(line))]


@pytest.mark.parametrize(
    "span",
    [
        "the U.S.", "Antonio Jr.", "Sept.", "the U.S.-led coalition", "George W.", "'N Sync", '"Chapo" Guzman',
        "the Taliban (TTP)", "Ministry of Defence [MoD]", "the workers'", "R. A. M.", "9 a.m.", "Yahoo",
    ],
)  # fmt: skip
def test_spans_may_end_in_what_is_theirs(span: str) -> None:
    assert found(f"{{s1 {span}}} {{e1:CONSULT.040 met}} Iran.") == []


@pytest.mark.parametrize(
    "span",
    ["Tehran.", "Tehran,", ", Tehran", '"Tehran', 'Tehran"', "(Tehran", "Tehran)", "Tehran;", "- Tehran", "the."],
)
def test_loose_punctuation_is_an_error(span: str) -> None:
    assert found(f"{{s1 {span}}} {{e1:CONSULT.040 met}} Iran.") == [(f"punctuation at the edge of {span!r}", True)]


def test_a_long_trigger() -> None:
    assert found("{s1 Iran} {e1:REJECT.120 would not for now let it be} so.") == [
        ("the trigger of e1 has 7 words; mark the one that carries the act", True)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{s1,t1 Iran} and {s1,t1 Iraq} {e1:ACCUSE.112 accused} each other.",
        "{s1,t1 The envoys} {e1:CONSULT.040 met}.",
        "{s1,t1 Both sides} {e1:ASSAULT.194 exchanged} fire.",
        "{s1,t1 Iran} {e1:ASSAULT.190 fought}.",
    ],
)
def test_what_is_mutual_may_be_done_to_oneself(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "reason", "error"),
    [
        ("{s1,t1 Iran} {e1:ACCUSE.112 accused}.", "'Iran' is source and target of e1, which is nothing mutual", True),
        (
            "{s1,t1 Factions} {e1:ACCUSE.112 traded} words.",
            "'Factions' is source and target of e1, which is nothing mutual", False,
        ),
        (
            "{s1,t1 Iran} {e1:ACCUSE.112 accused} {t1 Iraq}.",
            "'Iran' is source and target of e1, another is only one of them", True,
        ),
        (
            "{s1,t1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.",
            "'Iran' is source and target of e1, another is only one of them", False,
        ),
    ],
)  # fmt: skip
def test_what_is_done_to_oneself(line: str, reason: str, error: bool) -> None:
    assert found(line) == [(reason, error)]


def test_sayings_on_verbs_of_acts() -> None:
    assert found("{s1 Iran} {e1:STATEMENT.010 claimed} it.") == []
    assert found("{s1 Iran} {e1:STATEMENT.017 bowed}.") == []
    assert found("{s1 Iran} {e1:STATEMENT.010 muttered}.") == []
    ((reason, error),) = found("{s1 Iran} {e1:STATEMENT.010 bombed}.")
    assert reason.startswith("e1 is STATEMENT on 'bombed', which the lexicon has under ")
    assert not error


def test_typography_that_the_encoder_never_sees() -> None:
    assert [error for _, error in found("It’s raining.")] == [False]


def article(tmp_path: Path, sentence: str) -> MarkedSentence:
    file = tmp_path / "a.txt"
    file.write_text(f"= a 2020-01-08\n@1 Iran; state; IRN\n{sentence}\n")
    ((one,), problems) = read_articles([file])
    assert problems == []
    return one.sentences[0]


@pytest.mark.parametrize(
    ("sentence", "reasons"),
    [
        ("{@1,s1 Iran} {e1:CONSULT.042 went} on {d1 Monday}.\n> e1 2020-01-06; -", []),
        ("{@1,s1 Iran} {e1:CONSULT.042 went} {d1 since Monday}.\n> e1 2020-01-07; -", []),
        ("{@1,s1 Iran} {e1:CONSULT.042 went} on {d1 Monday}.\n> e1 2020-01; -", []),
        ("{@1,s1 Iran} {e1:STATEMENT.010 spoke}.", []),
        ("{@1,s1 Iran} {e1:CONSULT.042 went}.\n> e1 -; -", []),
        ("{@1,s1 Iran} {e1:CONSULT.042 went}.", ["e1 has no line '> e1 date; place'"]),
        (
            "{s1 {@1 Iran}'s envoy} {e1:STATEMENT.010 spoke}.",
            ["source of e1, \"Iran's envoy\", is no mention of an actor ({@…})"],
        ),
        (
            "{@1,s1 Iran} {e1:CONSULT.042 went} {d1 last Monday night}.\n> e1 2020-01-07; -",
            ["e1 is told of 2020-01-07, a Tuesday, but the sentence says 'last Monday night'"],
        ),
        (
            "{@1,s1 Iran} {e1:CONSULT.042 went} on {d1 Monday}.\n> e1 2020-02-30; -",
            ["e1 is told of 2020-02-30, which is in no calendar, but the sentence says 'Monday'"],
        ),
    ],
)  # fmt: skip
def test_articles(sentence: str, reasons: list[str], tmp_path: Path) -> None:
    assert [fault.reason for fault in article_faults(article(tmp_path, sentence))] == reasons
