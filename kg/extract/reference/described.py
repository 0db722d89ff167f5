"""Persons by other words than a name or an office: "the Iranian", "the cleric", "the 79-year-old"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from kg import ids
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.gender import gender_of
from kg.extract.reference.scene import OTHER, SUBJECT, Occurrence
from kg.extract.reference.speakers import is_subject

_OF_ONE = frozenset({"government", "military", "private", "armed_group"})
"""Fields of life whose roles exclude each other."""


def compatriot(discourse: Discourse, item: Item) -> Meant | None:
    """ "The Iranian": the last-named person of that country; where the article has none, "the Swede" is whoever stood
    out last and has no country, as those who serve the United Nations."""
    given, sentence = item.profile, discourse.sentence(item.start)

    def named(o: Occurrence) -> bool:
        return _is_named_person(o) and o.end <= item.start

    if found := discourse.scene.last(lambda o: named(o) and o.actor.country == given.country):
        return _again(found, given, "the last of them named")
    lone = _alone(discourse, sentence, lambda o: named(o) and o.actor.country is None)
    return _again(lone, given, "no other country known") if lone and lone.salience >= SUBJECT else None


def epithet(discourse: Discourse, item: Item) -> Meant | None:
    """ "The cleric", "the 79-year-old": who stood out in the last sentences, if what is known of him or her agrees."""
    given, sentence = item.profile, discourse.sentence(item.start)
    if (
        not given.definite
        or discourse.quotes.around(item.start)
        or not is_subject(discourse.text, item.start, item.end)
    ):
        return None
    gender = gender_of("", [given.head])

    def fits(o: Occurrence) -> bool:
        if not (_is_named_person(o) and 1 <= sentence - o.sentence <= 2 and (not gender or o.gender in {"", gender})):
            return False
        person = discourse.cast.named(o.actor.name, item.start)
        offices = person.offices() if person else ()
        if given.country and o.actor.country != given.country:
            return o.actor.country is None and any(_may_be(given.head, office) for office in offices)
        return not _excludes(given.head, offices)

    near = {o.actor.id: o.sentence for o in discourse.scene.before() if fits(o)}
    if len(near) > 2 or any(sentence - seen > 1 for seen in near.values()):
        return None
    found = discourse.scene.pick(sentence, fits)
    return _again(found, given, "who stood out in the sentence before") if found and found.salience >= OTHER else None


def _alone(discourse: Discourse, sentence: int, fits: Callable[[Occurrence], bool]) -> Occurrence | None:
    """The only actor of the last two sentences that fits, where he or she stood out most."""
    near = [o for o in discourse.scene.before() if 1 <= sentence - o.sentence <= 2 and fits(o)]
    return max(near, key=lambda o: o.salience) if len({o.actor.id for o in near}) == 1 else None


def _is_named_person(o: Occurrence) -> bool:
    return o.number == "person" and ids.is_named(o.actor.id)


def _again(found: Occurrence, given: Profile, why: str) -> Meant:
    return Meant(replace(found.actor, basis=f"'{given.name}': {found.actor.name}, {why}"), found.gender)


def _excludes(head: str, offices: Sequence[str]) -> bool:
    """Whether who holds `offices` is not called by `head`: a mayor is neither "the ambassador" nor "the prisoner"."""
    domain = tables().roles.get(head)
    return domain in _OF_ONE and bool(offices) and not any(_may_be(head, office) for office in offices)


def _may_be(head: str, office: str) -> bool:
    """Whether a holder of `office` may be called by `head`: an envoy is a diplomat."""
    generic = tables().titles.generic
    heads = generic.get(head, ())
    return head == office or office in heads or "*" in heads or head in generic.get(office, ())
