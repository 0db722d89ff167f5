"""Events across articles: the gold, and that order, repetition and batches do not matter."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluation.event_pairs import Story, stories
from kg.evaluation.event_resolution import Half, counts, judge
from kg.resolve.event_mentions import EventMention, numbers
from kg.resolve.events import event_key, resolve_events, resolve_touched
from kg.resolve.same_event import likeness
from kg.settings import data

Events = set[frozenset[tuple[str, str]]]


@pytest.fixture(scope="module")
def told() -> list[Story]:
    return stories("dev")


@pytest.fixture(scope="module")
def mentions(told: list[Story]) -> list[EventMention]:
    return [mention for story in told for mention in story.mentions]


def _keys(events: list[tuple[EventMention, ...]]) -> Events:
    return {frozenset((mention.id, mention.article) for mention in event) for event in events}


@pytest.mark.parametrize("half", ["dev", "test"])
def test_the_gold_stays_above_its_floor(half: Half) -> None:
    floor = msgspec.json.decode(data("gold", "events", "floor.json").read_bytes(), type=dict[str, float])
    verdicts = judge(half)
    assert counts(verdicts.pairs).f1 >= floor[half] >= 0.85
    assert not verdicts.across


def test_the_gold_is_large_and_about_half_of_it_is_the_same(told: list[Story]) -> None:
    same = [same for story in [*told, *stories("test")] for _, _, same in story.pairs()]
    assert len(same) >= 300
    assert 0.4 <= sum(same) / len(same) <= 0.6


@settings(deadline=None, max_examples=5)
@given(st.randoms(use_true_random=False), st.integers(0, 30))
def test_neither_order_nor_repetition_matters(mentions: list[EventMention], chance: random.Random, again: int) -> None:
    shuffled = [*mentions, *mentions[:again]]
    chance.shuffle(shuffled)
    assert resolve_events(shuffled) == resolve_events(mentions)


@settings(deadline=None, max_examples=5)
@given(st.randoms(use_true_random=False))
def test_what_comes_or_goes_changes_only_the_events_that_are_looked_at(
    mentions: list[EventMention], chance: random.Random
) -> None:
    changed = chance.sample(mentions, 8)
    rest = [mention for mention in mentions if mention not in changed]
    for corpus, before in ((mentions, rest), (rest, mentions)):
        events, again = resolve_touched(changed, corpus)
        looked = {(mention.id, mention.article) for mention in again}
        kept = {event for event in _keys(resolve_events(before)) if not event & looked}
        gone = {(mention.id, mention.article) for mention in changed}
        assert _keys(events) | {event for event in kept if not event & gone} == _keys(resolve_events(corpus))
        assert len(again) < len(mentions) / 2


def test_likeness_does_not_depend_on_the_side(told: list[Story]) -> None:
    for story in told:
        for one, other, _ in story.pairs():
            a, b = story.mentions[one], story.mentions[other]
            assert (x := likeness(a, b)) == (y := likeness(b, a)) or (x and y and x.points == y.points)


def test_an_analyst_outweighs_the_score(mentions: list[EventMention]) -> None:
    event = next(event for event in resolve_events(mentions) if len(event) == 2)
    other = next(each for each in resolve_events(mentions) if len(each) == 1)
    one, two = event[0].id, event[1].id
    apart = _keys(resolve_events(mentions, different=[(one, two)]))
    assert not any({one, two} <= {key for key, _ in each} for each in apart)
    joined = _keys(resolve_events(mentions, same=[(one, other[0].id)]))
    assert any({one, other[0].id} <= {key for key, _ in each} for each in joined)


def test_the_key_is_that_of_the_first_mention(mentions: list[EventMention]) -> None:
    assert event_key(mentions[::-1]) == min(mention.id for mention in mentions)


def test_numbers_are_not_those_of_dates() -> None:
    assert numbers("On 12 May 2018 some 147 people and 2,300 sheep fell; 15th June, July 16.") == {"147", "2,300"}
