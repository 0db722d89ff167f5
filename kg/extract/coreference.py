"""Who is meant: every mention of an article's events to one actor, by names, titles, pronouns and definite phrases.

Rules over words, entities and tables; one pass from left to right, so that a pronoun sees who was spoken of before it.
In doubt a mention keeps its own words: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Candidates, Item
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.groups import group, organization
from kg.extract.reference.introductions import read_cast
from kg.extract.reference.owned import owned
from kg.extract.reference.persons import looks_like_person, named_person, place_namesake, titled_person
from kg.extract.reference.pronouns import is_first_person, pronoun
from kg.extract.reference.scene import ASIDE, ATTRIBUTED, OTHER, PLACE, SUBJECT, Number, Occurrence
from kg.extract.reference.speakers import attributed, is_subject
from kg.model import Actor
from kg.text.document import Document

Offsets = tuple[int, int]


def resolve(document: Document, mentions: Sequence[Offsets]) -> dict[Offsets, Actor]:
    """An actor for each of `mentions` (offsets into the article's text), whatever they hold.

    A mention of several actors ("the two countries") has its phrase as the name; `resolve_members` tells them apart.
    """
    return _resolve(document, mentions)[0]


def resolve_members(document: Document, mentions: Sequence[Offsets]) -> dict[Offsets, tuple[Actor, ...]]:
    """Like `resolve`, but "both sides" or "the three countries" give the states that they stand for."""
    actors, members = _resolve(document, mentions)
    return {span: members.get(span, (actor,)) for span, actor in actors.items()}


def _resolve(
    document: Document, mentions: Sequence[Offsets]
) -> tuple[dict[Offsets, Actor], dict[Offsets, tuple[Actor, ...]]]:
    """The actor of each mention, and the members of those that stand for several."""
    candidates = Candidates(document)
    asked = [candidates.item(*span, asked=True) for span in sorted(set(mentions), key=lambda s: (s[0], -s[1]))]
    cast = read_cast(document, [(item.start, item.end, item.profile) for item in asked])
    discourse = Discourse(document, cast)
    actors: dict[Offsets, Actor] = {}
    first_person: list[Item] = []
    reach = 0
    for item in sorted([*asked, *candidates.others(asked, cast.surnames)], key=lambda i: (i.start, -i.end)):
        if is_first_person(item.profile.pronoun):
            first_person.append(item)  # its speaker may be named only after the quotation
            continue
        actor = _settle(discourse, item, nested=item.start < reach)
        reach = max(reach, item.end)
        if item.asked:
            actors[item.start, item.end] = actor
    for item in first_person:
        actor = _settle(discourse, item, nested=True)
        if item.asked:
            actors[item.start, item.end] = actor
    return actors, discourse.members


def _settle(discourse: Discourse, item: Item, nested: bool) -> Actor:
    """Finds who is meant, and puts it on the scene for what follows; `nested`: inside of another mention."""
    actor, gender = _meant(discourse, item)
    if actor.kind == "other" and item.profile.form == "pronoun":
        return actor
    number: Number = "person" if actor.kind == "person" else "plural" if item.profile.plural else "thing"
    sentence = discourse.sentence(max(item.start, item.end - 1))
    salience = ASIDE if nested else _salience(discourse, item, actor, number, sentence)
    if salience == ATTRIBUTED:
        discourse.said.append((item.start, actor))
    discourse.scene.add(Occurrence(actor, number, gender, item.start, item.end, sentence, salience))
    return actor


def _meant(discourse: Discourse, item: Item) -> Meant:
    given = item.profile
    if given.form == "pronoun":
        return pronoun(discourse, item, given.head)
    if given.form == "owned":
        return owned(discourse, item)
    if given.form == "person" or looks_like_person(discourse, given, item.start):
        return named_person(discourse, given, item.start)
    if given.form == "state" and (namesake := place_namesake(discourse, item)):
        return named_person(discourse, namesake, item.start)
    if given.form == "title":
        return titled_person(discourse, item)
    if given.form == "organization":
        return Meant(organization(discourse, item))
    return Meant(discourse.actor(given) if given.form == "state" else group(discourse, item))


def _salience(discourse: Discourse, item: Item, actor: Actor, number: Number, sentence: int) -> float:
    """How much an actor stands out here: most as the subject of a verb of saying, least as a place."""
    text, start, end = discourse.text, item.start, item.end
    subject = is_subject(text, start, end)
    if attributed(text, start, end):
        return ATTRIBUTED if subject else OTHER
    last = next(discourse.scene.before(), None)
    if last is not None and last.actor.id == actor.id and 0 <= start - last.end <= 2:
        return last.salience  # an apposition: "the envoy, X"
    possessive = item.profile.form == "pronoun" and item.profile.head in tables().pronouns.possessive
    if possessive or not subject:
        before = text[max(0, start - 16) : start].lower().removesuffix("the ").split()
        return PLACE if before and before[-1] in tables().words.locative else ASIDE
    return OTHER if discourse.scene.has_subject(sentence, number) else SUBJECT
