"""The word lists of the text stage under `data/lexicon/`, read once."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.settings import data

T = TypeVar("T")


class Agencies(Struct, frozen=True):
    """Names of news agencies and outlets, and words that the names of others end in."""

    names: frozenset[str]
    endings: tuple[str, ...]


class PageLines(Struct, frozen=True):
    """How the lines of a page that are not running text begin, by kind, in lower case.

    `labels` are words before a colon or dash that are no place ("BREAKING:", "UPDATE 1-").
    """

    byline: tuple[str, ...]
    caption: tuple[str, ...]
    tags: tuple[str, ...]
    related: tuple[str, ...]
    labels: frozenset[str]


class Abbreviations(Struct, frozen=True):
    """Words before a full stop, without it.

    `never_end` stand before a name; `before_number` do not end a sentence before a figure; `may_end` end one only
    before a word of `openers`. `saying` are verbs that give a quotation to its speaker.
    """

    never_end: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    openers: frozenset[str]
    saying: frozenset[str]


def _read(name: str, kind: type[T]) -> T:
    path = data("lexicon", name)
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"data/lexicon/{name}: {error}") from error


@cache
def agencies() -> Agencies:
    """`data/lexicon/agencies.json`."""
    return _read("agencies.json", Agencies)


@cache
def page_lines() -> PageLines:
    """`data/lexicon/page_lines.json`."""
    return _read("page_lines.json", PageLines)


@cache
def abbreviations() -> Abbreviations:
    """`data/lexicon/abbreviations.json`."""
    return _read("abbreviations.json", Abbreviations)


@cache
def stopwords() -> dict[str, frozenset[str]]:
    """`data/lexicon/stopwords.json`: the commonest function words of a language, by its name."""
    return _read("stopwords.json", dict[str, frozenset[str]])
