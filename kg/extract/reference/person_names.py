"""Where an article has a person's name: by the entity recogniser, mended, and by the mentions of its events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.extract.actors import Profile, profile
from kg.extract.countries import country_of
from kg.extract.naming.phrases import tokens
from kg.extract.naming.tables import tables
from kg.text.document import Document, Entity

_PLACE_BEFORE = re.compile(r"\b(?:in|near|(?:city|town|village|province|region|district|port) of)\s+$")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)(?![^\W_])")


class PersonName(NamedTuple):
    """A name with its offsets; `title` are the words before it that are a part of its mention and give a role."""

    start: int
    end: int
    name: str
    title: str = ""


def person_names(document: Document, mentions: Iterable[tuple[int, int, Profile]]) -> list[PersonName]:
    """The names in the order of the text; of two that begin together that of `mentions`, which are start, end and
    profile."""
    text = document.text
    found: dict[int, PersonName] = {}
    for start, end, given in mentions:
        if given.form == "person":
            at = max(start, start + text[start:end].rfind(given.name))
            title = text[start:at] if given.role else found[at].title if at in found else ""
            found[at] = PersonName(at, at + len(given.name), given.name, title)
    for entity in document.entities:
        name = _of_person(text, entity) if entity.label == "PERSON" else _mislabelled(text, entity)
        if name is not None:
            found.setdefault(name.start, name)
    return sorted(found.values())


def _of_person(text: str, entity: Entity) -> PersonName | None:
    if _PLACE_BEFORE.search(text, max(0, entity.start - 24), entity.start):
        return None
    given = profile(entity.text, entity.start, (entity,))
    if given.form != "person" or any(c.isdigit() for c in given.name) or country_of(given.name):
        return None
    if len(given.name) >= 80:
        return None
    end, name = _whole(text, entity.end, given.name)
    return PersonName(entity.start + max(0, entity.text.find(name.split()[0])), end, name)


def _whole(text: str, end: int, name: str) -> tuple[int, str]:
    """A name whose last word the entity left out: "Theresa" before "May", "Christine Schraner" before "Burgener"."""
    following = _NEXT_WORD.match(text, end)
    if following is None or not following[1][0].isupper() or following[1].isupper():
        return end, name
    table = tables()
    word = following[1].lower()
    given = len(name.split()) == 1 and name.lower() in table.first_names.male | table.first_names.female
    if country_of(following[1]) or word in table.roles or word in table.words.stop:
        return end, name
    return (following.end(), f"{name} {following[1]}") if given or word not in table.words.months else (end, name)


def _mislabelled(text: str, entity: Entity) -> PersonName | None:
    """A name that was taken for something else right after a role: "UN mediator Staffan de Mistura"."""
    table = tables()
    words = entity.text.split()
    if entity.label not in {"ORG", "GPE", "FAC"} or not 2 <= len(words) <= 4 or not words[-1][:1].isupper():
        return None
    if table.organization(entity.text) or country_of(entity.text):
        return None
    if any(word.lower() in table.groups or word.lower() in table.roles for word in words):
        return None
    before = tokens(text[max(0, entity.start - 30) : entity.start])
    if not before or before[-1].lower not in table.roles or before[-1].lower.endswith("s"):
        return None
    return PersonName(entity.start, entity.end, entity.text)
