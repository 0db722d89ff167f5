"""Decoding, on probabilities that the tests make up."""

from __future__ import annotations

import re

import numpy as np
import pytest

from kg.extract.encoder import Encoded, Floats, Roles
from kg.extract.events import Decoding, decode, entities_of, triggers
from kg.extract.labels import MODALITIES, ROLES, TRIGGER_TYPES, TYPES
from kg.extract.spans import Thresholds
from kg.model import Article
from kg.text.document import Document, Entity, Sentence

LIMITS = Thresholds(
    trigger=dict.fromkeys(TYPES, 0.6), role=dict.fromkeys(ROLES, 0.5), mean=0.4, behind=0.5, continues=0.35, begins=0.5
)


def encoded(text: str, marked: dict[str, tuple[str, float]]) -> Encoded:
    """Every word one piece; the words of `marked` have that type with that probability."""
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    chances: Floats = np.zeros((len(words) + 2, len(TRIGGER_TYPES)), np.float32)
    chances[:, 0] = 1
    for k, (a, b) in enumerate(words, 1):
        kind, chance = marked.get(text[a:b], ("NONE", 1.0))
        chances[k] = 0
        chances[k, 0] = 1 - chance
        chances[k, TRIGGER_TYPES.index(kind)] = chance
    offsets = [(0, 0), *words, (0, 0)]
    return Encoded(offsets, [None, *range(len(words)), None], np.zeros((len(offsets), 384), np.float32), chances)


def found(text: str, marked: dict[str, tuple[str, float]]) -> list[tuple[str, str]]:
    """Words and type of each trigger."""
    pieces = encoded(text, marked)
    return [
        (text[pieces.offsets[t.start][0] : pieces.offsets[t.end - 1][1]], TRIGGER_TYPES[t.type])
        for t in triggers(text, pieces, LIMITS)
    ]


def test_a_word_that_is_probable_enough_is_a_trigger() -> None:
    assert found("Iran met Iraq.", {"met": ("CONSULT", 0.7)}) == [("met", "CONSULT")]
    assert found("Iran met Iraq.", {"met": ("CONSULT", 0.5)}) == []
    assert found("Iran met Iraq.", {}) == []


def test_words_side_by_side_of_one_type_are_one_trigger() -> None:
    one = {"broke": ("REJECT", 0.9), "off": ("REJECT", 0.4)}
    assert found("They broke off talks.", one) == [("broke off", "REJECT")]
    two = {"urged": ("REQUEST", 0.9), "talks": ("CONSULT", 0.9)}
    assert found("They urged talks.", two) == [("urged", "REQUEST"), ("talks", "CONSULT")]
    apart = {"met": ("CONSULT", 0.9), "talks": ("CONSULT", 0.9)}
    assert found("They met for talks.", apart) == [("met", "CONSULT"), ("talks", "CONSULT")]


def test_a_hyphen_joins_and_a_comma_parts() -> None:
    both = {"cross": ("ASSAULT", 0.9), "fire": ("ASSAULT", 0.9)}
    assert found("A cross-fire began.", both) == [("cross-fire", "ASSAULT")]
    assert found("A cross, fire began.", both) == [("cross", "ASSAULT"), ("fire", "ASSAULT")]


def test_punctuation_is_no_trigger() -> None:
    assert found("Iran met – Iraq.", {"–": ("CONSULT", 0.99), ".": ("CONSULT", 0.99)}) == []


def filled(text: str, slots: dict[str, list[str]], modality: str = "asserted") -> Roles:
    """What the event head would say if these words, each said once in the text, filled these slots."""
    words = encoded(text, {}).offsets
    roles = np.full((len(words), len(ROLES), 2), 0.01, np.float32)
    for slot, spans in slots.items():
        for span in spans:
            start = text.index(span)
            inside = [k for k, (a, b) in enumerate(words) if a < start + len(span) and start < b]
            roles[inside, ROLES.index(slot), 0] = 0.9
            roles[inside[0], ROLES.index(slot), 1] = 0.9
    chances = np.full(len(MODALITIES), 0.02, np.float32)
    chances[MODALITIES.index(modality)] = 0.92  # type: ignore[arg-type]
    return Roles(roles, chances, np.zeros(384, np.float32))


BEFORE = "Samba 65. "
HOW = Decoding(LIMITS)


