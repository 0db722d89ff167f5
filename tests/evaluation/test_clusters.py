"""Coreference scores, against worked examples of the papers that they come from."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.clusters import MEASURES, Group, add, b_cubed, ceaf_e, muc


def groups(*names: str) -> list[Group]:
    return [frozenset(name) for name in names]


def test_muc_counts_the_links_that_are_missing() -> None:
    # Vilain et al.: key A-B-C-D against A-B, C-D has one of three links too few, and none too many
    tally = muc(groups("ABCD"), groups("AB", "CD"))
    assert tally.recall == (2, 3)
    assert tally.precision == (2, 2)


def test_b_cubed_of_bagga_and_baldwins_two_answers() -> None:
    key = groups("12345", "67", "89abc")
    small = b_cubed(key, groups("12345", "6789abc"))
    large = b_cubed(key, groups("1234589abc", "67"))
    assert small.precision[0] / small.precision[1] == pytest.approx(0.762, abs=0.001)
    assert large.precision[0] / large.precision[1] == pytest.approx(0.583, abs=0.001)
    assert small.recall == (12, 12)


def test_ceaf_matches_each_actor_once() -> None:
    tally = ceaf_e(groups("ABCD"), groups("AB", "CD"))
    assert tally.recall == (pytest.approx(2 * 2 / 6), 1)
    assert tally.precision == (pytest.approx(2 * 2 / 6), 2)


@st.composite
def groupings(draw: st.DrawFn) -> list[Group]:
    homes = draw(st.lists(st.integers(0, 4), min_size=2, max_size=9))
    return [frozenset(m for m, h in enumerate(homes) if h == home) for home in sorted(set(homes))]


@given(groupings())
def test_a_grouping_is_like_itself(own: Sequence[Group]) -> None:
    for name, measure in MEASURES.items():
        alone = all(len(g) == 1 for g in own)
        assert measure(own, own).f1 == pytest.approx(0 if name == "MUC" and alone else 1)


@given(groupings(), groupings())
def test_gold_and_found_change_places(one: Sequence[Group], other: Sequence[Group]) -> None:
    for measure in MEASURES.values():
        there, back = measure(one, other), measure(other, one)
        assert there.recall == pytest.approx(back.precision)


def test_sums_over_articles() -> None:
    tally = add([muc(groups("AB"), groups("AB")), muc(groups("AB"), groups("A", "B"))])
    assert tally.recall == (1, 2)
    assert tally.f1 == pytest.approx(2 / 3)
