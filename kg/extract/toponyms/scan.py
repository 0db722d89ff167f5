"""Names of places that the entity recogniser misses, or hides in the name of an organisation or a person.

The place in the name of an organisation counts as a mention ("Alexandria Police"), as in the corpora that geoparsers
are measured on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.countries import is_demonym
from kg.extract.gazetteer import Candidate, Gazetteer
from kg.extract.toponyms.names import LOCATIVE, NEXT_WORD, REACH, Name
from kg.extract.toponyms.spelling import fold
from kg.extract.toponyms.words import word_lists
from kg.text.document import Document, Entity

_WORD = re.compile(r"(?:[A-Z][a-z]{0,2}\.){2,6}|[^\W\d_]+(?:['’`](?!s\b)[^\W\d_]+)*\.?")
_ABBREVIATION = re.compile(r"(?:.*\. ?)?[^\W\d_]{1,5}\.")
_ARABIC = frozenset({"al", "el"})
_RUN_GAP = re.compile(r"[ \t\xa0]{1,2}|\n|-")
_WORD_BEFORE = re.compile(r"\b([a-z]+) (?:the )?$")
_PARTY = re.compile(r"\b(?:[DRI]|DFL)-$")
_DATELINE_TAIL = re.compile(r"(?:, [^\n]{2,40}?)?(?: \([^)\n]{1,40}\))? ?(?:--|[-–—_\x97:])")
_NOT_NAMES = frozenset({"DATE", "TIME", "MONEY", "LANGUAGE", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_LONGEST = 5
"""Words in a name that the scan looks for."""
_TOWN, _LARGE = 10_000, 100_000
"""People a populated place must have to be taken from an organisation's name, and to be taken without any hint."""
_CONNECTORS = frozenset(
    ("al", "el", "as", "ad", "an", "ar", "ash", "az", "ez", "es", "de", "del", "du", "la", "le", "of", "on", "upon")
)


def scan(document: Document, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names besides `names`, which are those of the entities; in the order of the text."""
    return list(_Scan(document, names, gazetteer).names())


class _Scan:
    """Finds names that the recogniser missed or hid in the name of an organisation or a person."""

    def __init__(self, document: Document, names: Sequence[Name], gazetteer: Gazetteer) -> None:
        self._text = document.text
        self._entities = document.entities
        self._lookup = gazetteer.lookup
        self._known = {fold(name.words) for name in names if name.label in ("GPE", "LOC")}
        self._starts = [name.start for name in names]
        self._ends = [name.end for name in names]
        self._dateline = document.dateline.place if document.dateline else None
        running = [(sentence.start, sentence.end) for sentence in document.sentences]
        self._stretches = sorted([*([self._dateline] if self._dateline else []), *running])

    def names(self) -> Iterator[Name]:
        at = 0
        for run in self._runs():
            first = 0
            while first < len(run):
                while at < len(self._entities) and self._entities[at].end <= run[first][0]:
                    at += 1
                name = self._name(run, first, self._entities[at] if at < len(self._entities) else None)
                if name is None:
                    first += 1
                    continue
                yield name
                while first < len(run) and run[first][0] < name.end:
                    first += 1

    def _runs(self) -> Iterator[list[tuple[int, int]]]:
        """Words with capitals that follow each other, as offsets; connectors ("al", "of") only between them."""
        for start, end in self._stretches:
            run: list[tuple[int, int]] = []
            for match in _WORD.finditer(self._text, start, end):
                capital = match[0][0].isupper()
                if run and not (
                    (capital or match[0] in _CONNECTORS) and _RUN_GAP.fullmatch(self._text, run[-1][1], match.start())
                ):
                    yield self._without_tail(run)
                    run = []
                if capital or run or (match[0] in _ARABIC and self._text[match.end() : match.end() + 1] == "-"):
                    run.append(match.span())
            if run:
                yield self._without_tail(run)

    def _without_tail(self, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
        while run and self._text[run[-1][0]].islower():
            run.pop()
        return run

    def _name(self, run: list[tuple[int, int]], first: int, entity: Entity | None) -> Name | None:
        start = run[first][0]
        for last in range(min(first + _LONGEST, len(run)) - 1, first - 1, -1):
            end = run[last][1]
            words = self._text[start:end]
            if not (words[0].isupper() or words[:3] in ("al-", "el-")) or len(words) > 80 or self._taken(start, end):
                continue
            candidates = self._lookup(words)
            if (not candidates and not is_demonym(words)) or words.startswith(("The ", "THE ")):
                continue
            around = entity if entity is not None and entity.start < end else None
            if words.endswith(".") and not _ABBREVIATION.fullmatch(words):
                words, end = words[:-1], end - 1
            name = Name(words, start, end, around.label if around else "")
            if self._is_place(name, candidates, around, run, first, last):
                return name
            return None
        return None

    def _taken(self, start: int, end: int) -> bool:
        after = bisect_right(self._ends, start)
        return after < len(self._starts) and self._starts[after] < end

    def _is_place(
        self,
        name: Name,
        candidates: Sequence[Candidate],
        around: Entity | None,
        run: list[tuple[int, int]],
        first: int,
        last: int,
    ) -> bool:
        text, lists = self._text, word_lists()
        label = around.label if around else ""
        if self._dateline and self._dateline[0] <= name.start < self._dateline[1]:
            return True
        key = fold(name.words)
        before = text[run[first - 1][0] : run[first - 1][1]].rstrip(".").casefold() if first else ""
        if label in _NOT_NAMES or before in lists.titles or key in lists.no_places:
            return False
        if around and label == "PERSON" and " " in around.text and (name.start, name.end) != (around.start, around.end):
            return False
        if is_demonym(name.words):
            return label != "PERSON"
        own = [c for c in candidates if c.rank or " " in key or c.population >= _LARGE]
        if name.words.isupper() and len(name.words) <= 3:
            own = [c for c in own if c.rank == 2 or c.kind == "country"]
        if not own and key not in self._known:
            return False
        country = any(c.kind == "country" for c in own)
        region = any(c.level <= 2 or c.kind in ("water", "region") for c in own)
        people = max((c.population for c in own if c.kind == "city"), default=0)
        found = NEXT_WORD.match(text, name.end)
        after = found[1] if found else ""
        whole = first == 0 and last == len(run) - 1
        if _PARTY.search(text, max(0, name.start - 5), name.start):
            return True
        if around and label != "PERSON":
            inside = text[around.start : name.start].strip().casefold()
            leads = (
                inside in ("", "the") or inside.endswith((" of", " of the", " in", " at")) or inside in lists.directions
            )
            strong = country or region or people >= _TOWN or key in self._known
            return (leads and (strong or after.casefold() in lists.civic | lists.of_a_town)) or key in self._known
        if whole and key in self._known:
            return True
        if first == 0 and after.casefold() in lists.civic and (last < len(run) - 1):
            return country or region or people >= _TOWN
        if not whole:
            return False
        earlier = _WORD_BEFORE.search(text, max(0, name.start - REACH), name.start)
        taken = earlier is not None and earlier[1] in lists.taking
        if taken or after in lists.of_a_town or LOCATIVE.search(text, max(0, name.start - REACH), name.start):
            return country or region or people >= (0 if after in lists.of_a_town else _TOWN)
        if name.words.isupper() and _DATELINE_TAIL.match(text, name.end):
            return True
        return country or (people >= _LARGE and " " in name.words)
