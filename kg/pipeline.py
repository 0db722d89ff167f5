"""The way of the data: articles -> documents -> what the encoder finds -> events with actors, dates and places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, get_args

from msgspec import Struct

from kg import __version__, ids
from kg.as_given import as_given
from kg.extract import encoder, gazetteer, places, times
from kg.extract.assembly import as_written, assemble
from kg.extract.encoder import Encoded, Encoder
from kg.extract.events import Decoding, find_events
from kg.extract.found import Found
from kg.extract.spans import load_thresholds
from kg.model import Article, ArticleRecord
from kg.settings import data
from kg.text import language
from kg.text.document import Document
from kg.text.visible import Way, visible

Layer = Literal["events", "times", "places"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
_TABLES = frozenset({".csv", ".json"})
_SENTENCES = 512
"""Sentences that are encoded together, so that batches of like length fill up."""
_AT_ONCE = 2 * _SENTENCES
"""The most of them: the states of a sentence take 50 KB."""


class Signature(Struct, frozen=True):
    """What codes: `version` names kg, its models and its tables. It costs nothing to keep or to send elsewhere."""

    version: str
    layers: tuple[str, ...]

    def digest(self, article: Article) -> str:
        """Of the article, its title and origin included, and of what codes it: equal digests, equal records."""
        told = (article.title or "", article.url or "", article.source or "")
        return ids.digest(ids.article_digest(article), *told, self.version, ",".join(sorted(self.layers)))


class Coder:
    """Everything that coding needs, loaded once: spaCy, the encoder, the gazetteer, the thresholds."""

    def __init__(
        self,
        layers: Sequence[Layer] = LAYERS,
        spacy_model: str | None = None,
        *,
        weights: Encoder | None = None,
        decoding: Decoding | None = None,
    ) -> None:
        """DataError if a model or a table is missing. Records made with other `weights` or another `decoding` than kg's
        own are there to be scored, not to be kept: they name kg's own all the same."""
        self.layers = layers
        self._language = language.load(spacy_model)
        self._gazetteer = gazetteer.load()
        self._encoder = weights or encoder.load()
        self._decoding = decoding or Decoding(load_thresholds())
        self.version = f"kg-{__version__}/{self._language.name}/{encoder.version()}/{tables_digest()}"
        self.signature = Signature(self.version, tuple(layers))

    def digest(self, article: Article) -> str:
        """Of the article, its title and origin included, and of what codes it: equal digests, equal records."""
        return self.signature.digest(article)

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        """The record of each article, in order."""
        given: deque[tuple[Article, Way | None]] = deque()
        for group in _groups(self._language.documents(_read(articles, given))):
            encoded = self._encoded(group)
            for document in group:
                article, way = given.popleft()
                record = self._record(article, document, islice(encoded, len(document.sentences)))
                yield record if way is None else as_given(record, article.text, way)

    def _encoded(self, group: Sequence[Document]) -> Iterator[Encoded]:
        """The sentences of the documents after their pass, a part of them at a time: an article may be a book."""
        texts = (sentence.text for document in group for sentence in document.sentences)
        while part := list(islice(texts, _AT_ONCE)):
            yield from self._encoder.encode_all(part)

    def _record(self, article: Article, document: Document, sentences: Iterator[Encoded]) -> ArticleRecord:
        """The record of `document`, as which `article` was read."""
        found: list[Found] = []
        if "events" in self.layers:
            found = find_events(document, sentences, self._encoder, self._decoding)
        said = times.find_times(document.text, article.published) if {"events", "times"} & set(self.layers) else []
        named = places.find_places(document, self._gazetteer) if {"events", "places"} & set(self.layers) else []
        return ArticleRecord(
            id=article.id,
            published=article.published,
            events=tuple(assemble(document, found, said, named)),
            times=tuple(as_written(time, document.article.text) for time in said) if "times" in self.layers else (),
            places=tuple(named) if "places" in self.layers else (),
            title=article.title,
            url=article.url,
            source=article.source,
            digest=self.digest(article),
        )


def _read(articles: Iterable[Article], given: deque[tuple[Article, Way | None]]) -> Iterator[Article]:
    """The articles without what nobody sees in them; as they were, with the way back, they go to `given`."""
    for article in articles:
        seen, way = visible(article)
        given.append((article, way))
        yield seen


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in groups of at least `_SENTENCES` sentences, as far as there are so many."""
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if sum(len(d.sentences) for d in group) >= _SENTENCES:
            yield group
            group = []
    if group:
        yield group


def tables_digest() -> str:
    """Of the tables that coding reads: whoever changes an entry of the lexicon gets new records."""
    folders = ("actors", "gazetteer", "lexicon", "models/coder", "ontology")
    files = sorted(file for folder in folders for file in data(folder).glob("*.*") if file.suffix in _TABLES)
    return ids.digest(*(part for file in files for part in (file.name, file.read_text("utf-8"))))
