"""Whom a pronoun means: the actor of its number and gender that stands out most, in a quotation its speaker."""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from kg.extract.countries import country_name
from kg.extract.naming.tables import tables
from kg.extract.reference.candidates import Item
from kg.extract.reference.discourse import Discourse, Meant
from kg.extract.reference.scene import PLACE, SUBJECT, Occurrence
from kg.extract.reference.several import sides, they
from kg.extract.reference.speakers import says_before
from kg.model import Actor

_COLLECTIVE = frozenset({"armed_group", "party", "organization", "ngo"})
_WHERE = {0: "in the same sentence", 1: "in the sentence before"}


def is_first_person(pronoun: str) -> bool:
    table = tables().pronouns
    return pronoun in table.speaker or pronoun in table.speakers


def pronoun(discourse: Discourse, item: Item, word: str) -> Meant:
    """Whom `word`, which is or begins `item`, means; an actor of kind "other" with the pronoun as its name if nobody
    is found."""
    table = tables().pronouns
    if word == "sides":
        return Meant(sides(discourse, item))
    if is_first_person(word):
        return Meant(_first_person(discourse, item, word))
    chosen: Occurrence | None = None
    if word in table.male or word in table.female:
        chosen = _person(discourse, item, word)
    elif word in table.thing:
        chosen = _thing(discourse, item)
    elif word in table.plural:
        chosen = _plural(discourse, item, word)
        if chosen is None and (several := they(discourse, item)):
            return Meant(several)
        chosen = chosen or _collective(discourse, item)
    if chosen is None:
        return Meant(discourse.actor(item.profile, f"pronoun '{word}': nobody found"))
    where = _WHERE.get(discourse.sentence(item.start) - chosen.sentence, "further above")
    part = "subject" if chosen.salience >= SUBJECT else "mentioned"
    basis = f"pronoun '{word}': {part} {where}, {chosen.actor.name}"
    if several_meant := discourse.members.get((chosen.start, chosen.end)):
        discourse.members[item.start, item.end] = tuple(replace(actor, basis=basis) for actor in several_meant)
    return Meant(replace(chosen.actor, basis=basis), chosen.gender)


def _person(discourse: Discourse, item: Item, word: str) -> Occurrence | None:
    """ "He" in a quotation is not its speaker, "him" is not the subject right before it."""
    sentence = discourse.sentence(item.start)
    genders = {"male" if word in tables().pronouns.male else "female", ""}
    speaker = _speaker(discourse, item.start)
    barred = {speaker.id} if speaker else set()
    nearest = next((o for o in discourse.scene.before() if o.end <= item.start), None)
    if word == "him" and nearest and nearest.sentence == sentence and nearest.salience >= SUBJECT:
        barred.add(nearest.actor.id)

    def fits(o: Occurrence) -> bool:
        return o.number == "person" and o.gender in genders and o.actor.id not in barred and o.start < item.start

    chosen: Occurrence | None = None
    if says_before(discourse.text, item.start, item.end):
        chosen = discourse.scene.pick(sentence, lambda o: fits(o) and o.sentence < sentence)
    return chosen or discourse.scene.pick(sentence, fits, object_=word == "him")


def _thing(discourse: Discourse, item: Item) -> Occurrence | None:
    return discourse.scene.pick(
        discourse.sentence(item.start),
        lambda o: o.number == "thing" and o.salience > PLACE and o.start < item.start,
    )


def _plural(discourse: Discourse, item: Item, word: str) -> Occurrence | None:
    return discourse.scene.pick(
        discourse.sentence(item.start),
        lambda o: (o.number == "plural" or o.actor.kind == "armed_group") and o.start < item.start,
        object_=word == "them",
    )


def _collective(discourse: Discourse, item: Item) -> Occurrence | None:
    """ "They" for one body of many people."""
    sentence = discourse.sentence(item.start)
    return discourse.scene.pick(
        sentence,
        lambda o: o.actor.kind in _COLLECTIVE and o.start < item.start and sentence - o.sentence <= 1,
    )


def _first_person(discourse: Discourse, item: Item, word: str) -> Actor:
    """ "I" is the speaker; "we" of an official is the state, of others the speaker."""
    speaker = _speaker(discourse, item.start)
    if speaker is None:
        return discourse.actor(item.profile, f"pronoun '{word}': no speaker found")
    basis = f"pronoun '{word}': the speaker, {speaker.name}"
    if word in tables().pronouns.speakers and speaker.kind == "person" and speaker.country:
        return discourse.state(speaker.country, f"{basis}, of {country_name(speaker.country)}")
    return replace(speaker, basis=basis)


def _speaker(discourse: Discourse, position: int) -> Actor | None:
    """Who says the quotation around `position`: the nearest subject of a verb of saying in its paragraph, else one
    before it, at most two paragraphs back."""
    quote = discourse.quotes.around(position)
    if quote is None:
        return None
    start, end = quote
    paragraph = discourse.paragraph(start)
    index = bisect_left(discourse.said, start, key=lambda entry: entry[0])
    near = [(at, who) for at, who in discourse.said[max(0, index - 3) : index + 3] if not start <= at < end]
    same = [(at, who) for at, who in near if discourse.paragraph(at) == paragraph]
    if same:
        return min(same, key=lambda entry: max(start - entry[0], entry[0] - end))[1]
    before = [who for at, who in near if at < start and paragraph - discourse.paragraph(at) <= 2]
    return before[-1] if before else None
