"""Roles: the words beside a person's name that say what office or trade he or she has."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.naming.phrases import Token, head_end, longest_in, owner_in, tokens, without_owner
from kg.extract.naming.tables import tables
from kg.model import Alpha3

_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Dr)\.?\s")


class Role(NamedTuple):
    """What the words beside a name say; `head` is the role word and `domain` its field of life, empty if none is there.

    `text` is the role as the words give it, without its country; `country` is whom the holder serves or belongs to.
    """

    text: str | None
    country: Alpha3 | None
    head: str
    domain: str


def role_of(words: str) -> Role:
    """The role that `words` give: "Iran's former Foreign Minister" -> "former Foreign Minister", IRN."""
    table = tables()
    spelt = re.sub(r"[^\W_]+\.", lambda m: table.titles.abbreviations.get(m[0].lower(), m[0]), words)
    found = [t for t in tokens(spelt) if t.lower not in table.titles.honorifics]
    owner = owner_in(spelt)
    code = owner.code if owner else None
    heads = (longest_in(table.roles, found, end) for end in range(head_end(found), 0, -1))
    head = next((entry[0] for entry in heads if entry is not None), None)
    if head is None:
        return Role(None, code, "", "")
    text = " ".join(_HONORIFIC.sub("", without_owner(spelt, owner)).split())
    return Role(text or None, code or _country_of_office(text), head, table.roles[head])


def held_role(text: str) -> str | None:
    """The role word of a role or title as a whole: "minister" for "former minister of trade"."""
    words = tokens(text)
    found = longest_in(tables().roles, words, head_end(words))
    return found[0] if found else None


def role_words(text: str) -> frozenset[str]:
    """The words of a role in lower case, an organisation's acronym spelt out: "U.N." is "united", "nations"."""
    table = tables()
    found: list[str] = []
    for token in tokens(text):
        body = table.organization(token.text) if token.capital else None
        if body is not None:
            found += body.name.lower().split()
        elif token.word:
            found.append(token.lower)
    return frozenset(found)


def specific_words(text: str, head: str) -> frozenset[str]:
    """The words of a title that tell one holder from another: all but its head, countries and common modifiers.

    >>> sorted(specific_words("former U.N. envoy", "envoy")), sorted(specific_words("ex-premier", "premier"))
    (['nations', 'united'], [])
    """
    words = tables().words
    common = words.prepositions | words.articles | words.common_modifiers | set(head.split())
    found = (re.sub(rf"^(?:ex|former)-{re.escape(head)}$", head, word) for word in role_words(text))
    return frozenset(found) - common


def is_title(token: Token) -> bool:
    """Whether a word may stand before a name: a role, "Mr", "Gen."."""
    table = tables()
    return any(token.lower in words for words in (table.roles, table.titles.honorifics, table.titles.abbreviations))


def _country_of_office(role: str) -> Alpha3 | None:
    """The country of the body that a role begins or ends with ("CIA director"), or whose only such office it is."""
    table = tables()
    for words in (role, role.rpartition(" ")[0], role.partition(" ")[0]):
        if body := table.organization(words):
            return body.country
    lower = role.lower()
    return next((code for office, code in table.titles.only_in.items() if office in lower), None)
