"""What is known when a mention is reached: the article, its cast, and what was spoken of so far."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from kg import ids
from kg.extract.countries import countries_in, country_name
from kg.extract.naming.phrases import tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.extract.reference.cast import Cast
from kg.extract.reference.scene import Scene
from kg.extract.reference.speakers import read_quotes
from kg.model import Actor, ActorKind, Alpha3
from kg.text.document import Document

_GROUPS = 8
"""Groups that are remembered under one head word."""


class Meant(NamedTuple):
    """Who is meant; `gender` is "male", "female" or ""."""

    actor: Actor
    gender: str = ""


class Discourse:
    """One article from its beginning up to the mention that is looked at."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.text = document.text
        self.day = document.published
        self.cast = cast
        self.home = _home_country(document)
        self.scene = Scene()
        self.quotes = read_quotes(document)
        self.said: list[tuple[int, Actor]] = []
        """Subjects of verbs of saying, with their offsets."""
        self.members: dict[tuple[int, int], tuple[Actor, ...]] = {}
        """Who several actors are, by the offsets of "both sides" or "they"."""
        self._groups: dict[str, list[tuple[frozenset[str], Actor]]] = {}
        self._article = ids.article_digest(document.article)
        self._sentence_starts = [sentence.start for sentence in document.sentences]

    def sentence(self, position: int) -> int:
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def paragraph(self, position: int) -> int:
        sentences = self.document.sentences
        return sentences[self.sentence(position)].paragraph if sentences else 0

    def last_state(self) -> Alpha3 | None:
        """The country spoken of last."""
        found = self.scene.last(lambda o: o.actor.kind in {"state", "government"} and o.actor.country is not None)
        return found.actor.country if found else None

    # What was named before

    def remember(self, given: Profile, actor: Actor) -> None:
        """Keeps a group or an organisation, so that "the rebels" or "the council" finds it again."""
        last = given.name.rsplit(" ", 1)[-1].lower()
        for head in {given.head, last} if given.form == "organization" else {given.head}:
            entries = self._groups.setdefault(head, [])
            entries.append((content_words(given.name) | {given.head}, actor))
            del entries[:-_GROUPS]

    def recall(self, head: str, words: frozenset[str]) -> Actor | None:
        """The last such group that was named with more than `words`."""
        earlier = reversed(self._groups.get(head, []))
        return next((actor for known, actor in earlier if words < known and not actor.name.isdigit()), None)

    # Records

    def actor(self, given: Profile, basis: str = "", kind: ActorKind | None = None) -> Actor:
        """Who the words themselves mean."""
        basis = basis or given.basis or "words of the text"
        return self.build(given.name, kind or given.kind, given.country, given.role, basis, given.named)

    def state(self, code: Alpha3, basis: str) -> Actor:
        return self.build(country_name(code), "state", code, None, basis, named=True)

    def build(
        self, name: str, kind: ActorKind, country: Alpha3 | None, role: str | None, basis: str, named: bool
    ) -> Actor:
        """An actor whose id holds in all articles if `named`, else in this one only."""
        return Actor(
            id=ids.named_actor_id(name, kind) if named else ids.unnamed_actor_id(self._article, name),
            name=name,
            kind=kind,
            country=country,
            role=role,
            role_country=country if role else None,
            basis=basis,
        )


def content_words(name: str) -> frozenset[str]:
    """The words of a name in lower case, without articles and prepositions."""
    words = tables().words
    return frozenset(
        t.lower for t in tokens(name) if t.word and t.lower not in words.articles and t.lower not in words.prepositions
    )


def _home_country(document: Document) -> Alpha3 | None:
    """The country that the article is about: the one named most, where that of the dateline counts double."""
    named = Counter(
        code
        for entity in document.entities
        if entity.label in {"GPE", "NORP"}
        for code, _, _ in countries_in(entity.text)
    )
    line = document.dateline
    if line is not None:
        for code in {code for code, _, _ in countries_in(document.text[line.start : line.end])}:
            named[code] = 2 * named[code] + 1
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
