"""Phrases that no table knows: by what the entity recogniser says of them, else by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.countries import countries_in, is_demonym
from kg.extract.naming.phrases import Token, head_end, is_possessive, owner_in, without_brackets
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables

_MODEL = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,3}s?")
"""Of a weapon: "MiG-29s"."""
_PEOPLE = re.compile(r"(?:ists|ians|ees|men|women|ers)$")
_SOMEBODY = re.compile(r"(?:[a-z]ist|[a-z]man|[a-z]woman)$")
_PLURAL = re.compile(r"[a-z](?<!s)s$")
_NAME = "name in the text"

Labelled = tuple[tuple[int, int, str], ...]
"""Start, end and label of entities; offsets count from the beginning of a phrase."""


def by_entity(phrase: str, entities: Labelled) -> Profile | None:
    """The profile after the label of the first entity that covers the phrase."""
    label = next((label for start, end, label in entities if start <= 1 and end >= len(phrase) - 2), None)
    owner = owner_in(phrase)
    country = owner.code if owner else None
    head = phrase.rsplit(" ", 1)[-1].lower()
    match label:
        case "PERSON":
            return Profile(form="person", name=phrase, kind="person", named=True, basis=_NAME)
        case "ORG":
            return _organization(phrase, head, country)
        case "GPE" | "LOC":
            return Profile(
                form="state", name=phrase, kind="government", head=head, country=country, named=True,
                basis="place as actor",
            )  # fmt: skip
        case "NORP":
            plural = phrase.endswith("s")
            return Profile(form="group", name=phrase, kind="civilians", head=head, country=country, plural=plural)
        case _:
            return None


def by_form(phrase: str, words: Sequence[Token]) -> Profile:
    """The profile after endings, capitals and numbers; a "phrase" of kind "other" where they tell nothing."""
    table = tables().words
    last = words[max(head_end(words), 1) - 1]
    head, first = last.lower, words[0].lower
    owner = owner_in(phrase)
    country = owner.code if owner else None
    counted = first in table.numerals | table.indefinite | table.vague
    if is_demonym(last.text) and (counted or last.text.endswith("s")):
        return _people(phrase, head, _country_at(phrase, last))
    if words[-1].lower in table.numerals or words[-1].lower[0].isdigit():
        return _people(f"{phrase} people", "people")
    if any(_MODEL.fullmatch(token.text) for token in words):
        plural = head.endswith("s")
        return Profile(form="group", name=phrase, kind="military", head=head, country=country, plural=plural)
    plural = _PLURAL.search(head) is not None
    capital = all(t.capital or t.lower in {"of", "the", "and", "for"} or is_possessive(t) for t in words if t.word)
    if capital and not counted and words[0].word:
        if plural and (len(words) == 1 or country is not None):
            return _people(phrase, head, country, named=True)
        bare = all(token.word and token.capital and not token.text.isupper() for token in words)
        if bare and country is None and 2 <= len(words) <= 3 and not plural:
            name = without_brackets(phrase)
            return Profile(form="person", name=name, kind="person", named=True, basis=_NAME)
        return _organization(phrase, head, country)
    if _PEOPLE.search(head) and not last.capital:
        return _people(phrase, head, country)
    if _SOMEBODY.search(head):
        return Profile(form="title", name=phrase, kind="person", head=head, country=country, role=phrase)
    return Profile(form="phrase", name=phrase, kind="other", head=head, country=country, plural=plural)


def _country_at(phrase: str, word: Token) -> str | None:
    """The country that `word` of the phrase names, alone or as part of a longer name: none for "Central Americans"."""
    return next((code for code, start, end in countries_in(phrase) if start < word.end <= end), None)


def _organization(phrase: str, head: str, country: str | None) -> Profile:
    name = without_brackets(phrase)
    return Profile(
        form="organization", name=name, kind="organization", head=head, country=country, named=True, basis=_NAME
    )


def _people(name: str, head: str, country: str | None = None, named: bool = False) -> Profile:
    return Profile(form="group", name=name, kind="civilians", head=head, country=country, named=named, plural=True)
