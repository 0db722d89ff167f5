"""The notation of marked sentences: what it reads, what it refuses, and that every sentence of ours is clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract import ontology
from kg.model import PloverType
from kg.train.notation import Marked, MarkedEvent, check, parse, read, write

TRAIN = Path(__file__).parents[2] / "data" / "gold" / "train"
FILES = sorted(TRAIN.glob("*.txt"))


def words(marked: Marked, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [marked.text[start:end] for start, end in spans]


def test_slots_shared_spans_and_nested_marks() -> None:
    marked = parse(
        "{s1 Ali Shamkhani} {e1:CONSULT.040 met} {t1 {v2 Moscow}'s envoy} in {p1 Tehran} on {d1 Tuesday} "
        "and {e2:SUPPORT.051:planned will praise} {t2 him}{s2=s1}."
    )
    assert marked.text == "Ali Shamkhani met Moscow's envoy in Tehran on Tuesday and will praise him."
    meeting, praise = marked.events
    assert (meeting.type, meeting.cameo, meeting.modality) == ("CONSULT", "040", "asserted")
    assert words(marked, (meeting.trigger,)) == ["met"]
    assert words(marked, meeting.target) == ["Moscow's envoy"]
    assert words(marked, meeting.place + meeting.date) == ["Tehran", "Tuesday"]
    assert (praise.modality, praise.source) == ("planned", meeting.source)
    assert words(marked, praise.speaker) == ["Moscow"]


def test_one_span_may_fill_slots_of_two_events() -> None:
    marked = parse("{s1,t2 Serbia} and {s2,t1 Kosovo} {e1:CONSULT.046 negotiated} and {e2:SUPPORT.057 signed}.")
    assert words(marked, marked.events[0].source) == words(marked, marked.events[1].target) == ["Serbia"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{e1:MEET.040 met}", "no event type MEET"),
        ("{e1:CONSULT.112 met}", "112 is no code of CONSULT"),
        ("{e1:RETREAT.084 freed}", "084 is no code of RETREAT"),
        ("{e1:CONSULT.99 met}", "99"),
        ("{e1:CONSULT.040:maybe met}", "no modality maybe"),
        ("{e1:CONSULT.040 met} {e1:CONSULT.040 talked}", "event 1 has two triggers"),
        ("{s2 Iran} {e1:CONSULT.040 met}", "s2: no event 2"),
        ("{e1:CONSULT.040 met}{s1=t1}", "nothing is marked t1"),
        ("{s1 Iran {e1:CONSULT.040 met}", "without }"),
        ("Iran} {e1:CONSULT.040 met}", "} without {"),
        ("{s1 Iran }{e1:CONSULT.040 met}", "a space at an end"),
        ("{s1}{e1:CONSULT.040 met}", "no words"),
        ("{x1 Iran} {e1:CONSULT.040 met}", "cannot be read near"),
        ("Iran  slept", "two spaces"),
        ("   ", "no text"),
    ],
)
def test_every_error_says_what_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(DataError) as caught:
        parse(line)
    assert reason in str(caught.value)


def test_problems_carry_file_and_line_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("# a comment\n\nIt rained.\n{s1 Iran} slept.\nIt rained.\nIt snowed.\n", encoding="utf-8")
    good, problems = read([file, tmp_path / "missing.txt"])
    assert [marked.text for marked in good] == ["It rained.", "It snowed."]
    assert [(problem.line, problem.reason) for problem in problems[:2]] == [
        (4, "s1: no event 1"),
        (5, "the same sentence twice"),
    ]
    assert str(problems[0]).startswith(f"{file}:4: ")
    assert "missing.txt: cannot be read" in str(problems[2])


def test_a_file_in_another_encoding_is_one_problem(tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("Der Präsident schlief.".encode("latin-1"))
    assert [problem.reason.split(":")[0] for problem in check([file])] == ["cannot be read"]


def test_our_sentences_are_clean_and_cover_every_type() -> None:
    good, problems = read(FILES)
    assert problems == []
    assert len(good) >= 6000
    assert {event.type for marked in good for event in marked.events} == set(ontology.types())
    assert any(not marked.events for marked in good)


def test_our_sentences_survive_writing_and_reading() -> None:
    for marked in read(FILES)[0]:
        assert parse(write(marked)) == marked


def test_crossing_spans_cannot_be_written() -> None:
    event = MarkedEvent(trigger=(0, 7), type="CONSULT", cameo="040", source=((4, 12),))
    with pytest.raises(DataError, match="crosses"):
        write(Marked("one two three", (event,)))


CODES: list[tuple[PloverType, str]] = [(name, code) for name, each in ontology.types().items() for code in each.codes]


@st.composite
def marked_sentences(draw: st.DrawFn) -> Marked:
    """Sentences whose spans are single words or the whole, so that none cross."""
    tokens = draw(st.lists(st.text("abc'é-.", min_size=1, max_size=5), min_size=1, max_size=8))
    starts = [sum(len(token) + 1 for token in tokens[:i]) for i in range(len(tokens))]
    text = " ".join(tokens)
    spans = [(start, start + len(token)) for start, token in zip(starts, tokens, strict=True)] + [(0, len(text))]
    slot = st.sets(st.sampled_from(spans), max_size=3).map(lambda chosen: tuple(sorted(chosen)))
    events = []
    for kind, code in draw(st.lists(st.sampled_from(CODES), max_size=3)):
        events.append(
            MarkedEvent(
                trigger=draw(st.sampled_from(spans)), type=kind, cameo=code,
                modality=draw(st.sampled_from(["asserted", "planned", "denied"])),
                source=draw(slot), target=draw(slot), place=draw(slot), date=draw(slot), speaker=draw(slot),
            )
        )  # fmt: skip
    return Marked(text, tuple(events))


@given(marked_sentences())
def test_writing_and_reading_round_trip(marked: Marked) -> None:
    assert parse(write(marked)) == marked
