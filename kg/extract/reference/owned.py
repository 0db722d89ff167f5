"""What belongs to somebody named by a pronoun: "his government", "his Turkish counterpart", "their leader"."""

from __future__ import annotations

from msgspec.structs import replace

from kg.extract.naming.profile import Profile
from kg.extract.naming.roles import held_role, specific_words
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.gender import gender_of
from kg.extract.reference.offices import office_holder
from kg.extract.reference.persons import introduced
from kg.extract.reference.pronouns import pronoun
from kg.model import Actor


def owned(discourse: Discourse, item: Item) -> Meant:
    """The owner's country, official or counterpart where that is what is meant, else "X of the owner"."""
    given = item.profile
    if not given.plural and (person := discourse.cast.named_at(discourse.text, item.end)) is not None:
        return introduced(discourse, person, f"'{given.owner} {given.name}': {person.name}, named right after")
    owner = pronoun(discourse, item, given.owner).actor
    if owner.country and given.head in tables().pronouns.country_nouns and len(given.name.split()) == 1:
        return Meant(discourse.state(owner.country, f"'{given.owner} {given.name}': the country of {owner.name}"))
    if given.head == "counterpart" and (other := _counterpart(discourse, given, owner, item.start)):
        return other
    if given.kind == "person" and owner.country and (other := _official(discourse, given, owner, item.start)):
        return other
    known = owner.kind != "other" and owner.name.lower() != given.name.lower()
    name = f"{given.name} of {owner.name}" if known else given.name
    basis = f"'{given.owner}': {owner.name}" if known else given.basis
    actor = discourse.build(name, given.kind, given.country or owner.country, given.role, basis, named=False)
    return Meant(actor, gender_of("", [given.head]))


def _official(discourse: Discourse, given: Profile, owner: Actor, position: int) -> Meant | None:
    """ "His foreign minister": who was introduced as holding that office in the owner's country."""
    if tables().roles.get(given.head) not in {"government", "military"}:
        return None
    like = replace(given, country=owner.country)
    person = discourse.cast.in_role(like, specific_words(given.role or "", given.head), position, discourse.home)
    if person is None or person.country != owner.country or person.name == owner.name:
        return None
    return introduced(discourse, person, f"'{given.owner} {given.name}': {person.name}, introduced in that role")


def _counterpart(discourse: Discourse, given: Profile, owner: Actor, position: int) -> Meant | None:
    """ "His Turkish counterpart": who has the owner's office in the other country."""
    office = held_role(owner.role or "")
    if office is None or given.country in {None, owner.country}:
        return None
    basis = f"'{given.owner} {given.name}': {office}"
    person = discourse.cast.in_role(replace(given, head=office), frozenset(), position, None)
    if person is not None and person.country == given.country:
        return introduced(discourse, person, basis)
    leader = office_holder(office, given.country, discourse.day)
    if leader is None:
        return None
    basis = f"{basis}, table of office holders on {discourse.day}"
    actor = discourse.build(leader.name, "person", given.country, leader.role, basis, named=True)
    return Meant(actor, leader.gender)
