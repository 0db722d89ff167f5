"""An organisation's name as it can be compared, and whether two are of one: spellings, word order, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from kg.extract.countries import countries_in
from kg.extract.naming.tables import Organization, key, tables
from kg.model import ActorKind, Alpha3
from kg.resolve.compare import CLOSE_FAMILY, SAME, Match
from kg.resolve.sounds import fold, likeness, skeleton
from kg.resolve.tables import names

_ACRONYM, _SHORT_ACRONYM = 0.78, 0.7
_SHORT = 4
"""Letters of the longest name that must be written as in the table, to tell JeM from JEM."""
_POSSESSIVE = re.compile(r"^['’`´]s?(?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")


class OrganizationName(Struct, frozen=True):
    """`words` without small words and without the country, in their order; `acronym` is set where the name is one."""

    words: tuple[str, ...]
    country: Alpha3 | None
    acronym: str = ""
    listed: str = ""
    """The name in `data/actors` that it stands for."""

    owned: str = ""
    """The initial of the country in the name, which acronyms have too: "Eritrean" in EPLF."""

    @property
    def block(self) -> str:
        """The initials, sorted, so that an acronym meets its words and "Ministry of X" meets "X Ministry"."""
        if self.acronym:
            return "".join(sorted(self.acronym))
        if len(self.words) == 1 and not self.owned:
            return skeleton(self.words[0])
        return "".join(sorted(self.owned + self.initials))

    @property
    def initials(self) -> str:
        return "".join(word[:1] for word in self.words)

    @property
    def plain(self) -> bool:
        """Whether every country may have a body of this name."""
        table = names().bodies
        return not self.listed and not self.acronym and all(w in table.plain or w in table.types for w in self.words)


@lru_cache(maxsize=1 << 17)
def organization_name(name: str, country: Alpha3 | None = None, kind: ActorKind | None = None) -> OrganizationName:
    """The parts of a name; never raises. A body of `data/actors` is that entry whatever it is called there."""
    if (listed := _listed(name, country, kind)) is not None:
        return listed
    table = names().bodies
    bare, owner, initial = _without_country(name)
    words = _words(bare)
    said = name.rsplit(" ", 1)[-1]
    after = len(words) > 1 and words[-1] in table.after
    if owner is None and after and (said.islower() or (len(words) == 2 and words[0] not in table.plain)):
        shorter = name.rsplit(" ", 1)[0]
        return organization_name(shorter.removesuffix(" news"), country, kind)  # "Likud party"
    letters = re.sub(r"[^A-Za-z]", "", bare)
    acronym = letters.lower() if letters.isupper() and 2 <= len(letters) <= 8 and len(words) <= 1 else ""
    return OrganizationName(words=words or (fold(name),), country=owner or country, acronym=acronym, owned=initial)


def _without_country(name: str) -> tuple[str, Alpha3 | None, str]:
    """The name without the country that it begins or ends with, that country, and its initial."""
    inside = countries_in(name)
    if not inside:
        return name, None, ""
    code, start, end = inside[0]
    rest = f"{name[:start]} {_POSSESSIVE.sub('', name[end:])}"
    if not any(len(word) > 1 for word in _words(rest)):
        return name, None, ""
    return rest, code, fold(name[start:end])[:1]


def _listed(name: str, country: Alpha3 | None, kind: ActorKind | None) -> OrganizationName | None:
    """The name of a body of the tables; one that others bear too, only where its country is said. Of several with one
    acronym that of the same kind."""
    short = len(key(name)) <= _SHORT
    found = [
        entry
        for entry in _entries().get(key(name), ())
        if not _other(entry.country, country)
        and (name not in entry.shared or entry.country == country)
        and (not short or name in (entry.name, *entry.aliases))
    ]
    if not found:
        return None
    chosen = next((entry for entry in found if entry.kind == kind), found[0])
    return OrganizationName(words=_words(chosen.name), country=chosen.country, listed=chosen.name)


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[Organization]]:
    """The bodies of the tables by each of their names; an acronym may be that of several."""
    found: dict[str, list[Organization]] = {}
    for entry in dict.fromkeys(tables().organizations.values()):
        for name in dict.fromkeys(key(each) for each in (entry.name, *entry.aliases)):
            found.setdefault(name, []).append(entry)
    return found


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
    if "close" in relations:
        return Match(CLOSE_FAMILY + 0.03, "close names")
    return Match(SAME - 0.03, "spellings of one name")


def _acronym(short: OrganizationName, long: OrganizationName) -> Match:
    if len(long.words) == 1 and not long.owned:
        same = likeness(short.acronym, long.words[0]) == "same"
        return Match(SAME, "the same name in capitals") if same else Match(0.0, "another name", conflict=True)
    if short.acronym in {long.initials, long.owned + long.initials, long.initials + long.owned}:
        return Match(_ACRONYM if len(short.acronym) > 2 else _SHORT_ACRONYM, "an acronym of the name")
    return Match(0.0, "no acronym of the name", conflict=True)


def _words(name: str) -> tuple[str, ...]:
    found = [fold(word) for word in _WORD.findall(name)]
    table = names().bodies
    mapped = [table.spellings.get(word, word) for word in found]
    kept = (word.removesuffix("ul") if len(word) > 6 else word for word in mapped)
    return tuple(word for word in kept if word and word not in table.small)
