"""Marked sentences parted for studies: folds that are held out in turn, and shares that hold each other.

What stands together stays together, so that nothing held out is nearly what was learned: the sentences of an article,
and lines of a file that follow each other, as minimal pairs do.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kg.errors import UsageError
from kg.train.corpus import Located
from kg.train.notation import Marked

BLOCK = 10
"""Sentences of a file that stay together."""

Group = tuple[Marked, ...]


class Fold(NamedTuple):
    """Sentences to learn from, and those that are held out."""

    learned: list[Marked]
    held: list[Marked]


def groups(located: Iterable[Located]) -> list[Group]:
    """Every sentence once, with those that stay with it, in the order of the files."""
    found: dict[tuple[str, int | str], list[Marked]] = {}
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for each in located:
        if each.marked.text in seen:
            continue
        seen.add(each.marked.text)
        file = str(each.file)
        number = counts[file] = counts.get(file, -1) + 1
        key = number // BLOCK if each.article is None else each.article.name
        found.setdefault((file, key), []).append(each.marked)
    return [tuple(group) for group in found.values()]


def shuffled(given: Sequence[Group], seed: int) -> list[Group]:
    """The groups in an order that the seed decides."""
    return random.Random(seed).sample(given, len(given))


def share(given: Sequence[Group], part: float) -> list[Group]:
    """The first groups, as many as it takes for this part of the sentences: a smaller share is in a larger one.

    UsageError unless 0 < part <= 1.
    """
    if not 0 < part <= 1:
        raise UsageError(f"a share is more than 0 and at most 1, not {part:g}")
    wanted, taken = part * sum(map(len, given)), 0
    kept: list[Group] = []
    for group in given:
        if taken >= wanted:
            break
        kept.append(group)
        taken += len(group)
    return kept


def folds(given: Sequence[Group], number: int) -> Iterator[Fold]:
    """Each group is held out once. UsageError if there are fewer than two folds, or fewer groups than folds."""
    if not 2 <= number <= len(given):
        raise UsageError(f"{number} folds of {len(given)} groups of sentences: give 2 at least, and no more than those")
    for fold in range(number):
        learned = [group for index, group in enumerate(given) if index % number != fold]
        yield Fold(flat(learned), flat(given[fold::number]))


def flat(given: Iterable[Group]) -> list[Marked]:
    """The sentences of the groups."""
    return list(chain.from_iterable(given))
