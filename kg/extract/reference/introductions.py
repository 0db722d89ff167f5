"""Reads an article for its cast: who is named, in which roles, and which acronyms are explained."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.extract.actors import Profile
from kg.extract.naming.roles import role_words
from kg.extract.naming.tables import key, tables
from kg.extract.reference.acronyms import read_acronyms
from kg.extract.reference.apposition import beside
from kg.extract.reference.cast import Cast, Held
from kg.extract.reference.gender import gender_of
from kg.extract.reference.offices import leader_named
from kg.extract.reference.person_names import person_names
from kg.text.document import Document

_PARAGRAPH = 160
"""Characters before a name in which its paragraph may begin."""


def read_cast(document: Document, mentions: Iterable[tuple[int, int, Profile]]) -> Cast:
    """The people of the article: its PERSON entities, and those of `mentions` (start, end, profile) that name one."""
    text = document.text
    cast = Cast(acronyms=read_acronyms(text))
    names = person_names(document, mentions)
    for name in sorted(names, key=lambda n: -len(n.name.split())):
        cast.admit(name.name)
    sentence_starts = [sentence.start for sentence in document.sentences]
    previous = 0
    for start, end, spelt, title in names:
        person = cast.named(spelt, start)
        if person is None:
            continue
        person.seen.append(start)
        cast.starts[start] = (end, person)
        if title:
            cast.give(person, title, start)
        sentence = bisect_right(sentence_starts, start) - 1
        first = max(previous, text.rfind("\n\n", max(0, start - _PARAGRAPH), start) + 1)
        last = document.sentences[sentence].end if sentence >= 0 else len(text)
        found = beside(text, (start, end), (first, max(last, end)))
        person.gender = person.gender or gender_of(person.name, found.titles)
        for words in found.roles:
            cast.give(person, words, start)
        previous = end
    if document.published is not None:
        _add_offices(cast, document.published)
    for entries in cast.by_head.values():
        entries.sort(key=lambda entry: entry[0])
    return cast


def _add_offices(cast: Cast, day: str) -> None:
    """The offices of the table of leaders that people of the cast hold on the day of the article."""
    for person in {id(p): p for people in cast.by_word.values() for p in people}.values():
        leader = leader_named(person.name, day) if person.seen else None
        if leader is None or not leader.holds_on(day) or len(key(person.name).split()) < 2:
            continue
        if leader.country and person.country not in {None, leader.country}:
            continue
        text = leader.role if leader.organization is None else f"{leader.organization} {leader.role}"
        head = leader.role if leader.role in tables().roles else leader.role.rsplit(" ", 1)[-1]
        words = role_words(text)
        person.roles.append(Held(leader.role, leader.country, head, "government", words))
        person.gender = person.gender or leader.gender
        cast.index(person, leader.role, person.seen[0])