def decoded(
    text: str, trigger: str, slots: dict[str, list[str]], modality: str = "asserted", how: Decoding = HOW
) -> dict[str, list[str]]:
    """The words of each slot of the one event, by their offsets into an article that begins otherwise."""
    whole = BEFORE + text
    sentence = Sentence(text, len(BEFORE), len(whole), 0)
    names = [Entity(m[0], m.start(), m.end(), "PERSON") for m in re.finditer(r"(?:[A-Z]\w+ )[A-Z]\w+", whole)]
    document = Document(Article(id="a", text=whole), whole, (sentence,), tuple(names))
    pieces = encoded(text, {trigger: ("CONSULT", 0.9)})
    (only,) = triggers(text, pieces, LIMITS)
    event = decode(document, 0, pieces, only, filled(text, slots, modality), how)
    assert (event.sentence, event.type, event.modality) == (0, "CONSULT", modality)
    assert whole[event.trigger.start : event.trigger.end] == trigger
    assert event.scores == pytest.approx({"trigger": 0.9, "type": 0.9, "modality": 0.92}, abs=1e-3)
    every = {name: getattr(event, name) for name in ROLES}
    return {name: [whole[a.start : a.end] for a in spans] for name, spans in every.items() if spans}


def test_slots_become_spans_of_the_article() -> None:
    text = "The Iranian minister met two Russian envoys in Tehran on Tuesday, officials said."
    slots = {
        "source": ["The Iranian minister"],
        "target": ["two Russian envoys"],
        "place": ["in Tehran"],
        "date": ["on Tuesday"],
        "speaker": ["officials"],
    }
    answer = decoded(text, "met", slots)
    assert [answer[name][0].split()[-1] for name in ROLES] == ["minister", "envoys", "Tehran", "Tuesday", "officials"]
    assert answer["place"] == ["Tehran"]


@pytest.mark.parametrize("modality", MODALITIES)
def test_modality(modality: str) -> None:
    decoded("The minister met two envoys.", "met", {"source": ["minister"]}, modality)


def test_what_a_span_is_widened_to() -> None:
    """To all of a name, unless that is switched off; to other phrases only where some are given."""
    text, cut = "The envoy met Vladimir Putin of Russia.", {"target": ["Vladimir"]}
    assert decoded(text, "met", cut)["target"] == ["Vladimir Putin"]
    assert decoded(text, "met", cut, how=Decoding(LIMITS, names=False))["target"] == ["Vladimir"]
    phrase = (text.index("Vladimir"), text.index("."))
    assert decoded(text, "met", cut, how=Decoding(LIMITS, phrases={text: [phrase]}))["target"] == [
        "Vladimir Putin of Russia"
    ]


def test_two_that_share_both_slots_are_parted() -> None:
    """A reciprocal event marks each side as both."""
    text = "Hassan Rouhani and Vladimir Putin met."
    both = ["Hassan Rouhani", "Vladimir Putin"]
    answer = decoded(text, "met", {"source": both, "target": both})
    assert answer == {"source": ["Hassan Rouhani"], "target": ["Vladimir Putin"]}


def test_a_quotation_names_nobody_who_takes_part_in_what_is_told_outside_of_it() -> None:
    text = '"Russia and its friends stand together," the minister said, and met two envoys.'
    sides = {"source": ["the minister"], "target": ["Russia", "two envoys"]}
    assert decoded(text, "met", sides)["target"] == ["two envoys"]
    assert decoded(text, "met", {"target": ["Russia"]})["target"] == ["Russia"]
    name = 'The "Islamic State" met two envoys.'
    assert decoded(name, "met", {"source": ["Islamic State"], "target": ["two envoys"]})["source"] == ["Islamic State"]


def test_at_least_belongs_to_a_number() -> None:
    text = "At least 20 demonstrators were beaten at Central Station."
    slots = decoded(text, "beaten", {"target": ["At least 20 demonstrators"], "place": ["at Central Station"]})
    assert (slots["target"], slots["place"]) == (["At least 20 demonstrators"], ["Central Station"])


def test_a_name_is_never_cut() -> None:
    assert decoded("Ali Shamkhani met envoys.", "met", {"source": ["Shamkhani"]}) == {"source": ["Ali Shamkhani"]}


def test_the_entities_of_a_sentence() -> None:
    entities = tuple(Entity("x", start, start + 1, "ORG") for start in (0, 4, 5, 9, 10))
    document = Document(Article(id="a", text="x" * 11), "x" * 11, (), entities)
    assert [e.start for e in entities_of(document, Sentence("xxxxx", 5, 10, 0))] == [5, 9]
