from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import encoder
from kg.extract.pairs import Pair, relate, wrong_span
from kg.model import PloverType

TEXT = "Iran’s army shelled a Kurdish base in northern Iraq."


def answered(text: str, source: str | None, target: str | None) -> tuple[PloverType, str | None]:
    """Type and trigger of what the words of `source` do to those of `target`."""

    def span(words: str | None) -> tuple[int, int] | None:
        return None if words is None else (text.index(words), text.index(words) + len(words))

    answer = relate(Pair(id="1", text=text, source=span(source), target=span(target)), encoder.load())
    assert answer.id == "1"
    assert answer.cameo.isdigit()
    assert answer.rule.startswith(encoder.version())
    if answer.trigger:
        assert text[answer.trigger.start : answer.trigger.end] == answer.trigger.text
    return answer.type, answer.trigger.text if answer.trigger else None


def test_what_one_does_to_the_other() -> None:
    assert answered(TEXT, "Iran’s army", "Kurdish base") == ("ASSAULT", "shelled")
    assert answered("The minister met the Turkish envoy.", "The minister", "the Turkish envoy") == ("CONSULT", "met")


def test_the_answer_is_about_the_pair_that_is_given() -> None:
    text = "France condemned Russia, while Germany sent Ukraine 40 trucks of medicine."
    assert answered(text, "France", "Russia") == ("ACCUSE", "condemned")
    assert answered(text, "Germany", "Ukraine") == ("AID", "sent")


def test_what_is_still_to_come_is_an_intention() -> None:
    """A pair has no modality: CAMEO codes the intention to meet as 03, to visit as 042 only once it is done."""
    text = "The Jordanian foreign minister {} Turkey on Monday."
    assert answered(text.format("visited"), "The Jordanian foreign minister", "Turkey")[0] == "CONSULT"
    assert answered(text.format("will visit"), "The Jordanian foreign minister", "Turkey")[0] == "AGREE"


def test_a_trigger_is_whole_words() -> None:
    """The encoder reads "shelled" in two pieces."""
    assert len(encoder.load().encode("shelled").words) > 3
    assert answered("Rebels shelled the town.", "Rebels", "the town") == ("ASSAULT", "shelled")


@pytest.mark.parametrize(("source", "target"), [(None, "Kurdish base"), ("Iran’s army", None), (None, None)])
def test_a_side_that_is_not_given(source: str | None, target: str | None) -> None:
    assert answered(TEXT, source, target)[0] == "ASSAULT"


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=50), data=st.data())
def test_there_is_always_one_answer(text: str, data: st.DataObject) -> None:
    span = st.tuples(st.integers(0, 60), st.integers(0, 60)) | st.none()
    pair = Pair(id="1", text=text, source=data.draw(span), target=data.draw(span))
    assert relate(pair, encoder.load()).type != "STATEMENT"


@pytest.mark.parametrize(
    ("span", "right"),
    [(None, True), ((0, 1), True), ((0, 3), True), ((0, 4), False), ((1, 1), False), ((2, 1), False), ((3, 9), False)],
)
def test_spans_that_hold_no_character(span: tuple[int, int] | None, right: bool) -> None:
    for pair in (Pair(id="1", text="Iri", source=span), Pair(id="1", text="Iri", target=span)):
        assert (wrong_span(pair) is None) == right
