"""The words of temporal expressions (data/lexicon/times.json) as pieces of regular expressions and as numbers.

The pieces repeat only up to a fixed number of times, so that no rule made of them backtracks far. Rules
ignore case, except where a piece says otherwise ("May" is a month, "may" is none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from kg import settings
from kg.errors import DataError


def _load() -> dict[str, Any]:
    path = settings.data("lexicon", "times.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path}: {error}") from error


LEXICON = _load()


def any_of(words: Iterable[str]) -> str:
    """A piece that matches any of the words, longest first; a blank in a word may be a line break in the text."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in ordered) + ")"


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word.capitalize(), word.upper())]


GAP = r"\s{1,4}"
JOIN = rf"(?:{GAP}|-)"
_SHORT_MONTHS = [word for word in LEXICON["months"] if len(word) <= 4 and word not in ("june", "july", "may")]
_LONG_MONTHS = [word for word in LEXICON["months"] if word not in _SHORT_MONTHS]
MONTH = rf"(?-i:{any_of(_cased(_LONG_MONTHS))}\b|{any_of(_cased(_SHORT_MONTHS))}\b\.?)"
WEEKDAY = any_of(LEXICON["weekdays"]) + r"\b"
SHORT_WEEKDAY = rf"(?:(?-i:{any_of(_cased(LEXICON['short_weekdays']))})\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
YEAR = r"(?:1[5-9]\d\d|20\d\d)\b"
PART = any_of(LEXICON["parts_of_day"]) + r"\b"
SEASON = any_of(LEXICON["seasons"]) + r"\b"
ORDINAL = rf"(?:{any_of(LEXICON['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))\b"
UNITS = {form: name for name, entry in LEXICON["units"].items() for form in (name, entry["plural"])}
UNIT = any_of(UNITS) + r"\b"
PLURAL = any_of(entry["plural"] for entry in LEXICON["units"].values()) + r"\b"
_NUMBER_WORD = any_of(LEXICON["numbers"])
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,4}}(?:\.\d{{1,2}})?"
    rf"|{_NUMBER_WORD}\b(?:{JOIN}(?:and{GAP})?{_NUMBER_WORD}\b){{0,3}})"
)
VAGUE = any_of(LEXICON["vague_numbers"])
QUANTITY = (
    rf"(?:half{GAP}an?\b|{any_of(LEXICON['exact_phrases'])}\b|{NUMBER}(?:{JOIN}and{JOIN}a{JOIN}half|{GAP}1/2)?|{VAGUE}\b"
    rf"|{any_of(LEXICON['articles_as_one'])}\b)"
)
MOD = rf"(?:(?:early|late|mid){JOIN}|(?:the{GAP})?(?:beginning|start|end|middle){GAP}of{GAP})"
BACK = rf"(?:(?:the{GAP})?(?P<back>last|past|previous|next|this|coming|this{GAP}past|this{GAP}coming){GAP})"
OF_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR})(?!,\d))?"
_HALF = re.compile(rf"{JOIN}(?:and{JOIN}a{JOIN}half|1/2)$", re.IGNORECASE)


def plain(words: str) -> str:
    """Lower case, line breaks as blanks, for look-ups in the lexicon."""
    return " ".join(words.lower().split())


def number(words: str) -> float | None:
    """The number that a QUANTITY means; None where it is vague ("several")."""
    said = plain(words)
    if said in LEXICON["exact_phrases"]:
        return float(LEXICON["exact_phrases"][said])
    if said in LEXICON["articles_as_one"]:
        return 1.0
    if said.startswith("half "):
        return 0.5
    half, said = (0.5, _HALF.sub("", said)) if _HALF.search(said) else (0.0, said)
    if said[:1].isdecimal():
        return float(said.replace(",", "")) + half
    total = 0.0
    for word in re.findall(r"[a-z]+", said):
        if word not in LEXICON["numbers"]:
            if word != "and":
                return None
            continue
        size = LEXICON["numbers"][word]
        total = max(total, 1) * size if size in (12, 100, 1000) and total else total + size
    return total + half


def ordinal(words: str) -> int:
    """The number of an ORDINAL ("third", "21st")."""
    said = plain(words)
    return int(re.sub(r"\D", "", said)) if said[0].isdecimal() else int(LEXICON["ordinals"][said])


def month(words: str) -> int:
    """1 to 12 for a MONTH."""
    return int(LEXICON["months"][words.lower().rstrip(".")])


def weekday(words: str) -> int:
    """1 (Monday) to 7 for a WEEKDAY or SHORT_WEEKDAY."""
    said = words.lower().rstrip(".")
    return int(LEXICON["weekdays"].get(said) or LEXICON["short_weekdays"][said])
