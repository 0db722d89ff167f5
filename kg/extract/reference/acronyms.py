"""Acronyms that an article explains: "Free Widget Army (FWA)"."""

from __future__ import annotations

import re

from kg.extract.naming.phrases import tokens

_IN_BRACKETS = re.compile(r"\(([^\W_]{2,8})\)")
_WITHOUT_INITIAL = frozenset({"of", "for", "and", "the", "on", "to", "in"})
_WINDOW = 120
"""Characters before the bracket in which the words are looked for."""


def read_acronyms(text: str) -> dict[str, str]:
    """Each acronym of capitals in brackets, with the words before it whose initials it has; the first place counts."""
    found: dict[str, str] = {}
    for bracket in _IN_BRACKETS.finditer(text):
        acronym = bracket[1]
        if acronym.isupper() and (words := _spelt_out(acronym, text, bracket.start())):
            found.setdefault(acronym, words)
    return found


def _spelt_out(acronym: str, text: str, end: int) -> str | None:
    start = max(0, end - _WINDOW)
    initials = ""
    for token in reversed(tokens(text[start:end], start)):
        if token.lower in _WITHOUT_INITIAL:
            continue
        if not token.capital or len(initials) >= len(acronym):
            return None
        initials = token.text[0].upper() + initials
        if initials == acronym:
            return text[token.start : end].strip()
    return None
