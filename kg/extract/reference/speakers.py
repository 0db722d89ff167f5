"""Who speaks: quotations, and the verbs of saying that give them to somebody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby

from msgspec import Struct

from kg.extract.naming.phrases import POSSESSIVES, token_texts
from kg.extract.naming.tables import tables
from kg.text.document import Document

_QUOTE = re.compile(r"[\"“”]|``|''")
_BETWEEN = frozenset({"also", "later", "further", "then", "again", "earlier", "repeatedly", "had", "has", "have"}) | {
    *("was", "is", "today", "yesterday", "on", "who", "himself", "herself")
}
_WINDOW = 110
"""Characters beside a name in which its verb of saying is looked for."""


class Quotes(Struct, frozen=True):
    """The quotations of an article: offsets between the marks, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def around(self, position: int) -> tuple[int, int] | None:
        """The quotation that `position` lies in, or None."""
        index = bisect_right(self.starts, position) - 1
        return (self.starts[index], self.ends[index]) if index >= 0 and position < self.ends[index] else None


def read_quotes(document: Document) -> Quotes:
    """Quotations, paragraph by paragraph: one that is not closed ends with its paragraph."""
    starts: list[int] = []
    ends: list[int] = []
    for _, group in groupby(document.sentences, key=lambda s: s.paragraph):
        block = list(group)
        begin, stop = block[0].start, block[-1].end
        opened: int | None = None
        for mark in _QUOTE.finditer(document.text, max(0, begin - 2), min(len(document.text), stop + 2)):
            if opened is None:
                opened = mark.end()
            else:
                starts.append(opened)
                ends.append(mark.start())
                opened = None
        if opened is not None and opened < stop:
            starts.append(opened)
            ends.append(stop)
    return Quotes(tuple(starts), tuple(ends))


def attributed(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are the subject of a verb of saying: "X said", "X, the envoy, told",
    or after a quotation "said X"."""
    verbs = _reporting(text)
    before, after = max(0, start - _WINDOW), end + _WINDOW
    if _any_within(verbs, end, after) and _says(token_texts(text[end:after])):
        return True
    if not _any_within(verbs, before, start):
        return False
    return _said_before(token_texts(text[before:start]), token_texts(text[end:after]))


def _any_within(positions: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(positions, start) < bisect_left(positions, end)


@lru_cache(maxsize=2)
def _reporting(text: str) -> tuple[int, ...]:
    """Where verbs of saying begin, perhaps inside other words: most windows hold none and need no tokens."""
    return tuple(match.start() for match in _reporting_word().finditer(text))


@cache
def _reporting_word() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(tables().words.reporting)))
    return re.compile(f"(?={words})", re.IGNORECASE)


def says_before(text: str, start: int, end: int) -> bool:
    """Whether the words close a reported clause: "Soldiers had fired, he said"."""
    return text[max(0, start - 4) : start].rstrip()[-1:] == "," and _says(token_texts(text[end : end + _WINDOW]))


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether the words may be the main subject: no preposition or conjunction before them, no "'s" after them."""
    after = text[end : end + 2]
    if after[:1] in {"'", "’", "`"} and after[1:] in {"s", "", " "}:
        return False
    before = token_texts(text[max(0, start - 30) : start])
    words = tables().words
    return not before or (before[-1] not in words.prepositions and before[-1] not in words.subordinators)


def _says(after: Sequence[str]) -> bool:
    words = tables().words
    if after and after[0] in {",", "("}:
        closing = "," if after[0] == "," else ")"
        last = next((i for i, token in enumerate(after[1:], 1) if token == closing), None)
        after = after[last + 1 :] if last is not None else []
        if after and after[0] == ",":
            after = after[1:]
    for token in after[:4]:
        if token in words.reporting:
            return True
        if token not in _BETWEEN and token not in words.months:
            return False
    return False


def _said_before(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "…," said (the) (title) X: a verb of saying after a quotation, and no mark of punctuation up to the name.

    After a mere comma the clause must end with the name: "…, said X." but not "…, said Tehran and Moscow are …".
    """
    words = tables().words
    for i in range(len(before) - 1, max(-1, len(before) - 9), -1):
        token = before[i]
        if token in words.reporting:
            mark = before[i - 1] if i > 0 else ""
            return mark in {'"', "”", "'", "’", "`"} or (mark == "," and (not after or after[0] in {".", ";"}))
        if not token[0].isalnum() and token not in POSSESSIVES:
            return False
    return False
