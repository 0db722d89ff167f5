"""Sentences that are nearly the same: every pair is found, as a comparison of each with each finds it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.train.near import near, shingles

SENTENCE = "The foreign minister told reporters in Doha that he had nothing to add."


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (SENTENCE.upper().replace(" ", "  "), True),
        (SENTENCE.replace("Doha", "Cairo"), True),
        ("In Doha the foreign minister told reporters that he had nothing to add.", True),
        (SENTENCE.replace("Doha", "Cairo").replace("nothing", "much"), False),
        ("It rained.", False),
        ("", False),
    ],
)
def test_a_sentence_but_for_a_word_is_near(other: str, found: bool) -> None:
    assert bool(list(near([SENTENCE, other]))) is found


def test_a_pair_has_both_places_and_its_likeness() -> None:
    (pair,) = near(["It rained.", "a b c d", "It snowed.", "a b c d e"])
    assert (pair.first, pair.second, pair.likeness) == (1, 3, 0.8)


@given(st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=9).map(" ".join), max_size=12))
def test_the_index_loses_nothing(texts: list[str]) -> None:
    sets = [shingles(text) for text in texts]
    expected = {
        (i, j) for i, j in combinations(range(len(sets)), 2) if 5 * len(sets[i] & sets[j]) >= 4 * len(sets[i] | sets[j])
    }
    assert {(pair.first, pair.second) for pair in near(texts)} == expected
