"""An organisation's name as it can be compared, and whether two are of one: spellings, word order, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from kg.extract.countries import countries_in
from kg.extract.naming.tables import tables
from kg.model import Alpha3
from kg.resolve.compare import CLOSE_FAMILY, SAME, Match
from kg.resolve.sounds import fold, likeness, skeleton
from kg.resolve.tables import names

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")


class OrganizationName(Struct, frozen=True):
    """`words` without small words and without the country, in their order; `acronym` is set where the name is one."""

    words: tuple[str, ...]
    country: Alpha3 | None
    acronym: str = ""
    listed: str = ""
    """The name in `data/actors` that it stands for."""

    @property
    def block(self) -> str:
        """The initials, sorted, so that an acronym meets its words and "Ministry of X" meets "X Ministry"."""
        if self.listed:
            return f"={self.listed}"
        if self.acronym:
            return "".join(sorted(self.acronym))
        if len(self.words) == 1 and len(self.words[0]) > 6:
            return skeleton(self.words[0])
        return "".join(sorted(self.words[0] if len(self.words) == 1 else [w[0] for w in self.words]))


@lru_cache(maxsize=1 << 17)
def organization_name(name: str, country: Alpha3 | None = None) -> OrganizationName:
    """The parts of a name; never raises. A body of `data/actors` is that entry whatever it is called there."""
    if (listed := _listed(name, country)) is not None:
        return listed
    table = names().bodies
    inside = countries_in(name)
    bare = name
    owner = None
    if inside:
        code, start, end = inside[0]
        rest = f"{name[:start]} {re.sub(r'^[’`´]?s?(?![^ ])', '', name[end:].lstrip(chr(39)))}"
        if any(len(word) > 1 for word in _words(rest)):
            bare, owner = rest, code
    words = _words(bare)
    if (
        len(words) > 1
        and words[-1] in table.after
        and (len(words) > 2 or words[0] not in table.plain)
        and owner is None
    ):
        words = words[:-1] if len(words) == 2 else words
    if owner is None and len(words) == 1 and (listed := _listed(name.rsplit(" ", 1)[0], country)) is not None:
        return listed  # "Likud party"
    letters = re.sub(r"[^A-Za-z]", "", bare)
    acronym = letters.lower() if letters.isupper() and 2 <= len(letters) <= 8 and len(words) <= 1 else ""
    return OrganizationName(words=words or (fold(name),), country=owner or country, acronym=acronym)


def _listed(name: str, country: Alpha3 | None) -> OrganizationName | None:
    """The name of a body of the table; one that others bear too, only where its country is said."""
    entry = tables().organization(name)
    if entry is None or _other(entry.country, country) or (name in entry.shared and entry.country != country):
        return None
    return OrganizationName(words=_words(entry.name), country=entry.country, listed=entry.name)


def _other(one: Alpha3 | None, other: Alpha3 | None) -> bool:
    return one is not None and other is not None and one != other


@lru_cache(maxsize=1 << 16)
def match_organizations(one: OrganizationName, other: OrganizationName) -> Match:
    """How well two names fit; countries are left to the score."""
    if one.listed or other.listed:
        if one.listed == other.listed:
            return Match(1.0, "the same entry of the table of organisations")
        if one.listed and other.listed:
            return Match(0.0, f"two entries of the table: {one.listed}, {other.listed}", conflict=True)
    if one.acronym and other.acronym:
        same = one.acronym == other.acronym
        return Match(SAME, "the same acronym") if same else Match(0.0, "acronyms differ", conflict=True)
    if one.acronym or other.acronym:
        return _acronym(*((one, other) if one.acronym else (other, one)))
    if one.words == other.words or sorted(one.words) == sorted(other.words):
        return Match(SAME, "the same name")
    if len(one.words) != len(other.words):
        return Match(0.0, f"names of other words: {' '.join(one.words)}, {' '.join(other.words)}", conflict=True)
    relations = [likeness(a, b) for a, b in zip(one.words, other.words, strict=True)]
    if "other" in relations:
        return Match(0.0, f"names of other words: {' '.join(one.words)}, {' '.join(other.words)}", conflict=True)
    return (
        Match(SAME - 0.03, "spellings of one name") if "close" not in relations else Match(CLOSE_FAMILY, "close names")
    )


def _acronym(short: OrganizationName, long: OrganizationName) -> Match:
    if len(long.words) == 1:
        same = likeness(short.acronym, long.words[0]) == "same"
        return Match(SAME, "the same name in capitals") if same else Match(0.0, "another name", conflict=True)
    initials = "".join(word[0] for word in long.words)
    if initials == short.acronym:
        return Match(0.78 if len(initials) > 2 else CLOSE_FAMILY, "an acronym of the name")
    return Match(0.0, "no acronym of the name", conflict=True)


def _words(name: str) -> tuple[str, ...]:
    found = [fold(word) for word in _WORD.findall(name)]
    table = names().bodies
    mapped = [table.spellings.get(word, word) for word in found]
    return tuple(word for word in mapped if word and word not in table.small)
