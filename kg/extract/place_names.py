"""Where a text names places: what the named-entity recogniser marks, mended with the gazetteer.

Peoples ("Iranian") count as mentions of their country, and so does the place in the name of an organisation ("Alexandria
Police"), as in the corpora that geoparsers are measured on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kg.extract.countries import country_of, is_demonym
from kg.extract.gazetteer import Candidate, Gazetteer, fold
from kg.text.document import Document, Entity

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "FAC", "NORP"})
_WORD = re.compile(r"(?:[^\W\d_]\.){2,6}|[^\W\d_]+(?:['’`](?!s\b)[^\W\d_]+)*\.?")
_RUN_GAP = re.compile(r"[ \t\xa0]?\n?[ \t\xa0]?|-|\. ?")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|around|across|towards?|via|through|into|between|inside|throughout|within|both)"
    r" (?:the |central |downtown |northern |southern |eastern |western |nearby )?$"
)
_AFTER_STATE = re.compile(r"[A-Za-z.'’ -]{2,40}, ?$")
_DATELINE_TAIL = re.compile(r"(?:, [^\n]{2,40}?)?(?: \([^)\n]{1,40}\))? ?(?:--|[-–—_\x97:])")
_INSTITUTION = re.compile(
    r"\b(?:schools?|academy|hotel|inn|motel|cent(?:er|re)|mall|apartments?|church|cathedral|chapel|restaurant|caf[eé]|"
    r"theat(?:er|re)|hall|house|museum|library|gallery|club|store|shop|plaza|arena|bar|pub|bank|station|jail|prison|"
    r"cemetery|festival|headquarters|office|building|tower|towers|room|district|unit|exit|suite|clinic)s?\W*$",
    re.IGNORECASE,
)
_CONNECTORS = frozenset(
    {"al", "el", "as", "ad", "an", "ar", "ash", "az", "ez", "de", "del", "du", "la", "le", "of", "upon", "on"}
)
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sgt", "lt", "capt", "col", "gen", "sen", "rep", "gov", "judge", "officer", "sheriff",
                     "president", "mayor", "detective", "coach", "rev", "chief", "justice", "minister", "sir", "lady", "lord"))  # fmt: skip
_LONGEST = 5
"""Words in a name that the scan looks for."""
_TOWN, _LARGE = 10_000, 100_000
"""People a populated place must have to be taken from an organisation's name, and from bare words after "in"."""


class Name(Struct, frozen=True):
    """Words that name a place: offsets into the text; `words` without article and possessive."""

    words: str
    start: int
    end: int
    label: str


def find_names(document: Document, gazetteer: Gazetteer) -> list[Name]:
    """In the order of the text; they do not overlap."""
    surnames = {
        entity.text.split()[-1]
        for entity in document.entities
        if entity.label == "PERSON" and " " in entity.text.strip()
    }
    names = [name for entity in document.entities for name in _from_entity(document.text, entity, surnames, gazetteer)]
    known = {fold(name.words) for name in names if name.label != "FAC"}
    names += _scanned(document, names, known, gazetteer)
    return sorted(names, key=lambda name: name.start)


