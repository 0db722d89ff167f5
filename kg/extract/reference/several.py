"""Several actors under one word: "both sides", "the three countries", "they"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse
from kg.extract.reference.scene import Occurrence
from kg.model import Actor


def counts_several(given: Profile) -> bool:
    """Whether a phrase is like "the two countries"."""
    table = tables().pronouns
    several = given.head in table.several_states | table.several_people
    return given.definite and several and any(word in table.counts for word in given.name.split())


def sides(discourse: Discourse, item: Item) -> Actor:
    """ "Both sides", "the three countries": as many actors as were named side by side last before ("A, B and C"),
    or, for two, the only two states of the last sentences."""
    table = tables().pronouns
    name = item.profile.name
    number = next((table.counts[word] for word in name.lower().split() if word in table.counts), 2)
    kind = "person" if name.split()[-1] in table.several_people else "state"
    found = _side_by_side(discourse, number, kind, item.start)
    if not found and number == 2:
        found = _only_two(discourse, kind, item.start)
    _keep(discourse, item, found, f"'{name}': ")
    return discourse.actor(item.profile, "several actors together")


def they(discourse: Discourse, item: Item) -> Actor | None:
    """ "They" for actors named side by side in this sentence or the one before."""
    for kind in ("person", "state"):
        for number in (2, 3, 4):
            if found := _side_by_side(discourse, number, kind, item.start, sentences=1):
                basis = _keep(discourse, item, found, f"pronoun '{item.profile.pronoun}': ")
                return discourse.actor(item.profile, basis)
    return None


def _keep(discourse: Discourse, item: Item, found: Sequence[Actor], lead: str) -> str:
    basis = lead + ", ".join(actor.name for actor in found)
    if found:
        discourse.members[item.start, item.end] = tuple(replace(actor, basis=basis) for actor in found)
    return basis


def _fits(occurrence: Occurrence, kind: str, position: int) -> bool:
    nameless = occurrence.actor.kind == "state" and occurrence.actor.country is None
    return occurrence.actor.kind == kind and not nameless and occurrence.end <= position


def _side_by_side(
    discourse: Discourse, number: int, kind: str, position: int, sentences: int | None = None
) -> list[Actor]:
    """The last `number` actors named side by side before `position`, at most `sentences` back; none if it is not so."""
    sentence = discourse.sentence(position)
    run: list[Occurrence] = []
    for occurrence in discourse.scene.before():
        if not _fits(occurrence, kind, position):
            continue
        if sentences is not None and sentence - occurrence.sentence > sentences:
            break
        joined = bool(run) and _is_conjunction(discourse.text[occurrence.end : run[-1].start])
        if not joined and len({o.actor.id for o in run}) == number:
            break
        run = [*run, occurrence] if joined else [occurrence]
    distinct = {o.actor.id: o.actor for o in reversed(run)}
    return list(distinct.values()) if len(distinct) == len(run) == number else []


def _only_two(discourse: Discourse, kind: str, position: int) -> list[Actor]:
    """The two actors of a kind that the last three sentences name, if they name two and no more."""
    sentence = discourse.sentence(position)
    near: dict[str, Actor] = {}
    for occurrence in discourse.scene.before():
        if _fits(occurrence, kind, position) and sentence - occurrence.sentence <= 2:
            near.setdefault(occurrence.actor.id, occurrence.actor)
    return list(near.values())[::-1] if len(near) == 2 else []


def _is_conjunction(words: str) -> bool:
    return len(words) < 12 and words.replace(",", " ").split() in ([], ["and"], ["and", "the"], ["the"])
