"""Country codes from names, demonyms and the words that stand for a government ("the Kremlin", "Tehran").

The table is `data/gazetteer/countries.csv`; codes are ISO 3166-1 alpha-3, the former ones of ISO 3166-3 for states that
are gone (SUN, YUG, DDR, CSK, SCG), and XKX for Kosovo, as GeoNames has it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from kg.country_names import country_name, country_names
from kg.errors import DataError
from kg.settings import data

__all__ = ["CountryNames", "countries_in", "country_name", "country_names", "country_of", "fold", "is_demonym"]

_LEFT_OUT = "'’`."
_MARKS = str.maketrans("", "", _LEFT_OUT)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,6}[^\W\d_]?(?!\w)|[^\W\d_]+(?:['’`](?!s\b)[^\W\d_]+)*")
_GAP = re.compile(r"[\s-]{1,3}|\.\s{1,2}")


class CountryNames(Struct, frozen=True):
    """The table by folded words. `""` as a code means: these words name no country, though a part of them does."""

    codes: dict[str, str]
    demonyms: frozenset[str]
    abbreviations: frozenset[str]
    longest: int


def fold(words: str) -> str:
    """Lower case, without accents, apostrophes and dots; words parted by one space.

    >>> fold("Côte d'Ivoire"), fold("U.S."), fold("Guinea-Bissau")
    ('cote divoire', 'us', 'guinea bissau')
    """
    return " ".join(_folded_word(found[0]) for found in _WORD.finditer(words))


def country_of(words: str) -> str | None:
    """Alpha-3 code when `words` as a whole are a country's name, demonym or metonym; a leading "the" is skipped.

    >>> country_of("the Kremlin"), country_of("Iranians"), country_of("us")
    ('RUS', 'IRN', None)
    """
    return _country_of(words) or None


def countries_in(words: str) -> list[tuple[str, int, int]]:
    """The country names, demonyms and metonyms inside `words` in their order: code, start, end; they do not overlap.

    The longest name wins, so "South Sudanese" is not also Sudan, and "New Mexico" is no country at all.
    """
    table = _table()
    found = [(match.start(), match.end(), _folded_word(match[0])) for match in _WORD.finditer(words)]
    result: list[tuple[str, int, int]] = []
    position = 0
    while position < len(found):
        stop = _run(words, found, position, table.longest)
        for last in range(stop, position, -1):
            key = " ".join(word for _, _, word in found[position:last])
            start, end = found[position][0], found[last - 1][1]
            if key in table.codes and _spelt_as_name(words[start:end], key, table):
                if table.codes[key]:
                    result.append((table.codes[key], start, end))
                position = last
                break
        else:
            position += 1
    return result


@lru_cache(maxsize=16384)
def is_demonym(words: str) -> bool:
    """Whether `words` are a people or its adjective ("Iranians", "French") rather than the name of a country."""
    return fold(words) in _table().demonyms


def _folded_word(word: str) -> str:
    if word.isascii():
        return word.translate(_MARKS).lower()
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in _LEFT_OUT).casefold()


def _run(words: str, found: list[tuple[int, int, str]], first: int, longest: int) -> int:
    """One past the last word that can belong to a name which begins at `first`."""
    last = first + 1
    while last < len(found) and last - first < longest and _GAP.fullmatch(words, found[last - 1][1], found[last][0]):
        last += 1
    return last


def _spelt_as_name(spelt: str, key: str, table: CountryNames) -> bool:
    """A name begins with a capital, an abbreviation has capitals only: "US" but not "us" nor "Us"."""
    if key in table.abbreviations:
        return spelt.upper() == spelt
    return next((c for c in spelt if c.isalpha()), "a").isupper()


@lru_cache(maxsize=16384)
def _country_of(words: str) -> str:
    spelt = re.sub(r"['’`]s?$", "", re.sub(r"^(?:the|The|THE)\s+", "", words.strip()))
    table = _table()
    key = fold(spelt)
    return table.codes[key] if key in table.codes and _spelt_as_name(spelt, key, table) else ""


@lru_cache(maxsize=1)
def _table() -> CountryNames:
    codes: dict[str, str] = {}
    demonyms: set[str] = set()
    abbreviations: set[str] = set()
    path = data("gazetteer", "countries.csv")
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for column in ("name", "names", "demonyms", "metonyms"):
                    for spelt in filter(None, row[column].split(";")):
                        key = fold(re.sub(r"^The ", "", spelt))
                        codes.setdefault(key, row["code"])
                        if column == "demonyms":
                            demonyms.add(key)
                        if spelt.isupper():
                            abbreviations.add(key)
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} cannot be read as the table of countries: {error}") from error
    return CountryNames(
        codes=codes,
        demonyms=frozenset(demonyms),
        abbreviations=frozenset(abbreviations),
        longest=max((key.count(" ") + 1 for key in codes), default=1),
    )
