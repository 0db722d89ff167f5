"""Articles to what coding gives for each, in batches. What one article does to the coder is its own affair.

A `Coding` takes batches and gives the answer to each in the same order, so that the records, and the shards that they
are written to, are the same whoever codes: this process (`here`), several of this machine (`kg.corpus.workers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import msgspec

from kg.corpus import kept, texts
from kg.corpus.fingerprints import fingerprint
from kg.corpus.manifest import Coded
from kg.corpus.once import OnceEach
from kg.errors import KgError
from kg.model import Article, ArticleRecord

ARTICLES, CHARACTERS = 64, 200_000
"""The most of a batch. What is being coded when a process is killed is coded again."""

_encode = msgspec.json.Encoder().encode


class Signed(Protocol):
    """`kg.pipeline.Signature`."""

    @property
    def version(self) -> str: ...
    def digest(self, article: Article) -> str: ...


class Codes(Protocol):
    """`kg.pipeline.Coder`."""

    @property
    def signature(self) -> Signed: ...
    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]: ...


class Coding(NamedTuple):
    """Who codes: its signature, and batches to answers."""

    signature: Signed
    answers: Callable[[Iterable[Sequence[Article]]], Iterator[list[Coded]]]


Opens = Callable[[], AbstractContextManager[Coding]]
"""Loads the models, and lets go of them."""


def here(coder: Codes) -> Coding:
    """Coding in this process."""
    once = OnceEach(coder)
    return Coding(coder.signature, lambda batches: (code_batch(once, batch) for batch in batches))


def code_batch(coder: Codes, batch: Sequence[Article]) -> list[Coded]:
    """The answers to a batch, in order. What kg raises on purpose (a model is missing) is raised; anything else that
    one of the articles makes the coder raise is its answer."""
    try:
        return _answers(coder, batch)
    except KgError:
        raise
    except Exception as error:  # whatever a text can do to a parser or a model
        if len(batch) == 1:
            return [failed(coder.signature, batch[0], f"the coder failed: {type(error).__name__}: {error}")]
    return [answer for article in batch for answer in code_batch(coder, [article])]


def failed(signature: Signed, article: Article, reason: str) -> Coded:
    """The answer to an article that cannot be coded."""
    return Coded(article.id, signature.digest(article), None, reason=" ".join(reason.split()))


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles as batches."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) == ARTICLES or size >= CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _answers(coder: Codes, batch: Sequence[Article]) -> list[Coded]:
    return [
        Coded(
            one.id,
            one.digest,
            _encode(one),
            len(one.events),
            fingerprint=texts.packed(fingerprint(article)),
            article=kept.packed(article),
        )
        for article, one in zip(batch, coder.code(batch), strict=True)
    ]
