"""What belongs to somebody named by a pronoun: "his government", "his Turkish counterpart", "their leader"."""

from __future__ import annotations

from msgspec.structs import replace

from kg import ids
from kg.extract.naming.profile import Profile
from kg.extract.naming.roles import held_role, specific_words
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.gender import gender_of
from kg.extract.reference.offices import office_holder
from kg.extract.reference.persons import introduced
from kg.extract.reference.pronouns import pronoun
from kg.model import Actor, Alpha3

_ALIKE = frozenset({"counterpart", "colleague"})


def owned(discourse: Discourse, item: Item) -> Meant:
    """The owner's country, official or counterpart where that is what is meant, else "X of the owner"."""
    given = item.profile
    if not given.plural and (person := discourse.cast.named_at(discourse.text, item.end)) is not None:
        return introduced(discourse, person, f"'{given.owner} {given.name}': {person.name}, named right after")
    if given.kind == "state" and given.country:  # "his British and German counterparts"
        return Meant(discourse.state(given.country, given.basis))
    owner = pronoun(discourse, item, given.owner).actor
    country = owner.country or _home_of(discourse, owner, item.start)
    if country and given.head in tables().pronouns.country_nouns and len(given.name.split()) == 1:
        return Meant(discourse.state(country, f"'{given.owner} {given.name}': the country of {owner.name}"))
    if given.head in _ALIKE and (other := _counterpart(discourse, given, owner, item.start)):
        return other
    if given.kind == "person" and owner.country and (other := _official(discourse, given, owner, item.start)):
        return other
    known = owner.kind != "other" and owner.name.lower() != given.name.lower()
    name = f"{given.name} of {owner.name}" if known else given.name
    basis = f"'{given.owner}': {owner.name}" if known else given.basis
    actor = discourse.build(name, given.kind, given.country or owner.country, given.role, basis, named=False)
    return Meant(actor, gender_of("", [given.head]))


def _home_of(discourse: Discourse, owner: Actor, position: int) -> Alpha3 | None:
    """The country that the article is about, for its own officials, whose country it need not say."""
    person = discourse.cast.named(owner.name, position) if owner.kind == "person" else None
    return discourse.home if person and person.offices() else None


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
    if given.country in {None, owner.country}:
        return None
    office = held_role(owner.role or "")
    if office is not None:
        basis = f"'{given.owner} {given.name}': {office}"
        person = discourse.cast.in_role(replace(given, head=office), frozenset(), position, None)
        if person is not None and person.country == given.country:
            return introduced(discourse, person, basis)
    found = discourse.scene.last(
        lambda o: o.number == "person" and o.actor.country == given.country and ids.is_named(o.actor.id)
    )
    if found is not None:
        basis = f"'{given.owner} {given.name}': {found.actor.name}, the last of that country named"
        return Meant(replace(found.actor, basis=basis), found.gender)
    if office is None:
        return None
    leader = office_holder(office, given.country, discourse.day)
    if leader is None:
        return None
    basis = f"'{given.owner} {given.name}': {office}, table of office holders on {discourse.day}"
    actor = discourse.build(leader.name, "person", given.country, leader.role, basis, named=True)
    return Meant(actor, leader.gender)
