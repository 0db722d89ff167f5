"""The words of an article that may stand for an actor: mentions asked about, and names and pronouns between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from kg.extract.actors import Profile, profile
from kg.extract.naming.phrases import Token, tokens
from kg.extract.naming.tables import key, tables
from kg.text.document import Document

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_GROUPS = frozenset({"military", "armed_group", "civilians", "government"})


class Item(Struct, frozen=True):
    """Words from `start` to `end`; `asked`: a mention of an event, which gets an actor."""

    start: int
    end: int
    profile: Profile
    asked: bool


class Candidates:
    """Finds the items of one article."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._entity_starts = [entity.start for entity in document.entities]

    def item(self, start: int, end: int, asked: bool = False) -> Item:
        begin, stop = max(0, start), max(0, end)
        first = max(0, bisect_left(self._entity_starts, begin) - 1)
        last = bisect_left(self._entity_starts, stop)
        entities = [e for e in self._document.entities[first:last] if e.end > begin]
        return Item(start, end, profile(self._document.text[begin:stop], begin, entities), asked)

    def others(self, asked: Sequence[Item], surnames: set[str]) -> Iterator[Item]:
        """What is no event's argument and lies outside of `asked`, but what a later pronoun may stand for."""
        starts = [item.start for item in asked]
        ends = [0]
        for item in asked:
            ends.append(max(ends[-1], item.end))

        for start, end in self._spans(surnames):
            if ends[bisect_left(starts, end)] <= start:
                yield self.item(start, end)

    def _spans(self, surnames: set[str]) -> Iterator[tuple[int, int]]:
        for entity in self._document.entities:
            if entity.label in _NAMES:
                yield entity.start, entity.end
        for sentence in self._document.sentences:
            words = tokens(sentence.text, sentence.start)
            for index, token in enumerate(words):
                if token.capital or token.lower in _telling():
                    span = self._span_at(words, index, surnames)
                    if span is not None:
                        yield span

    def _span_at(self, words: Sequence[Token], index: int, surnames: set[str]) -> tuple[int, int] | None:
        """A pronoun, a surname that the entities miss, a group or a title that the word at `index` belongs to."""
        table = tables()
        token = words[index]
        if token.lower in table.pronouns.male or token.lower in table.pronouns.female:
            return token.start, token.end
        if token.capital and key(token.text) in surnames:
            return None if self._in_entity(token.start) else (token.start, token.end)
        if table.groups.get(token.lower) in _GROUPS:
            first = _group_start(words, index)
            return (words[first].start, token.end) if first < index or index == 0 else None
        if token.lower in table.words.articles and (end := _title_end(words, index)) is not None:
            return token.start, end
        return None

    def _in_entity(self, position: int) -> bool:
        index = bisect_right(self._entity_starts, position) - 1
        return index >= 0 and position < self._document.entities[index].end


@cache
def _telling() -> frozenset[str]:
    """The words in lower case that `_span_at` has a rule for."""
    table = tables()
    groups = (word for word, kind in table.groups.items() if kind in _GROUPS)
    return table.pronouns.male | table.pronouns.female | table.words.articles | frozenset(groups)


def _title_end(words: Sequence[Token], index: int) -> int | None:
    """Where a title that begins with the article at `index` ends, if one does: "the former Russian envoy"."""
    table = tables()
    for token in words[index + 1 : index + 6]:
        if token.lower in table.roles:
            return token.end
        if not (token.word and (token.capital or token.lower in table.titles.modifiers)):
            return None
    return None


def _group_start(words: Sequence[Token], index: int) -> int:
    """Where a group whose head is at `index` begins: "about 200 Rwandan Hutu rebels", "the Syrian army"."""
    table = tables()
    known = table.words.numerals | table.titles.modifiers | table.words.articles
    first = index
    while first > 0 and index - first < 6:
        token = words[first - 1]
        name = token.capital and token.lower not in table.words.stop
        if not (name or token.lower in known or token.lower[0].isdigit()):
            break
        first -= 1
        if token.lower in table.words.articles:
            break
    return first
