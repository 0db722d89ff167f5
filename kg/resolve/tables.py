"""The tables of `data/names`: what spellings of names have in common, and who held an office beside `data/actors`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.extract.naming.tables import Leader
from kg.extract.naming.tables import tables as actor_tables
from kg.settings import data

T = TypeVar("T")


class Words(Struct, frozen=True):
    """Closed classes of words in names, all in lower case without accents."""

    titles: frozenset[str]
    """Left out before a name: "Gen.", "Sheikh"."""
    gendered: dict[str, str]
    particles: frozenset[str]
    """Left out inside a name: "al-", "de la", "van der"."""
    sons: frozenset[str]
    """What follows is the father's name: "bin"."""
    suffixes: dict[str, str]
    """Generational suffixes and regnal numbers, with one form each."""
    dynasties: frozenset[str]
    """Left out at the end of a name with "bin": "Al Saud"."""
    swapped_given: frozenset[str]
    """Given names of peoples who put the family first, and whom newspapers write in either order."""
    top_offices: frozenset[str]
    """Of which a country has one holder at a time, who holds it in one country only."""
    common_family: frozenset[str]
    """Family names that so many bear that they tell little."""
    common_given: frozenset[str]
    """Given names, by their first form in `given.json`, that so many bear too."""
    hispanic_given: frozenset[str]
    """Given names after which the first of two family names is the one that counts."""
    dropped_given: frozenset[str]
    """Given names that are often left out before a second one: "Mohammad Javad Zarif". With another one left out, the
    name may be that of a father or a son."""
    neutral_roles: frozenset[str]
    """What somebody may be called whatever else he or she is: kin, and callings that politicians come from."""
    private_domains: frozenset[str]
    """Fields of life of `data/actors/roles.json` outside of politics."""


class Bodies(Struct, frozen=True):
    """Words in names of organisations, in lower case without accents."""

    small: frozenset[str]
    """Left out: "of"."""
    spellings: dict[str, str]
    """Other spellings of a word to one, or to nothing where the word is as often left out."""
    after: frozenset[str]
    """What is said after a name or is not: "Likud party"."""
    plain: frozenset[str]
    """Words that tell no body alone: in "Justice Party" the second word is a part of the name."""
    types: frozenset[str]
    """What bodies are: a name of such and of plain words is one in every country ("Supreme Court")."""


class Names(Struct, frozen=True):
    """All tables of names, by single words without accents in lower case."""

    words: Words
    bodies: Bodies
    given: dict[str, str]
    """A given name to the first of those that are forms of it: "oleksandr" -> "alexander"."""
    also: dict[str, frozenset[str]]
    """A short form to what else it may stand for: "ted" -> "edward"."""
    korean: dict[str, str]
    chinese: dict[str, str]
    """Family names to the first spelling of each: "pak" -> "park"."""
    holders: tuple[Leader, ...]
    """Office holders of `data/actors/leaders.json` and those of `data/names/holders.json`."""


@lru_cache(maxsize=1)
def names() -> Names:
    """All tables, read once. DataError if a file is missing or does not fit."""
    rows = [row.split() for row in _read("given.json", list[str])]
    given: dict[str, str] = {}
    also: dict[str, set[str]] = {}
    for row in rows:
        for form in row:
            if given.setdefault(form, row[0]) != row[0]:
                also.setdefault(form, set()).add(row[0])
    asian = _read("asian.json", dict[str, dict[str, list[str]]])
    return Names(
        words=_read("words.json", Words),
        bodies=_read("organizations.json", Bodies),
        given=given,
        also={form: frozenset(others) for form, others in also.items()},
        korean=_spellings(asian["korean"]),
        chinese=_spellings(asian["chinese"]),
        holders=(*actor_tables().leaders, *_read("holders.json", list[Leader])),
    )


@lru_cache(maxsize=4096)
def domain(role: str) -> str:
    """The field of life of a role by its longest known last words: "government", "private", …; empty if unknown.

    >>> domain("deputy foreign minister"), domain("opposition leader"), domain("weaver of dreams")
    ('government', 'party', '')
    """
    words = role.lower().split(" of ")[0].split(" for ")[0].split()
    if words and words[-1] in names().words.neutral_roles:
        return ""
    roles = actor_tables().roles
    return next((roles[key] for i in range(len(words)) if (key := " ".join(words[i:])) in roles), "")


_AFTER_HEAD = re.compile(r"-(?:of|on|for|to|in|at|with)-.*$")
_ANOTHER = frozenset({"vice", "deputy", "assistant", "former", "ex", "acting", "shadow"})
"""Before a role they make another one of it."""


@lru_cache(maxsize=1 << 16)
def shorter_role(one: str, other: str) -> bool:
    """Whether one of two roles, as slugs, is the other with less said.

    >>> shorter_role("envoy", "special-envoy-on-syria"), shorter_role("president", "vice-president")
    (True, False)
    """
    short, long = sorted((_AFTER_HEAD.sub("", role).split("-") for role in (one, other)), key=len)
    return long[len(long) - len(short) :] == short and not _ANOTHER & set(long[: len(long) - len(short)])


def _spellings(table: dict[str, list[str]]) -> dict[str, str]:
    known = {name: name for name in table}
    return {other: name for name, others in table.items() for other in others if other not in known} | known


def _read(file: str, shape: type[T]) -> T:
    path = data("names", file)
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path} cannot be read as a table of names: {error}") from error
