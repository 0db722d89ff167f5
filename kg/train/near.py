"""Sentences that are the same but for a word or two, found through an index and not by comparing each with each.

A sentence is the set of its words (shingles of one word: Broder 1997), so that another order of them is no other
sentence; two are alike by Jaccard's coefficient of the sets. The index holds of each set only its rarest words, as few
as a set that is alike enough must share one of (prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and
Srikant 2007), so that every pair is found and next to no other is looked at.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

LEAST = 0.8
"""Jaccard's coefficient from which on two sentences are near: one different word of nine or more, two of 18 or more."""
_WORD = re.compile(r"\w+")


class Near(Struct, frozen=True):
    """Two sentences by their indices, `first` < `second`."""

    first: int
    second: int
    likeness: float


def shingles(text: str) -> frozenset[str]:
    """The words of a text in lower case."""
    return frozenset(_WORD.findall(text.casefold()))


def near(texts: Sequence[str], least: float = LEAST) -> Iterator[Near]:
    """Every two of `texts` that are at least as alike as `least`, in the order of the second and then the first."""
    sets = [shingles(text) for text in texts]
    counts = Counter(shingle for each in sets for shingle in each)
    index: defaultdict[str, list[int]] = defaultdict(list)
    for second, each in enumerate(sets):
        rarest = sorted(each, key=lambda shingle: (counts[shingle], shingle))
        prefix = rarest[: len(rarest) - math.ceil(least * len(rarest)) + 1]
        for first in sorted({i for shingle in prefix for i in index[shingle]}):
            shared = len(each & sets[first])
            likeness = shared / (len(each) + len(sets[first]) - shared)
            if likeness >= least:
                yield Near(first, second, likeness)
        for shingle in prefix:
            index[shingle].append(second)
