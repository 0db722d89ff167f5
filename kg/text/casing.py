"""Readable case for sentences in capitals and for headlines In Title Case; every offset stays.

The entity recogniser and the rules for names go by capitals, and where all words have them they say nothing. So there
what is no name is put into small letters: by the words of the article's other sentences, else by those of
`data/lexicon/casing.json`. The encoder's word pieces have no case, so it reads the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.settings import data

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['.-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_VOWEL = re.compile(r"[AEIOUY]|[^A-Z]")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly")
_LEAST_STEM = 4
_FEWEST_SHOUTED = 3
_FEWEST_WORDS = 4
_FEWEST_LOWERED = 2
_LONGEST_HEADLINE = 200
_LONG_WORD = 4
_APOSTROPHE_ENDING = 2


class Casing(Struct, frozen=True):
    """`small` are words that text writes small; `written` are others as it writes them ("NATO") and `names` names of
    several words one of which is small by itself ("White House"). Made by `bench/casing.py`."""

    small: frozenset[str]
    written: dict[str, str]
    names: tuple[str, ...]


@cache
def casing() -> Casing:
    """`data/lexicon/casing.json`."""
    try:
        return msgspec.json.decode(data("lexicon", "casing.json").read_bytes(), type=Casing)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"data/lexicon/casing.json: {error}") from error


@cache
def _names() -> dict[str, list[list[str]]]:
    """The names by their first word in small letters, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for name in sorted(casing().names, key=len, reverse=True):
        found.setdefault(name.split(" ", 1)[0].lower(), []).append(name.split(" "))
    return found


def readable_case(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """`text` of the same length, with those of its sentences (`spans`) readable that are in capitals or title case."""
    odd = {
        span: shouted
        for span in spans
        if (shouted := is_shouted(text[slice(*span)])) or is_headline(text[slice(*span)])
    }
    if not odd:
        return text
    known = _usage(text, [span for span in spans if span not in odd])
    pieces, done = [], 0
    for (start, end), shouted in odd.items():
        pieces += [text[done:start], _readable(text[start:end], known, shouted)]
        done = end
    return "".join([*pieces, text[done:]])


def is_shouted(sentence: str) -> bool:
    """Whether all of a sentence of some words is in capitals."""
    return sentence.isupper() and sum(len(word) > 1 for word in _PART.findall(sentence)) >= _FEWEST_SHOUTED


def is_headline(sentence: str) -> bool:
    """Whether the words of a line without a full stop all have capitals, those too that text writes small."""
    if len(sentence) > _LONGEST_HEADLINE or sentence.endswith((".", ")")):
        return False
    words = _WORD.findall(sentence)
    if len(words) < _FEWEST_WORDS or any(word[0].islower() and len(word) > _LONG_WORD for word in words):
        return False
    capital = [word for word in words[1:] if word[0].isupper() and not word.isupper()]
    return sum(map(_is_small, capital)) >= _FEWEST_LOWERED and sum(w[0].islower() for w in words) <= len(capital)


def _is_small(word: str) -> bool:
    """Whether text writes the word small, as it is or before an ending; of words with a hyphen the last part."""
    small = casing().small
    key = word.lower()
    if key in small:
        return True
    return any(
        key.endswith(ending) and len(key) - len(ending) >= _LEAST_STEM and key[: -len(ending)] in small
        for ending in _ENDINGS
    )


def _usage(text: str, spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    """How the article's other sentences write their words, the first of each left out; by the word in small letters."""
    counts: dict[str, Counter[str]] = {}
    for start, end in spans:
        for word in _PART.findall(text, start, end)[1:]:
            counts.setdefault(word.lower(), Counter())[word] += 1
    return {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def _readable(sentence: str, known: dict[str, str], shouted: bool) -> str:
    words = list(_WORD.finditer(sentence))
    named = dict(_named([word[0].lower().removesuffix("'s") for word in words]))
    pieces, done = [], 0
    for number, word in enumerate(words):
        given = word[0]
        if number in named:
            new = named[number] + given[len(named[number]) :].lower()
        elif _INITIALS.fullmatch(given):
            new = given
        else:
            new = _PART.sub(lambda part, whole=given: _part(whole, part, known, shouted), given)  # type: ignore[misc]
        if number == 0:
            new = new[:1].upper() + new[1:]
        pieces += [sentence[done : word.start()], new if len(new) == len(given) else given]
        done = word.end()
    return "".join([*pieces, sentence[done:]])


def _named(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Numbers of the words that belong to a listed name, and how it is written."""
    skip = 0
    for first, word in enumerate(words):
        if first < skip:
            continue
        for name in _names().get(word, ()):
            if [part.lower() for part in name] == list(words[first : first + len(name)]):
                yield from enumerate(name, first)
                skip = first + len(name)
                break


def _part(word: str, part: re.Match[str], known: dict[str, str], shouted: bool) -> str:
    """A word without hyphens and apostrophes, or one between them, as running text would have it."""
    given = part[0]
    lower = given.lower()
    if len(lower) != len(given) or (not shouted and not given[0].isupper()):
        return given
    if part.start() and word[part.start() - 1] == "'" and len(given) <= _APOSTROPHE_ENDING:
        return lower
    usual = known.get(lower) or casing().written.get(lower)
    if usual is not None and len(usual) == len(given):
        return usual if shouted or usual == lower else given
    if _is_small(lower):
        return lower
    if not shouted or any(map(str.isdigit, given)) or not _VOWEL.search(given):
        return given
    return given[0] + lower[1:]
