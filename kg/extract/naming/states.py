"""States: by their names, peoples, capitals and governments ("Tehran", "the Syrian authorities")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kg.extract.countries import country_name, country_of, is_demonym
from kg.extract.naming.phrases import Token, countries
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.model import Alpha3

_OF_A_PEOPLE = re.compile(r"(?:ese|sh|ch|s)$")
"""Ending of an adjective that, after "the", means the whole people: "the French", "the Chinese"."""


def state(phrase: str, words: Sequence[Token], article: str, person: bool) -> Profile | None:
    """The profile of a phrase that means a country or its people; `article` is the word that was cut off before it.

    `person`: whether the recogniser takes the phrase for somebody's name, so that "Paris" need not be the city.
    """
    head = words[-1].lower
    capital = tables().capitals.get(phrase)
    if capital is not None and not person:
        return _state(capital, head, "capital as actor")
    code = country_of(phrase)
    if code is None:
        governed = _governed(phrase, words)
        return _state(*governed) if governed else None
    if is_demonym(phrase):
        if phrase.endswith("s") and not phrase.endswith("ss"):
            if article == "the":
                return replace(_state(code, head, "a people for its state"), plural=True)
            return Profile(form="group", name=phrase, kind="civilians", head=phrase.lower(), country=code, plural=True)
        if article in {"a", "an"} or (article and not _OF_A_PEOPLE.search(phrase)):
            return Profile(form="title", name=phrase, kind="person", country=code)
    return _state(code, head)


def _state(code: Alpha3, head: str, basis: str = "table of countries") -> Profile:
    name = country_name(code)
    return Profile(form="state", name=name, kind="state", head=head, country=code, named=True, basis=basis)


def _governed(phrase: str, words: Sequence[Token]) -> tuple[Alpha3, str] | None:
    """The country and the head of "the Syrian authorities" and "the leadership in Tehran", if nothing else is said."""
    places = countries(phrase)
    if len(places) != 1 or not (places[0].owner or " in " in phrase):
        return None
    rest = [t.lower for t in words if t.word and not (places[0].start <= t.start < places[0].end)]
    rest = [word for word in rest if word not in {"the", "of", "in"}]
    return (places[0].code, rest[0]) if len(rest) == 1 and rest[0] in tables().words.governments else None
