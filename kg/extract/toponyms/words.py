"""The words that tell a place from a person or an organisation: `data/gazetteer/words.json`."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.settings import data


class Words(Struct, frozen=True):
    """In lower case.

    `institutions` end the name of a building that is no place of its own; `civic` follow a town in the name of an
    organisation, `of_a_town` in a noun phrase ("an Alexandria woman"); `directions` may precede a place's name;
    `no_places` are common words that are also names of towns; `titles` and `sayings` mark a person;
    `compounds` follow a place after a hyphen ("U.S.-led"); `taking` are verbs whose object may be a town.
    `described` has kinds of places, and the words that stand for one named before ("the province"); `borders` are no
    place of which there is one.
    """

    borders: frozenset[str]
    civic: frozenset[str]
    compounds: frozenset[str]
    described: dict[str, frozenset[str]]
    directions: frozenset[str]
    institutions: frozenset[str]
    no_places: frozenset[str]
    of_a_town: frozenset[str]
    sayings: frozenset[str]
    taking: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def word_lists() -> Words:
    """The lists. DataError when the file is missing or does not fit."""
    path = data("gazetteer", "words.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Words)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path} cannot be read as the words about places: {error}") from error
