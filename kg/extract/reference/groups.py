"""Organisations and groups of people: known ones again ("the rebels", "the government"), and new ones."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from kg import ids
from kg.extract.countries import country_name
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse, content_words
from kg.extract.reference.offices import leader_named
from kg.extract.reference.scene import PLACE, Occurrence
from kg.extract.reference.several import counts_several, sides
from kg.model import Actor, ActorKind


def organization(discourse: Discourse, item: Item) -> Actor:
    """By its name; "Congress" is that of a country in view, an acronym what the article says that it means."""
    given = item.profile
    if given.shared and given.country not in {discourse.home, discourse.last_state()}:
        given = replace(given, name=given.shared, country=None, basis="words of the text", named=False)
    words = discourse.cast.acronyms.get(given.name)
    if words is not None and not given.basis.startswith("table"):
        given = replace(given, name=words, basis=f"acronym explained in the article: {words}")
    actor = discourse.actor(given)
    discourse.remember(given, actor)
    return actor


def group(discourse: Discourse, item: Item) -> Actor:
    """A group, or what a definite phrase like "the country" stands for."""
    given = item.profile
    if state := _government(discourse, given, item.start):
        return state
    words = content_words(given.name)
    if given.definite and words <= set(given.head.split()) and (known := _generic(discourse, given, item.start)):
        return known
    if counts_several(given):
        return sides(discourse, item)
    if given.definite and not given.indefinite and (earlier := discourse.recall(given.head, words)):
        return replace(earlier, basis=f"'{given.name}': {earlier.name}, spoken of before")
    bare = given.definite and not given.indefinite and words <= {given.head}
    if bare and (earlier := _alike(discourse, given)):
        return replace(earlier, basis=f"'{given.name}': {earlier.name}, spoken of before as such")
    if bare and given.kind == "armed_group" and (only := _only_armed_group(discourse, given)):
        return only
    given = _lowered(given)
    if given.definite and given.country is None and " ".join(given.name.lower().split()) in tables().words.national:
        given = replace(given, country=discourse.home)
    actor = discourse.actor(given, given.basis or "group")
    discourse.remember(given, actor)
    return actor


def _government(discourse: Discourse, given: Profile, position: int) -> Actor | None:
    """ "The Clinton administration", "the Islamic Republic", "the country's legitimate government": a state."""
    if given.head in {"administration", "government"} and (state := _named_after(discourse, given, position)):
        return state
    nearest = discourse.last_state() or discourse.home
    if nearest is None:
        return None
    table = tables().pronouns
    if given.head == "islamic republic" and given.country is None:
        last = discourse.scene.last(lambda o: o.actor.country in table.islamic_republics)
        code = last.actor.country if last else None
        return discourse.state(code, f"'{given.name}': the one spoken of last") if code else None
    owner, possessive, _ = given.name.partition("'s ")
    if possessive and owner.lower() in table.country_nouns and given.head in {"government", "authorities"}:
        return discourse.state(nearest, f"'{given.name}': {country_name(nearest)}, spoken of last")
    return None


def _named_after(discourse: Discourse, given: Profile, position: int) -> Actor | None:
    """ "The Clinton administration": the state of whom it is named after."""
    name = given.name.rpartition(" ")[0].removesuffix("'s")
    if not name or " " in name or not name[0].isupper():
        return None
    person = discourse.cast.named(name, position)
    leader = leader_named(person.name if person else name, discourse.day)
    code = (person.country if person else None) or (leader.country if leader else None)
    return discourse.state(code, f"'{given.name}': the country of {name}") if code else None


def _generic(discourse: Discourse, given: Profile, position: int) -> Actor | None:
    """ "The government", "the country", "the group", of which nothing more is said."""
    home = discourse.home
    if given.head == "government" and home:
        return discourse.state(home, "'the government' of the country that the article is about")
    if given.head in {"country", "nation"} and home:
        sentence = discourse.sentence(position)
        here = discourse.scene.last(lambda o: o.actor.kind == "state" and o.sentence == sentence and o.salience > PLACE)
        code = here.actor.country if here and here.actor.country else home
        return discourse.state(code, f"'{given.name}': {country_name(code)}, in view here")
    kinds = tables().pronouns.generic_things.get(given.head, ())
    found = _last_named(discourse, kinds[:1]) if given.head == "group" else None
    found = found or _last_named(discourse, kinds)
    return replace(found.actor, basis=f"'{given.name}': {found.actor.name}, the last such named") if found else None


def _last_named(discourse: Discourse, kinds: Sequence[ActorKind]) -> Occurrence | None:
    return discourse.scene.last(lambda o: o.actor.kind in kinds and o.number == "thing" and ids.is_named(o.actor.id))


def _only_armed_group(discourse: Discourse, given: Profile) -> Actor | None:
    """ "The rebels" of an article that names one armed group and no other rebels."""
    named = {
        o.actor.id: o.actor
        for o in discourse.scene.before()
        if o.actor.kind == "armed_group" and o.number == "thing" and ids.is_named(o.actor.id)
    }
    if len(named) != 1:
        return None
    actor = next(iter(named.values()))
    if given.country is not None and actor.country not in {None, given.country}:
        return None
    return replace(actor, basis=f"'{given.name}': {actor.name}, the only armed group named")


def _alike(discourse: Discourse, given: Profile) -> Actor | None:
    """ "The demonstrators" after "some 200 protesters"."""
    others = (discourse.recall(head, frozenset()) for head in tables().pronouns.alike.get(given.head, ()))
    return next((actor for actor in others if actor is not None), None)


def _lowered(given: Profile) -> Profile:
    """The profile with a small first letter where only the beginning of the sentence made it a capital."""
    word = given.name.split(" ", 1)[0]
    lower = word.lower()
    table = tables()
    common = table.words.numerals | table.words.vague | table.words.indefinite | table.titles.modifiers
    if not word.isupper() and (lower in common or (lower in table.groups and not given.named)):
        return replace(given, name=lower + given.name[len(word) :])
    return given
