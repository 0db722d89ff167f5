"""Where a text names places, by the named-entity recogniser.

Peoples ("Iranian") count as mentions of their country, as in the corpora that geoparsers are measured on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kg.extract.countries import country_of, is_demonym
from kg.extract.gazetteer import Gazetteer
from kg.extract.toponyms.words import word_lists
from kg.text.document import Document, Entity

LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|around|across|towards?|via|through|into|between|inside|throughout|within)"
    r" (?:the |central |downtown |northern |southern |eastern |western |nearby )?$"
)
REACH = 40
"""Characters before a name in which a preposition is looked for."""

NEXT_WORD = re.compile(r"(?:'s|’s)? ?([^\W\d_]{1,30})")
_LEAD = re.compile(r"(?:[^\w]|[Tt]he\s|(?:[DRI]|DFL)-)*")
_MARKS = " \t\n\xa0'’‘`\",;:!?-–—_/(["
_MORE = re.compile(r"[\s-][^\W\d_]+")
_RUN = re.compile(r"(?:[\s-][a-z]{1,4}){0,2}[\s-][A-Z][^\W\d_]+")
_LARGE = 1_000_000
"""People of a town that may speak for itself: "Karachi said"."""


class Name(Struct, frozen=True):
    """Words that name a place: offsets into the text; `words` without article and possessive."""

    words: str
    start: int
    end: int
    label: str


def names_of_entities(document: Document, gazetteer: Gazetteer) -> list[Name]:
    """In the order of the text; they do not overlap."""
    surnames = {
        entity.text.split()[-1]
        for entity in document.entities
        if entity.label == "PERSON" and " " in entity.text.strip()
    }
    following = [*(entity.start for entity in document.entities[1:]), len(document.text)]
    return [
        _extended(document.text, name, limit, gazetteer)
        for entity, limit in zip(document.entities, following, strict=False)
        for name in _from_entity(document.text, entity, surnames, gazetteer)
    ]


def _from_entity(text: str, entity: Entity, surnames: set[str], gazetteer: Gazetteer) -> Iterator[Name]:
    start, end = trimmed(text, entity.start, entity.end)
    words = text[start:end]
    if not words or not (words[0].isupper() or any(c.isdigit() for c in words)):
        return
    if entity.label == "NORP":
        if is_demonym(words):
            yield Name(words, start, end, "NORP")
    elif entity.label in ("GPE", "LOC"):
        if not _is_person(text, words, start, end, surnames, gazetteer) and not _is_institution(words):
            yield Name(words, start, end, entity.label)
    elif entity.label == "FAC" and (gazetteer.lookup(words) or not _is_institution(words)):
        yield Name(words, start, end, "FAC")


def _extended(text: str, name: Name, limit: int, gazetteer: Gazetteer) -> Name:
    """With the next words where they make a name of the gazetteer: the recogniser may stop too early ("Dar" es Salaam,
    "Sri" Lankan)."""
    if name.label not in ("GPE", "LOC"):
        return name
    ends = [more.end() for more in _MORE.finditer(text, name.end, min(limit, name.end + REACH))]
    for end in reversed(ends[:3]):
        words = text[name.start : end]
        if _RUN.fullmatch(words, len(name.words)) and (
            is_demonym(words) or any(c.rank for c in gazetteer.lookup(words))
        ):
            return Name(words, name.start, end, name.label)
    return name


def _is_person(text: str, words: str, start: int, end: int, surnames: set[str], gazetteer: Gazetteer) -> bool:
    """A bare surname that was taken for a town: "Wilson said"."""
    if country_of(words) or " " in words or LOCATIVE.search(text, max(0, start - REACH), start):
        return False
    if words in surnames:
        return True
    after = NEXT_WORD.match(text, end)
    large = any(c.population >= _LARGE or c.level < 3 for c in gazetteer.lookup(words)[:1])
    return after is not None and after[1] in word_lists().sayings and not large


def _is_institution(words: str) -> bool:
    last = re.findall(r"[^\W\d_]+", words.casefold())[-1:]
    return not last or (len(words.split()) > 1 and last[0] in word_lists().institutions)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without a leading article or party ("D-"), a possessive, "-led" and marks at the ends; one block only."""
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    words = text[start:end].split("\n\n", 1)[0].rstrip(_MARKS)
    words = words.removesuffix("'s").removesuffix("’s").rstrip(_MARKS)
    head, _, tail = words.rpartition("-")
    if head and tail in word_lists().compounds:
        words = head
    return start, start + len(words)
