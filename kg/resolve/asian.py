"""Names of Koreans and Chinese: the family first, then one or two syllables, in several romanisations."""

from __future__ import annotations

import re

from kg.resolve.tables import names

_HAN = 12
"""Letters of the longest given name of one word."""


def asian_name(words: list[str]) -> tuple[str, tuple[str, ...], str] | None:
    """Family, given names and language of a name that Koreans or Chinese bear."""
    tables = {"korean": names().korean, "chinese": names().chinese}
    if not 2 <= len(words) <= 4 or any(len(word) == 1 for word in words[1:]):
        return None
    first, last = words[0], words[-1]
    for order in (words, [last, *words[:-1]]):
        given = order[1:]
        natural = order is words and len(given) == 2
        if not _syllables(given) or (not natural and any(word in names().given for word in given)):
            continue
        for language in _languages(first if order is words else last, given):
            if order[0] in tables[language]:
                return tables[language][order[0]], ("".join(_romanised(w, language) for w in given),), language
    return None


_SOUNDS_KOREAN = re.compile(
    "^(?:.*(?:eo|eu|yun|hyun|jae|hye|hee|hyeon|seok|suk|joon|kyu|gyu|kyung|woo|soo|myung|byung|dae|moo|bak|chul|chol|"
    "ryong|nyong|jong|young|yong|kwon|seung|sook|sik|ho|un|il|sop|yol|yeol)|in|ki)$"
)


def _languages(family: str, given: list[str]) -> tuple[str, ...]:
    """Which tables to try: a family name of both languages is Korean where the given names sound so."""
    both = family in names().korean and family in names().chinese
    if not both:
        return ("korean", "chinese")
    return ("korean", "chinese") if any(_SOUNDS_KOREAN.match(word) for word in given) else ("chinese", "korean")


_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]{0,2}(?:y|w)?[aeiou]{1,3}(?:ng|n|k|l|m|p|r|t|h|b|w)?)"
_ONE_OR_TWO = re.compile(rf"^{_SYLLABLE}{{1,2}}$")


def _syllables(given: list[str]) -> bool:
    """Whether these words have the form of a given name of one or two syllables."""
    if len(given) > 2 or any(len(word) > _HAN for word in given):
        return False
    return all(_ONE_OR_TWO.match(word) for word in given)


_KOREAN = tuple(
    (re.compile(a), b)
    for a, b in (
        ("th", "t"), ("wh", "hw"), ("ui$", "i"), ("ae", "e"), ("woo|wo|eo|eu|ou|oo|u", "o"), ("ee", "i"), ("oe", "o"),
        ("sh(?=i)", "s"), ("^g|g(?=[aeiouy])", "k"), ("^d", "t"), ("^b", "p"), ("^j", "ch"), ("l$", "r"),
        ("^r|^l", "n"), ("^y(?=i)|^wo", ""), (r"([^n])\1", r"\1"),
    )
)  # fmt: skip
"""Romanisations of Korean (McCune-Reischauer, the revised one, and what people use) brought together."""


def _romanised(word: str, language: str) -> str:
    if language != "korean":
        return word
    for pattern, heard in _KOREAN:
        word = pattern.sub(heard, word)
    return word
