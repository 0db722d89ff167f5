"""The tables of `data/actors`: role words, group words, titles, organisations, leaders with their dates.

All keys are lower case; words of several parts are joined by one space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct, field

from kg.errors import DataError
from kg.model import ActorKind, Alpha3, IsoDate
from kg.settings import data

T = TypeVar("T")


@lru_cache(maxsize=16384)
def key(words: str) -> str:
    """What `words` are looked up by: lower case, without accents, apostrophes, dots and a leading "the".

    >>> key("the U.N."), key("Al-Qa’ida"), key("M23")
    ('un', 'al qaida', 'm23')
    """
    if words.isascii():
        plain = words.lower()
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c)).casefold()
    folded = " ".join(re.findall(r"[^\W_]+", re.sub(r"['’‘`.]", "", plain)))
    return folded.removeprefix("the ")


class Organization(Struct, frozen=True):
    """A named organisation, armed group, party or news medium. The first name is the canonical one."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: Alpha3 | None = None
    shared: tuple[str, ...] = ()
    """Its names that others bear too ("Congress"): they mean this one only where its country is in view."""


class Leader(Struct, frozen=True, rename={"since": "from", "until": "to"}):
    """Who held an office and when, both days included; `until` is null while the office is held."""

    name: str
    role: str
    since: IsoDate
    gender: str
    until: IsoDate | None = None
    country: Alpha3 | None = None
    organization: str | None = None
    aliases: tuple[str, ...] = ()
    """Other spellings of the name: "Zelenskiy"."""

    def holds_on(self, day: str) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Titles(Struct, frozen=True):
    """`generic` maps a role word to the more exact ones that it may stand for ("*": any), `same` to another word for
    the same office; `only_in` has offices that only one country calls so."""

    abbreviations: dict[str, str]
    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    modifiers: frozenset[str]
    generic: dict[str, tuple[str, ...]]
    same: dict[str, str]
    only_in: dict[str, Alpha3]


class Words(Struct, frozen=True):
    """Closed classes of English words."""

    articles: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    numerals: frozenset[str]
    vague: frozenset[str]
    prepositions: frozenset[str]
    locative: frozenset[str]
    subordinators: frozenset[str]
    stop: frozenset[str]
    reporting: frozenset[str]
    months: frozenset[str]
    institutions: frozenset[str]
    """Heads of phrases that name a body of its own once its country is said: "the Syrian army"."""
    national: frozenset[str]
    """Those of which a country has one, so that "the army" is that of the country in view."""
    governments: frozenset[str]
    """Heads of phrases that mean the state itself: "the Syrian authorities"."""
    before_names: frozenset[str]
    """What an organisation is called before its name: "the militant group Hamas"."""
    after_names: frozenset[str]
    """What it is called after its name: "the Xinhua news agency"."""
    political_modifiers: frozenset[str]
    """They make a vague speaker a political one: "security sources"."""
    public_stems: frozenset[str]
    """Beginnings of words that tell that a group of people acts in public: "opposition supporters"."""
    vague_speakers: frozenset[str]
    plurals: frozenset[str]
    """Heads of phrases that mean several without an "s" at the end."""
    singulars_in_s: frozenset[str]
    name_particles: frozenset[str]
    """Words in small letters inside a person's name: "van der"."""
    joined_particles: frozenset[str]
    """Those that a hyphen or an apostrophe joins to the name: "al-Assad"."""
    common_modifiers: frozenset[str]
    """They do not tell one holder of a role from another."""


class Pronouns(Struct, frozen=True):
    """`generic_things` maps a noun that can stand for an actor named before ("the country") to kinds of actors, `alike`
    a group to others that may be the same people.

    `several_states` and `several_people` are the nouns of "the three countries" and "both leaders", `counts` their
    numbers.
    """

    male: frozenset[str]
    female: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]
    speaker: frozenset[str]
    speakers: frozenset[str]
    addressee: frozenset[str]
    possessive: frozenset[str]
    country_nouns: frozenset[str]
    generic_things: dict[str, tuple[ActorKind, ...]]
    alike: dict[str, tuple[str, ...]]
    sides: frozenset[str]
    islamic_republics: frozenset[str]
    several_states: frozenset[str]
    several_people: frozenset[str]
    counts: dict[str, int]


class FirstNames(Struct, frozen=True):
    male: frozenset[str]
    female: frozenset[str]


class Companies(Struct, frozen=True):
    """Companies, clubs and houses that have no voice in politics: what their names end in, what they are called, and
    well-known names."""

    endings: frozenset[str]
    heads: frozenset[str]
    names: frozenset[str]


class Tables(Struct, frozen=True):
    roles: dict[str, str]
    """Role word -> field of life ("government", "military", "private", …)."""
    groups: dict[str, ActorKind]
    titles: Titles
    words: Words
    pronouns: Pronouns
    first_names: FirstNames
    organizations: dict[str, Organization]
    """By `key` of the name and of the aliases."""
    spelt: frozenset[str]
    """Names and aliases as they are written, to tell "IS" from "is"."""
    companies: Companies
    leaders: tuple[Leader, ...]
    capitals: dict[str, Alpha3]
    """Capitals whose names mean something else too; they stand for a state only as a whole mention."""
    leaders_by_surname: dict[str, tuple[Leader, ...]] = field(default_factory=dict)

    def organization(self, words: str) -> Organization | None:
        """The organisation that `words` as a whole name; short names must be spelt as in the table."""
        folded = key(words)
        found = self.organizations.get(folded)
        return None if found is None or (len(folded) <= 4 and words not in self.spelt) else found


@lru_cache(maxsize=1)
def tables() -> Tables:
    """All tables, read once. Raises DataError if a file is missing or does not fit."""
    roles = {word: domain for domain, words in _read("roles.json", dict[str, list[str]]).items() for word in words}
    groups: dict[str, ActorKind] = {}
    for kind, words in _read("groups.json", dict[ActorKind, list[str]]).items():
        for word in words:
            groups.setdefault(word, kind)
    organizations: dict[str, Organization] = {}
    spelt: set[str] = set()
    for file in ("organizations.json", "armed_groups.json", "parties.json", "media.json"):
        for entry in _read(file, list[Organization]):
            for name in (entry.name, *entry.aliases):
                organizations.setdefault(key(name), entry)
                spelt.add(name)
    leaders = tuple(_read("leaders.json", list[Leader]))
    by_surname: dict[str, list[Leader]] = {}
    for leader in leaders:
        for surname in dict.fromkeys(key(name.split()[-1]) for name in (leader.name, *leader.aliases)):
            by_surname.setdefault(surname, []).append(leader)
    return Tables(
        roles=roles,
        groups=groups,
        titles=_read("titles.json", Titles),
        words=_read("words.json", Words),
        pronouns=_read("pronouns.json", Pronouns),
        first_names=_read("first_names.json", FirstNames),
        organizations=organizations,
        spelt=frozenset(spelt),
        companies=_read("companies.json", Companies),
        leaders=leaders,
        capitals=_read("capitals.json", dict[str, Alpha3]),
        leaders_by_surname={surname: tuple(found) for surname, found in by_surname.items()},
    )


def _read(file: str, shape: type[T]) -> T:
    path = data("actors", file)
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path} cannot be read as a table of actors: {error}") from error
