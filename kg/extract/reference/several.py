"""Several actors under one word: "both sides", "the three countries", "the two ministers", "they"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kg import ids
from kg.extract.naming.phrases import tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse
from kg.extract.reference.scene import Occurrence
from kg.model import Actor

_PEOPLE = frozenset({"person"})
_STATES = frozenset({"state", "government"})
_BODIES = frozenset({"state", "government", "armed_group", "party", "organization"})
_SENTENCES = 6
_LONGEST_GAP = 48
"""Characters between two names of a list, titles included."""


class _Asked(NamedTuple):
    """How many actors of which kinds a phrase stands for; any of the groups of kinds will do."""

    number: int
    kinds: tuple[frozenset[str], ...]
    head: str = ""
    """The role of each, if the phrase says one."""


def counts_several(given: Profile) -> bool:
    """Whether a phrase is like "the two countries"."""
    table = tables().pronouns
    before = f" {given.name.lower()}".partition(f" {given.head}")[0]
    if not given.definite or not any(word in table.counts for word in before.split()):
        return False
    return given.head in table.several_states | table.several_people | {"sides"} or _one_of(given.head) is not None


def sides(discourse: Discourse, item: Item) -> Actor:
    """ "Both sides", "the three countries", "the two ministers": all who have the role that the phrase says, as many
    actors as were named side by side last ("A, B and C")."""
    asked = _read(item.profile)
    found = _holders(discourse, asked, item.start)
    for kinds in asked.kinds:
        found = found or _side_by_side(discourse, asked.number, kinds, item.start, _SENTENCES)
    basis = _keep(discourse, item, found, f"'{item.profile.name}': ") if found else "several actors together"
    return discourse.actor(item.profile, basis)


def they(discourse: Discourse, item: Item) -> Actor | None:
    """ "They" for actors named side by side in this sentence or the one before."""
    for kinds in (_PEOPLE, _STATES):
        for number in (2, 3, 4):
            if found := _side_by_side(discourse, number, kinds, item.start, sentences=1):
                basis = _keep(discourse, item, found, f"pronoun '{item.profile.pronoun}': ")
                return discourse.actor(item.profile, basis)
    return None


def _read(given: Profile) -> _Asked:
    table = tables().pronouns
    words = given.name.lower().split()
    number = next((table.counts[word] for word in words if word in table.counts), 2)
    last = words[-1]
    if last == "sides":
        return _Asked(number, (_BODIES,))
    if last in table.several_states:
        return _Asked(number, (_STATES,))
    if last in table.several_people:
        return _Asked(number, (_PEOPLE,))
    if role := _one_of(given.head):
        return _Asked(number, (_PEOPLE,), role)
    return _Asked(number, (_PEOPLE, _STATES))


def _one_of(head: str) -> str | None:
    """The role word of which `head` is the plural."""
    singular = head.removesuffix("s")
    return singular if singular != head and singular in tables().roles else None


def _keep(discourse: Discourse, item: Item, found: Sequence[Actor], lead: str) -> str:
    basis = lead + ", ".join(actor.name for actor in found)
    discourse.members[item.start, item.end] = tuple(replace(actor, basis=basis) for actor in found)
    return basis


def _fits(occurrence: Occurrence, kinds: frozenset[str], position: int) -> bool:
    actor = occurrence.actor
    nameless = (actor.kind in _STATES and actor.country is None) or not ids.is_named(actor.id)
    return actor.kind in kinds and not nameless and occurrence.number != "plural" and occurrence.end <= position


def _holders(discourse: Discourse, asked: _Asked, position: int) -> list[Actor]:
    """All whom the article has called by a role so far, if they are as many as the phrase says."""
    if not asked.head:
        return []
    found: dict[str, Actor] = {}
    for occurrence in discourse.scene.before():
        if _fits(occurrence, _PEOPLE, position):
            person = discourse.cast.named(occurrence.actor.name, position)
            if person and any(role.head == asked.head for role in person.roles):
                found.setdefault(occurrence.actor.id, occurrence.actor)
    return list(found.values())[::-1] if len(found) == asked.number else []


def _side_by_side(
    discourse: Discourse, number: int, kinds: frozenset[str], position: int, sentences: int
) -> list[Actor]:
    """The last `number` actors named side by side before `position`, at most `sentences` back; none if it is not so."""
    sentence = discourse.sentence(position)
    run: list[Occurrence] = []
    for occurrence in discourse.scene.before():
        if not _fits(occurrence, kinds, position):
            continue
        if sentence - occurrence.sentence > sentences:
            break
        joined = bool(run) and _is_conjunction(discourse.text[occurrence.end : run[-1].start])
        if not joined and len({o.actor.id for o in run}) == number:
            break
        run = [*run, occurrence] if joined else [occurrence]
    distinct = {o.actor.id: o.actor for o in reversed(run)}
    return list(distinct.values()) if len(distinct) == len(run) == number else []


def _is_conjunction(words: str) -> bool:
    """Whether `words` between two names join them: ", ", " and ", ", France's " and " and Saudi Crown Prince "."""
    if len(words) > _LONGEST_GAP:
        return False
    table = tables()
    rest = [t for t in tokens(words) if t.text != "," and t.lower not in {"and", "the"}]
    return all(
        t.capital or t.lower in table.roles or t.lower in table.titles.modifiers or t.lower == "'s" for t in rest
    )
