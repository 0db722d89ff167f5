"""Two words of one clause tell one act once; two clauses tell two."""

from __future__ import annotations

import pytest

from kg.extract.found import Argument, Found
from kg.extract.once import once


def found(text: str, trigger: str, score: float, source: str = "Lagos", kind: str = "ACCUSE") -> Found:
    start, by = text.index(trigger), text.index(source)
    return Found(
        sentence=0,
        trigger=Argument(start, start + len(trigger), score),
        type=kind,  # type: ignore[arg-type]
        modality="asserted",
        source=(Argument(by, by + len(source), 0.9),),
    )


def triggers(text: str, *events: Found) -> list[str]:
    return [text[e.trigger.start : e.trigger.end] for e in once(events, text)]


def test_a_light_verb_and_its_noun_are_one_trigger() -> None:
    text = "Lagos launched a probe into the police on Monday."
    assert triggers(text, found(text, "launched", 0.8), found(text, "probe", 0.9)) == ["launched a probe"]


def test_of_two_words_far_apart_the_more_probable_is_the_trigger() -> None:
    text = "Lagos placed the head of the Benin union under house arrest on Monday."
    events = found(text, "placed", 0.8, kind="COERCE"), found(text, "house arrest", 0.9, kind="COERCE")
    assert triggers(text, *events) == ["house arrest"]


@pytest.mark.parametrize(
    "text",
    [
        "Lagos launched a campaign and opened a probe.",
        "Lagos launched a campaign, then a probe.",
        "Lagos launched a campaign after a probe.",
    ],
)
def test_two_clauses_keep_their_events(text: str) -> None:
    assert triggers(text, found(text, "launched", 0.8), found(text, "probe", 0.9)) == ["launched", "probe"]


def test_other_types_other_actors_and_other_sentences_are_other_events() -> None:
    text = "Lagos launched Benin's probe."
    launched, probe = found(text, "launched", 0.8), found(text, "probe", 0.9)
    assert len(once([launched, found(text, "probe", 0.9, kind="COERCE")], text)) == 2
    assert len(once([launched, found(text, "probe", 0.9, source="Benin")], text)) == 2
    other = Found(sentence=1, trigger=probe.trigger, type="ACCUSE", modality="asserted", source=probe.source)
    assert len(once([launched, other], text)) == 2
