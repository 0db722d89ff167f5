"""Persons: by a name or a part of it, or by the title under which the article introduces them."""

from __future__ import annotations

from msgspec.structs import replace

from kg.extract.naming.phrases import tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.cast import Person
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.gender import gender_of
from kg.extract.reference.offices import leader_named, office_holder

_LEAD_SENTENCES = 3


def looks_like_person(discourse: Discourse, given: Profile, position: int) -> bool:
    """A bare surname that was taken for a place or an organisation."""
    if given.basis.startswith("table") or len(given.name.split()) > 4 or not given.name[:1].isupper():
        return False
    if given.form not in {"organization", "state", "phrase", "group"} or given.head in tables().groups:
        return False
    return discourse.cast.named(given.name, position) is not None


def named_person(discourse: Discourse, given: Profile, position: int) -> Meant:
    """Somebody called by a name: the full name, role and country are those of the article or of the office."""
    person = discourse.cast.named(given.name, position)
    full = person.name if person else given.name
    basis = given.basis if full == given.name else f"part of the name {full}"
    leader = leader_named(full, discourse.day)
    if leader is not None and (len(full.split()) == 1 or person is None):
        full, basis = leader.name, f"table of office holders: {leader.role}"
    held = person.role if person else None
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
    """ "The Russian envoy": who was introduced as that, else who holds the office, else a person without a name."""
    given = item.profile
    if not given.indefinite:
        specific = specific_words(given)
        person = discourse.cast.in_role(given, specific, item.start, discourse.home)
        if person is not None:
            return introduced(discourse, person, f"'{given.name}': {person.name}, introduced in that role")
        leader = office_holder(given.head, given.country, discourse.day) if not specific else None
        if leader is not None:
            basis = f"table of office holders: {leader.role} on {discourse.day}"
            actor = discourse.build(leader.name, "person", given.country, given.role, basis, named=True)
            return Meant(actor, leader.gender)
    elif discourse.sentence(item.start) < _LEAD_SENTENCES and given.country:
        person = _introduced_soon(discourse, given, item.end)
        if person is not None:
            return introduced(discourse, person, f"'{given.name}': {person.name}, named right after")
    return Meant(discourse.actor(given, "title without a name", kind="person"), gender_of("", [given.head]))


def specific_words(given: Profile) -> frozenset[str]:
    """The words of a title that tell one holder from another: all but its head, country and common modifiers."""
    words = tables().words
    common = words.prepositions | words.articles | words.common_modifiers | set(given.head.split())
    return frozenset(token.lower for token in tokens(given.role or "") if token.word and token.lower not in common)


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
