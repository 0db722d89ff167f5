from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

import pytest

from kg.errors import DataError
from kg.evaluation.articles import Share
from kg.evaluation.composition import (
    Fault,
    Form,
    Pair,
    Verdict,
    by_fault,
    faults,
    judge,
    pairs_file,
    read_floor,
    read_pairs,
    shares,
)
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Modality, PloverType, Span
from kg.train.notation import Marked, check, parse

ALONE = parse("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.")
OFFER = parse("{s1 Iran} {e1:AGREE.036 offered} to meet {t1 Iraq}.")
DENIAL = parse("{s1,v2 Iran} {e1:STATEMENT.016 denied} {e2:AID.072:denied arming} {t2 the rebels}.{s2=s1}")
TALKS = parse("{s1,t1 Iran} and {s1,t1 Iraq} may {e1:CONSULT.046:hypothetical talk}.")
PAIRS = """# A comment
# operator: agree, active

{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.
{s1 Iran} {e1:AGREE.036 offered} to meet {t1 Iraq}.

# operator: condition, nominal
{s1 Mali} {e1:RETREAT.087 left} {p1 Gao}.
A possible {e1:RETREAT.087:hypothetical withdrawal} by {s1 Mali} from {p1 Gao}.
"""


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention(text=words, start=start, end=start + len(words), actor=Actor(id=words, name=words, kind="state"))


def event(
    text: str,
    trigger: str,
    kind: PloverType,
    source: Sequence[str] = (),
    target: Sequence[str] = (),
    modality: Modality = "asserted",
) -> Event:
    start = text.index(trigger)
    return Event(
        id=trigger + kind, sentence=Span(text=text, start=0, end=len(text)),
        trigger=Span(text=trigger, start=start, end=start + len(trigger)), type=kind, mode=None, cameo="040", quad=1,
        source=tuple(mention(text, s) for s in source), target=tuple(mention(text, t) for t in target), date=None,
        place=None, modality=modality, speaker=None, confidence=1, rule="",
    )  # fmt: skip


OFFERED = event(OFFER.text, "offered", "AGREE", ["Iran"], ["Iraq"])


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([OFFERED], ()),
        ([OFFERED, event(OFFER.text, "meet", "STATEMENT")], ()),
        ([OFFERED, event(OFFER.text, "meet", "CONSULT", ["Iran"], ["Iraq"])], ("extra",)),
        ([event(OFFER.text, "meet", "CONSULT", ["Iran"], ["Iraq"])], ("missing", "extra")),
        ([], ("missing",)),
        ([event(OFFER.text, "offered", "CONSULT", ["Iran"], ["Iraq"], "planned")], ("type", "modality")),
        ([event(OFFER.text, "offered", "AGREE", ["Iraq"], ["Iran"])], ("source", "target")),
        ([event(OFFER.text, "offered", "AGREE", ["Iran"])], ("target",)),
        ([event(OFFER.text, "offered", "AGREE", ["Iran", "meet"], ["Iraq"])], ("source",)),
    ],
)
def test_what_is_wrong_is_named(events: list[Event], expected: tuple[Fault, ...]) -> None:
    assert faults(OFFER, events) == expected


def test_both_events_must_be_right() -> None:
    denied = event(DENIAL.text, "denied", "STATEMENT", ["Iran"])
    armed = event(DENIAL.text, "arming", "AID", ["Iran"], ["the rebels"], "denied")
    assert faults(DENIAL, [denied, armed]) == ()
    assert faults(DENIAL, [armed]) == ("missing",)
    assert faults(DENIAL, [denied, event(DENIAL.text, "arming", "AID", ["Iran"], ["the rebels"])]) == ("modality",)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (["Iran"], ["Iraq"], ()),
        (["Iran", "Iraq"], ["Iran", "Iraq"], ()),
        (["Iran"], [], ("source", "target")),
    ],
)
def test_who_is_both_source_and_target_may_be_either(
    source: list[str], target: list[str], expected: tuple[Fault, ...]
) -> None:
    assert faults(TALKS, [event(TALKS.text, "talk", "CONSULT", source, target, "hypothetical")]) == expected


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.txt"
    path.write_text(PAIRS)
    return path


def test_pairs_are_read_under_their_operator(file: Path) -> None:
    pairs = read_pairs(file)
    assert [(p.operator, p.form) for p in pairs] == [("agree", "active"), ("condition", "nominal")]
    assert (pairs[0].alone, pairs[0].composed) == (ALONE, OFFER)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is no pair"),
        ("Iran met Iraq.\nIran met Iraq.\n", ":1: not two lines under an operator"),
        ("# operator: agree, active\n\nIran met Iraq.\n", ":3: not two lines under an operator"),
        ("# operator: agree, reflexive\n", ":1: not '# operator: OPERATOR, active|passive|nominal'"),
        ("# operator: agree, active\nIran met Iraq.\n{s1 Iran} met.\n", ":2: s1: no event 1"),
    ],
)
def test_what_is_no_pair_is_named(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "pairs.txt").write_text(text)
    with pytest.raises(DataError) as error:
        read_pairs(tmp_path / "pairs.txt")
    assert reason in str(error.value)


class Repeating:
    """A coder that answers what it is told for each text, and finds nothing in any other."""

    def __init__(self, answers: dict[str, tuple[Event, ...]]) -> None:
        self._answers = answers

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        for a in articles:
            yield ArticleRecord(id=a.id, published=a.published, events=self._answers.get(a.text, ()))


def test_pairs_are_judged_by_both_sentences(file: Path) -> None:
    coder = Repeating({OFFER.text: (OFFERED,)})
    verdicts = judge(coder, read_pairs(file))  # type: ignore[arg-type]
    assert [(v.alone, v.composed) for v in verdicts] == [(("missing",), ()), (("missing",), ("missing",))]
    assert shares(verdicts, lambda pair: pair.operator) == {"agree": Share(1, 1), "condition": Share(0, 1)}
    assert shares(verdicts, lambda pair: pair.form) == {"active": Share(1, 1), "nominal": Share(0, 1)}
    assert by_fault(verdicts) == {fault: int(fault == "missing") for fault in get_args(Fault)}


def test_shares_keep_the_order_of_the_pairs() -> None:
    marked = Marked("Iran met Iraq.", ())
    verdicts = [Verdict(Pair(name, "active", marked, marked), (), ()) for name in ("stop", "agree", "stop")]
    assert list(shares(verdicts, lambda pair: pair.operator).items()) == [("stop", Share(2, 2)), ("agree", Share(1, 1))]


def test_the_floor_is_read(tmp_path: Path) -> None:
    (tmp_path / "floor.json").write_text('{"pairs": 0.5}')
    assert read_floor(tmp_path) == 0.5


@pytest.mark.parametrize("content", [None, "{}", '{"pairs": "all"}', "0.5"])
def test_a_floor_that_cannot_be_read(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "floor.json").write_text(content)
    with pytest.raises(DataError, match=r"floor\.json"):
        read_floor(tmp_path)


def test_our_pairs() -> None:
    assert check([pairs_file()]) == []
    pairs = read_pairs(pairs_file())
    assert len(pairs) >= 400
    operators = {pair.operator for pair in pairs}
    assert {(pair.operator, pair.form) for pair in pairs} == {(o, form) for o in operators for form in get_args(Form)}
    assert all(8 <= len(each.text.split()) <= 25 for pair in pairs for each in (pair.alone, pair.composed))
    assert all(pair.composed.events for pair in pairs)
    assert 0 < read_floor(pairs_file().parent) <= 1
