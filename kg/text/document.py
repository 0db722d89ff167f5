"""What the text stage gives to extraction: an article with its sentences, entities and dateline, without spaCy."""

from __future__ import annotations

from msgspec import Struct

from kg.model import Article, IsoDate


class Sentence(Struct, frozen=True):
    """`text` is the cleaned text between the offsets: as long as the original, quotes and dashes straightened.

    `dateline` offsets are excluded: a sentence begins after "TEHRAN, Sept 5 (Agency) -". `paragraph` counts the blocks
    of running text from 0. `speaker` are the offsets of the name before the turn of a transcript ("SMITH: …").
    """

    text: str
    start: int
    end: int
    paragraph: int
    speaker: tuple[int, int] | None = None

    def between(self, start: int, end: int) -> str:
        """The words from `start` to `end`, offsets into the article; what is outside the sentence is left out."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]


class Entity(Struct, frozen=True):
    """A named entity; `label` is spaCy's (PERSON, NORP, ORG, GPE, LOC, FAC, DATE, TIME, …)."""

    text: str
    start: int
    end: int
    label: str


class Dateline(Struct, frozen=True):
    """The "TEHRAN, Sept 5 (Agency) -" of the first line: offsets of the place, and of the date where it has one."""

    place: tuple[int, int] | None
    date: tuple[int, int] | None
    start: int
    end: int


class Document(Struct, frozen=True):
    """`text` has the length of `article.text`; sentences and entities are in its order and do not overlap."""

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    dateline: Dateline | None = None

    @property
    def published(self) -> IsoDate | None:
        return self.article.published
