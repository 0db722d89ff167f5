"""What is held out, and what is a share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.train.corpus import Located
from kg.train.notation import Marked
from kg.train.splits import BLOCK, Group, flat, folds, groups, share, shuffled

GROUPS = st.lists(st.integers(1, 12), min_size=2, max_size=30)


def made(sizes: list[int]) -> list[Group]:
    """Groups of these sizes, no sentence twice."""
    return [tuple(Marked(f"{group}.{n}", ()) for n in range(size)) for group, size in enumerate(sizes)]


def test_neighbours_stay_together_and_no_sentence_comes_twice() -> None:
    lines = [Located(Path(file), n, Marked(f"{file} {n}", ())) for file in ("a", "b") for n in range(BLOCK + 1)]
    again = Located(Path("b"), 99, Marked("a 0", ()))
    found = groups([*lines, again])
    assert [len(group) for group in found] == [BLOCK, 1, BLOCK, 1]
    assert flat(found) == [line.marked for line in lines]


@given(GROUPS, st.integers(2, 9), st.integers())
def test_each_sentence_is_held_out_once_and_never_learned_then(sizes: list[int], number: int, seed: int) -> None:
    given = shuffled(made(sizes), seed)
    if number > len(given):
        with pytest.raises(UsageError, match="folds of"):
            list(folds(given, number))
        return
    parts = list(folds(given, number))
    assert sorted(s.text for part in parts for s in part.held) == sorted(s.text for s in flat(given))
    for part in parts:
        assert len(part.learned) + len(part.held) == sum(sizes)
        assert not {s.text for s in part.learned} & {s.text for s in part.held}
        assert {s.text.split(".")[0] for s in part.learned}.isdisjoint(s.text.split(".")[0] for s in part.held)


@given(GROUPS, st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_smaller_share_is_in_a_larger_one(sizes: list[int], one: float, other: float) -> None:
    given = made(sizes)
    small, large = flat(share(given, min(one, other))), flat(share(given, max(one, other)))
    assert small
    assert large[: len(small)] == small
    assert len(small) >= min(one, other) * sum(sizes)
    assert flat(share(given, 1)) == flat(given)


@pytest.mark.parametrize("part", [0, -1, 1.1, float("nan")])
def test_a_share_that_is_none(part: float) -> None:
    with pytest.raises(UsageError, match="a share is"):
        share(made([1, 2]), part)


def test_the_seed_decides_the_order() -> None:
    given = made([1] * 20)
    assert shuffled(given, 7) == shuffled(given, 7) != shuffled(given, 8)
    assert sorted(flat(shuffled(given, 7)), key=lambda s: s.text) == sorted(flat(given), key=lambda s: s.text)