def _from_entity(text: str, entity: Entity, surnames: set[str], gazetteer: Gazetteer) -> Iterator[Name]:
    start, end = _trimmed(text, entity.start, entity.end)
    words = text[start:end]
    if not words or not any(c.isalpha() for c in words):
        return
    if entity.label == "NORP" and is_demonym(words):
        yield Name(words, start, end, "NORP")
    elif entity.label in ("GPE", "LOC"):
        person = words in surnames and not _LOCATIVE.search(text, max(0, start - 40), start)
        if not person and words[0].isupper() and (entity.label == "GPE" or not _INSTITUTION.search(words)):
            yield Name(words, start, end, entity.label)
    elif entity.label == "FAC" and (gazetteer.lookup(words) or not _INSTITUTION.search(words)):
        yield Name(words, start, end, "FAC")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without a leading article, a possessive and marks at the ends; the first line only."""
    words = text[start:end]
    lead = re.match(r"(?:[^\w]|[Tt]he\s)*", words)
    start += lead.end() if lead else 0
    words = text[start:end].split("\n", 1)[0]
    words = re.sub(r"(?:['’]s?|[^\w.)])+$", "", words)
    return start, start + len(words)


def _scanned(document: Document, names: list[Name], known: set[str], gazetteer: Gazetteer) -> Iterator[Name]:
    """Names that the recogniser missed or hid in the name of an organisation."""
    taken = {position for name in names for position in (name.start, name.end - 1)}
    labels = [(entity.start, entity.end, entity.label) for entity in document.entities]
    at = 0
    for run in _runs(document.text):
        first = 0
        while first < len(run):
            found = _longest(document.text, run, first, gazetteer)
            if found is None:
                first += 1
                continue
            last, candidates = found
            start, end = run[first][0], run[last][1]
            while at < len(labels) and labels[at][1] <= start:
                at += 1
            around = labels[at] if at < len(labels) and labels[at][0] < end else None
            if not taken.isdisjoint(range(start, end)):
                first += 1
                continue
            name = Name(document.text[start:end], start, end, around[2] if around else "")
            if _is_place(document.text, name, around, candidates, known, run, first, last):
                yield name
                first = last + 1
            else:
                first += 1


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Words with capitals that follow each other, as offsets; connectors ("al", "of") only between them."""
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        joined = bool(run) and _RUN_GAP.fullmatch(text, run[-1][1], start) is not None
        if run and not joined:
            yield _without_tail(text, run)
            run = []
        if text[start].isupper() or (run and match[0] in _CONNECTORS):
            run.append((start, end))
        elif run:
            yield _without_tail(text, run)
            run = []
    if run:
        yield _without_tail(text, run)


def _without_tail(text: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    while text[run[-1][0]].islower():
        run.pop()
    return run


def _longest(
    text: str, run: list[tuple[int, int]], first: int, gazetteer: Gazetteer
) -> tuple[int, tuple[Candidate, ...]] | None:
    for last in range(min(first + _LONGEST, len(run)) - 1, first - 1, -1):
        words = text[run[first][0] : run[last][1]]
        if words[0].isupper() and len(words) < 60 and (len(words) > 2 or words.isupper()):
            candidates = gazetteer.lookup(words)
            if candidates or (first == last and is_demonym(words)):
                return last, candidates
    return None


def _is_place(
    text: str,
    name: Name,
    around: tuple[int, int, str] | None,
    candidates: tuple[Candidate, ...],
    known: set[str],
    run: list[tuple[int, int]],
    first: int,
    last: int,
) -> bool:
    country = country_of(name.words) is not None and not any(c.kind == "city" and c.rank == 1 for c in candidates[:1])
    before = text[run[first - 1][0] : run[first - 1][1]].rstrip(".").casefold() if first else ""
    if before in _TITLES:
        return False
    if around and around[2] == "PERSON" and (name.start, name.end) != around[:2]:
        return False
    if is_demonym(name.words):
        return True
    if around and around[2] in ("DATE", "TIME", "MONEY", "LANGUAGE", "PERCENT", "CARDINAL"):
        return False
    whole = first == 0 and last == len(run) - 1
    if fold(name.words) in known and (whole or (around is not None and around[2] in _NAME_LABELS)):
        return True
    own = [c for c in candidates if c.rank]
    people = max((c.population for c in own if c.kind == "city"), default=0)
    region = any(c.level <= 2 and c.kind != "city" for c in own) or any(c.kind in ("water", "region") for c in own)
    if around and around[2] in _NAME_LABELS:
        inside = text[around[0] : name.start].strip().casefold()
        leads = inside in ("", "the") or inside.endswith((" of", " of the", " in", " at"))
        return leads and (country or region or people >= _TOWN)
    if _LOCATIVE.search(text, max(0, name.start - 40), name.start) and whole:
        return country or region or people >= _TOWN
    if name.words.isupper() and whole and _DATELINE_TAIL.match(text, name.end):
        return bool(own)
    return whole and (country or people >= _LARGE and " " in name.words)
