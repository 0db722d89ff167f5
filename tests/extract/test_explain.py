from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract import encoder, explain
from kg.extract.explain import marked_sentence, neighbours, slots
from kg.model import Actor, Event, Mention, Place, Span, When

TEXT = "On Tuesday Iran’s foreign minister met Alexander Lavrentiev in Tehran, Press TV said."
OFFSET = 100


def span(words: str) -> Span:
    start = OFFSET + TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


def mention(words: str) -> Mention:
    s = span(words)
    return Mention(text=words, start=s.start, end=s.end, actor=Actor(id=words, name=words, kind="person"))


def event(**more: object) -> Event:
    tuesday, tehran = span("Tuesday"), span("Tehran")
    whole = Event(
        id="0c1d2e3f4a5b",
        sentence=Span(text=TEXT, start=OFFSET, end=OFFSET + len(TEXT)),
        trigger=span("met"),
        type="CONSULT",
        mode="meet",
        cameo="040",
        quad=1,
        source=(mention("Iran’s foreign minister"),),
        target=(mention("Alexander Lavrentiev"),),
        date=When(start="2017-09-05", end="2017-09-05", granularity="day", basis="relative", text="Tuesday",
                  start_char=tuesday.start, end_char=tuesday.end),
        place=Place(text="Tehran", start=tehran.start, end=tehran.end, name="Tehran", kind="city"),
        modality="asserted",
        speaker=mention("Press TV"),
        confidence=0.9,
        rule="model; entry",
        scores={"trigger": 0.98},
        why={"date": "the Tuesday before the publication", "place": "the largest of that name"},
    )  # fmt: skip
    return msgspec.structs.replace(whole, **more)


def test_every_slot_is_marked() -> None:
    assert marked_sentence(event()) == (
        "On [date Tuesday] [source Iran’s foreign minister] [trigger met] [target Alexander Lavrentiev] in "
        "[place Tehran], [speaker Press TV] said."
    )


def test_slots_that_nest() -> None:
    both = event(source=(mention("Iran’s foreign minister"), mention("Iran’s")), date=None, place=None, speaker=None)
    assert "[source [source Iran’s] foreign minister] [trigger met]" in marked_sentence(both)
    same = event(target=(mention("Iran’s foreign minister"),))
    assert "[source [target Iran’s foreign minister]]" in marked_sentence(same)


def test_what_lies_in_another_sentence_is_not_marked() -> None:
    elsewhere = Place(text="TEHRAN", start=0, end=6, name="Tehran", kind="city")
    assert "[place" not in marked_sentence(event(place=elsewhere))
    context = When(start="2017-09-05", end="2017-09-05", granularity="day", basis="context")
    assert "[date" not in marked_sentence(event(date=context))


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))), max_size=5))
def test_without_its_marks_a_sentence_is_what_it_was(bounds: list[tuple[int, int]]) -> None:
    """Also where slots cut each other."""
    actor = Actor(id="a", name="a", kind="other")
    given_ = tuple(
        Mention(text="", start=OFFSET + min(a, b), end=OFFSET + max(a, b), actor=actor) for a, b in bounds if a != b
    )
    odd = event(source=given_, target=())
    marked = marked_sentence(odd)
    for name in ("source", "trigger", "date", "place", "speaker"):
        marked = marked.replace(f"[{name} ", "")
    assert marked.replace("]", "") == TEXT
    assert all(0 <= s.start < s.end <= len(TEXT) for s in slots(odd))


def test_the_nearest_marked_sentences() -> None:
    found = neighbours(event(), 5)
    assert len(found) == 5
    assert [n.likeness for n in found] == sorted((n.likeness for n in found), reverse=True)
    assert len({n.sentence for n in found}) == 5
    assert all(-1 <= n.likeness <= 1 and n.trigger in n.sentence for n in found)
    assert [n.type for n in found].count("CONSULT") >= 3
    assert neighbours(event(), 5) == found


def test_a_trigger_without_a_letter_has_no_neighbours() -> None:
    text = "word " * 1000 + "met"
    blank = event(sentence=Span(text=text, start=0, end=len(text)), trigger=Span(text=" ", start=4999, end=5000))
    assert neighbours(blank) == []


def test_an_index_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "model_folder", lambda: tmp_path)
    explain._index.cache_clear()
    try:
        with pytest.raises(DataError, match="the index of marked sentences"):
            neighbours(event())
    finally:
        explain._index.cache_clear()
