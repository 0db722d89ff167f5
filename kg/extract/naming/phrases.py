"""Noun phrases without a parser: tokens, the head word, the countries that belong to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.countries import countries_in, country_name, is_demonym
from kg.extract.naming.tables import tables

_TOKEN = re.compile(
    r"(?=[A-Z])(?<![^\W_])(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Brig|Cmdr|Sen|Rep|Gov|Pres|Amb|Rev|St|Prof|Hon|Jr|Sr)\."
    r"|(?<![^\W_])(?:[A-Z]\.)+(?:[^\W\d_](?![^\W_]))?"  # U.S., U.S, J.
    r"|['’`]s(?![^\W_])"
    r"|\d+(?:[,.]\d+)+"
    r"|[^\W_]+(?:[-'’`](?!s(?![^\W_]))[^\W_]+)*"
    r"|[^\w\s]|_"
)
POSSESSIVES = frozenset({"'s", "’s", "`s", "'", "’"})
_PREFIXES = frozenset({"vice", "co", "ex", "deputy", "under", "sub", "arch", "joint"})
_NOT_OF_THE_ROLE = frozenset({"to", "on", "for", "in", "with", "against", "at", "from", "by", "between", "into"})


class Token(NamedTuple):
    """A word, number or punctuation mark; offsets as given to `tokens`."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


class Country(NamedTuple):
    """A country's name or adjective inside a phrase; `owner` says that the phrase's head belongs to it."""

    code: str
    start: int
    end: int
    owner: bool


@lru_cache(maxsize=4096)
def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The tokens of `text`; "'s" is one of its own; `offset` is added to the offsets."""
    return tuple(Token(m[0], m[0].lower(), m.start() + offset, m.end() + offset) for m in _TOKEN.finditer(text))


def token_texts(text: str) -> list[str]:
    """The texts of `tokens`, in lower case: for who asks for no more."""
    return [found.lower() for found in _TOKEN.findall(text)]


def is_possessive(token: Token) -> bool:
    return token.lower in POSSESSIVES


def head_end(words: Sequence[Token]) -> int:
    """Index one past the head word: what comes before the first preposition, comma or bracket.

    In "Kenya's trade minister" the possessor is skipped, in "the port of Basra" the head is "port"; words that are
    only a number or determiner before "of" ("two of the soldiers") leave the head to what follows.
    """
    table = tables().words
    end = 0
    for i, token in enumerate(words):
        if token.lower in table.prepositions and i > 0:
            if token.lower == "of" and all(_counts(w) for w in words[:i]):
                continue
            break
        if token.text in ",;:(–—-" and i > 0:
            break
        if token.word:
            end = i + 1
    return end


def _counts(token: Token) -> bool:
    table = tables().words
    lower = token.lower
    return (
        lower == "of"
        or lower in table.numerals
        or lower in table.vague
        or lower in table.articles
        or lower in table.indefinite
        or lower[0].isdigit()
    )


def longest_in(table: Mapping[str, object], words: Sequence[Token], end: int) -> tuple[str, int] | None:
    """The longest entry of `table` that ends at index `end`, at most three words, and the index where it begins.

    "vice-premier" and "co-chairman" are found as what follows the hyphen.
    """
    for length in (3, 2, 1):
        first = end - length
        if first >= 0:
            spelt = " ".join(token.lower for token in words[first:end])
            if spelt in table:
                return spelt, first
    if end > 0 and "-" in words[end - 1].lower:
        before, _, spelt = words[end - 1].lower.rpartition("-")
        if before in _PREFIXES and spelt in table:
            return spelt, end - 1
    return None


@lru_cache(maxsize=4096)
def countries(text: str) -> tuple[Country, ...]:
    """The countries in a noun phrase. "Iran" in "Iran's envoy", "Iranian envoy" and "envoy of Iran" is its owner;
    in "ambassador to Iran" and "US-backed forces" it is not."""
    found: list[Country] = []
    for code, start, end in countries_in(text):
        before = re.search(r"([^\W\d_]+)\s+(?:the\s+)?$", text[max(0, start - 40) : start])
        compound = end + 1 < len(text) and text[end] == "-" and text[end + 1].islower()
        foreign = before is not None and before[1].lower() in _NOT_OF_THE_ROLE
        found.append(Country(code, start, end, not compound and not foreign))
    return tuple(found)


def owner_in(text: str) -> Country | None:
    """The first country in a noun phrase that its head belongs to."""
    return next((country for country in countries(text) if country.owner), None)


def without_brackets(text: str) -> str:
    """`text` without what stands in brackets; `text` itself if nothing else is there."""
    return re.sub(r"\s+", " ", re.sub(r"\s*\([^()]{0,80}\)", "", text)).strip() or text


def without_owner(text: str, owner: Country | None) -> str:
    """`text` without the country that owns its head and without brackets: "Secretary of Iran's Council (SNSC)" gives
    "Secretary of Council"."""
    if owner is not None and _plain_country(text, owner):
        before, after = text[: owner.start], re.sub(r"^['’`]s?(?!\w)", "", text[owner.end :])
        if not re.match(r"\s*[^\W_]", after) or re.match(r"\s*(?:for|on|to|in)\b", after):
            before = re.sub(r"\s*\b(?:of|for)\s+(?:the\s+)?$", " ", before)
        text = before + after
    text = re.sub(r"\([^()]{0,80}\)", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;:-")
    return re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)


def _plain_country(text: str, country: Country) -> bool:
    """Whether the words are the country itself ("Iran", "Iranian", "U.S.") rather than a house of its government."""
    spelt = text[country.start : country.end]
    possessive = re.match(r"['’`]s?(?!\w)", text[country.end :]) is not None
    return possessive or is_demonym(spelt) or spelt.isupper() or spelt in (country_name(country.code), "U.S", "Britain")
