from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reports import network
from kg.reports.algorithms import ALGORITHMS


def tie(one: str, other: str, cooperation: int = 0, conflict: int = 0) -> dict[str, Any]:
    ends = {"source": one, "source_name": one.upper(), "target": other, "target_name": other.upper()}
    quads = {"q1": cooperation, "q2": 0, "q3": 0, "q4": conflict}
    return {**ends, "source_country": None, "target_country": None, "events": cooperation + conflict, **quads}


TWO_GROUPS = [
    tie("a", "b", 5), tie("b", "c", 5), tie("c", "a", 5), tie("x", "y", 5), tie("y", "z", 5), tie("z", "x", 5),
    tie("c", "m", 1), tie("m", "x", 1), tie("m", "m", 9),
]  # fmt: skip


def test_the_broker_is_who_joins_two_groups() -> None:
    rows = network.brokers(TWO_GROUPS, top=10)
    assert rows == [
        (1, "M", None, 0.6, 2, 2, "m"),
        (2, "C", None, 0.5333, 3, 11, "c"),
        (3, "X", None, 0.5333, 3, 11, "x"),
    ]


def test_the_most_central_has_the_most_contact() -> None:
    rows = network.central([tie("hub", other, 3) for other in "abcd"] + [tie("p", "q", 50)], top=1)
    assert [(row[0], row[1], row[4], row[5]) for row in rows] == [(1, "HUB", 4, 12)]
    assert network.central([], top=5) == []


def test_communities_are_told_apart() -> None:
    rows = network.communities(TWO_GROUPS, min_size=3, members=2)
    assert {row[0] for row in rows} == {1, 2}
    assert all(row[4] >= 10 for row in rows)
    groups = [{row[6] for row in network.communities(TWO_GROUPS, 3, 9) if row[0] == number} for number in (1, 2)]
    assert {frozenset(group - {"m"}) for group in groups} == {frozenset("abc"), frozenset("xyz")}
    assert network.communities(TWO_GROUPS, min_size=5, members=2) == []


def test_blocs_are_against_each_other() -> None:
    ties = [tie("A", "B", 9, 1), tie("C", "D", 4), tie("A", "C", 1, 6), tie("B", "D", 0, 2), tie("A", "D", 0, 1)]
    assert network.blocs(ties, min_size=2) == [
        (1, 2, "A", 9, 1, 7, ["C", "D"]),
        (1, 2, "B", 9, 1, 2, ["D"]),
        (2, 2, "C", 4, 0, 6, ["A"]),
        (2, 2, "D", 4, 0, 3, ["B", "A"]),
    ]


@pytest.mark.parametrize(
    ("friends", "expected"),
    [
        (("AB",), ("A", "B", "C", "common opponent", 2, -3, -3)),
        (("AC",), ("A", "C", "B", "common opponent", 2, -3, -3)),
        (("BC",), ("B", "C", "A", "common opponent", 2, -3, -3)),
        (("AB", "AC"), ("A", "B", "C", "torn", 2, 2, -3)),
        (("AB", "BC"), ("B", "A", "C", "torn", 2, 2, -3)),
        (("AC", "BC"), ("C", "A", "B", "torn", 2, 2, -3)),
        (("AB", "AC", "BC"), None),
        ((), None),
    ],
)
def test_triads(friends: tuple[str, ...], expected: tuple[Any, ...] | None) -> None:
    ties = [tie(*pair, 2) if pair in friends else tie(*pair, 1, 4) for pair in ("AB", "AC", "BC")]
    assert network.hostile_thirds(ties, top=5) == ([expected] if expected else [])


TIES = st.lists(
    st.builds(tie, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(0, 9), st.integers(0, 9)).filter(
        lambda made: made["events"] > 0
    ),
    max_size=15,
)


@settings(max_examples=25, deadline=None)
@given(TIES, st.randoms(use_true_random=False))
def test_the_order_of_ties_and_of_their_ends_does_not_matter(ties: list[dict[str, Any]], chance: Any) -> None:
    turned = [
        tie(each["target"], each["source"], each["q1"], each["q4"]) if chance.random() < 0.5 else each for each in ties
    ]
    chance.shuffle(turned)
    for run in (
        lambda given: network.central(given, 9),
        lambda given: network.brokers(given, 9),
        lambda given: network.communities(given, 2, 9),
        lambda given: network.blocs(given, 2),
        lambda given: network.hostile_thirds(given, 9),
    ):
        assert run(ties) == run(turned)


@settings(max_examples=25, deadline=None)
@given(TIES)
def test_rows_have_the_columns_that_the_algorithm_gives(ties: list[dict[str, Any]]) -> None:
    options = {"top": 9, "min_size": 2, "members": 3}
    for algorithm in ALGORITHMS.values():
        if algorithm.function.startswith("kg.reports.network:"):
            taken = [tuple(each[name] for name in algorithm.takes) for each in ties]
            assert all(len(row) == len(algorithm.gives) for row in algorithm.rows(taken, options))
