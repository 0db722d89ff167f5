"""Persons: by a name or a part of it, or by the title under which the article introduces them."""

from __future__ import annotations

from msgspec.structs import replace

from kg.extract.naming.phrases import token_texts
from kg.extract.naming.profile import Profile
from kg.extract.naming.roles import specific_words
from kg.extract.naming.tables import key, tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.cast import Person
from kg.extract.reference.described import compatriot, epithet
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.gender import gender_of
from kg.extract.reference.offices import leader_named, office_holder
from kg.model import Alpha3

_LEAD_SENTENCES = 3


def looks_like_person(discourse: Discourse, given: Profile, position: int) -> bool:
    """A bare surname that was taken for a place or an organisation."""
    if given.basis.startswith("table") or len(given.name.split()) > 4 or not given.name[:1].isupper():
        return False
    if given.form not in {"organization", "state", "phrase", "group"} or given.head in tables().groups:
        return False
    return discourse.cast.named(given.name, position) is not None


def place_namesake(discourse: Discourse, item: Item) -> Profile | None:
    """ "Muscat said", after Joseph Muscat was named: a person, where the words may be one."""
    words = discourse.text[max(0, item.start) : max(0, item.end)]
    if key(words) not in discourse.cast.surnames or words != words.strip():
        return None
    person = discourse.cast.named(words, item.start)
    before = token_texts(discourse.text[max(0, item.start - 16) : item.start])
    place = bool(before) and before[-1] in tables().words.locative
    if place or person is None or person.last_seen(item.start) < 0:
        return None
    return Profile(form="person", name=words, kind="person", named=True, basis="name in the text")


def named_person(discourse: Discourse, given: Profile, position: int) -> Meant:
    """Somebody called by a name: the full name, role and country are those of the article or of the office."""
    person = discourse.cast.named(given.name, position)
    full = person.name if person else given.name
    basis = given.basis if full == given.name else f"part of the name {full}"
    held = person.role if person else None
    leader = leader_named(full, discourse.day, given.head or (held.head if held else ""))
    if leader is not None and (len(full.split()) == 1 or person is None or full in leader.aliases):
        full, basis = leader.name, f"table of office holders: {leader.role}"
    role = given.role or (held.text if held else None) or None
    country = given.country or (person.country if person else None)
    if country is None and leader is not None:
        country, basis = leader.country, f"{basis}; country from the table of office holders"
    gender = (person.gender if person else "") or (leader.gender if leader else "") or gender_of(full)
    return Meant(discourse.build(full, "person", country, role, basis, named=True), gender)


def introduced(discourse: Discourse, person: Person, basis: str) -> Meant:
    """Somebody of the cast who is meant by other words than the name."""
    given = Profile(form="person", name=person.name, kind="person")
    actor, gender = named_person(discourse, given, person.seen[0] if person.seen else 0)
    return Meant(replace(actor, basis=basis), gender)


def titled_person(discourse: Discourse, item: Item) -> Meant:
    """ "The Russian envoy": who is named right after it, was introduced as that or holds the office, else a person
    without a name."""
    given = item.profile
    if (person := discourse.cast.named_at(discourse.text, item.end)) is not None:
        return introduced(discourse, person, f"'{given.name}': {person.name}, named right after")
    if not given.indefinite:
        return _known(discourse, item) or _nameless(discourse, given)
    if discourse.sentence(item.start) < _LEAD_SENTENCES and given.country:
        person = _introduced_soon(discourse, given, item.end)
        if person is not None:
            return introduced(discourse, person, f"'{given.name}': {person.name}, named right after")
    return _nameless(discourse, given)


def _nameless(discourse: Discourse, given: Profile) -> Meant:
    return Meant(discourse.actor(given, "title without a name", kind="person"), gender_of("", [given.head]))


def _known(discourse: Discourse, item: Item) -> Meant | None:
    """Whom a definite title means, from the best ground to the weakest."""
    given, cast, home = item.profile, discourse.cast, discourse.home
    if not given.head and given.country:
        return compatriot(discourse, item)
    words = specific_words(given.role or "", given.head)
    if person := cast.in_role(given, words, item.start, home, strict=True):
        return introduced(discourse, person, f"'{given.name}': {person.name}, introduced in that role")
    if not words and (holder := _by_table(discourse, given, given.country)):
        return holder
    headline = not given.definite or discourse.sentence(item.start) < _LEAD_SENTENCES
    if person := cast.only_one(given, words, home, plain=headline):
        return introduced(discourse, person, f"'{given.name}': {person.name}, the only one in that role")
    if given.definite and not (given.country or words) and (holder := _by_table(discourse, given, home)):
        return holder
    return epithet(discourse, item)


def _by_table(discourse: Discourse, given: Profile, country: Alpha3 | None) -> Meant | None:
    """Who held the office of a title in `country` on the day of the article."""
    leader = office_holder(given.head, country, discourse.day)
    if leader is None:
        return None
    basis = f"table of office holders: {leader.role} on {discourse.day}"
    return Meant(discourse.build(leader.name, "person", country, given.role, basis, named=True), leader.gender)


def _introduced_soon(discourse: Discourse, given: Profile, position: int) -> Person | None:
    """A lead's "senior Iranian official" is the one official of that country named in the next two sentences."""
    limit = discourse.sentence(position) + 2
    found = {
        id(person): person
        for entries in discourse.cast.by_head.values()
        for at, person in entries[:8]
        if position <= at
        and discourse.sentence(at) <= limit
        and person.country == given.country
        and discourse.cast.in_role(given, frozenset(), at + 1, None) is person
    }
    return next(iter(found.values())) if len(found) == 1 else None
