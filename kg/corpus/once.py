"""An article that says word for word, on the same day, what one said that was just coded is not coded again: agencies'
reports come by the dozen. Its record is the other's with its own id and origin, which is what coding it would give."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from kg.ids import digest
from kg.model import Article, ArticleRecord

if TYPE_CHECKING:
    from kg.corpus.coding import Codes, Signed

REMEMBERED = 16_000_000
"""Bytes of records, those of two thousand articles or so; what was asked for longest ago goes first."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(ArticleRecord).decode


class OnceEach:
    """A coder that remembers what it coded last. `kg.corpus.coding.Codes`."""

    def __init__(self, coder: Codes) -> None:
        self._coder = coder
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    @property
    def signature(self) -> Signed:
        return self._coder.signature

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        """The record of each article, in order. Raises what the coder raises."""
        batch = [(_content(article), article) for article in articles]
        records = {key: found for key, _ in batch if (found := self._remembered(key)) is not None}
        fresh: dict[str, Article] = {}
        for key, article in batch:
            if key not in records:
                fresh.setdefault(key, article)
        for key, record in zip(fresh, self._coder.code(fresh.values()), strict=True):
            records[key] = record
            self._remember(key, record)
        for key, article in batch:
            yield self._record(article, records[key])

    def _record(self, article: Article, record: ArticleRecord) -> ArticleRecord:
        whole = self.signature.digest(article)
        if (record.id, record.digest) == (article.id, whole):
            return record
        return replace(record, id=article.id, url=article.url, source=article.source, digest=whole)

    def _remembered(self, key: str) -> ArticleRecord | None:
        if key not in self._known:
            return None
        self._known.move_to_end(key)
        return _decode(self._known[key])

    def _remember(self, key: str, record: ArticleRecord) -> None:
        try:
            kept = _encode(record)
        except UnicodeEncodeError:  # a lone surrogate, which no file can hold either
            return
        self._size += len(kept) - len(self._known.get(key, b""))
        self._known[key] = kept
        while self._size > REMEMBERED:
            _, gone = self._known.popitem(last=False)
            self._size -= len(gone)


def _content(article: Article) -> str:
    """Of all that coding reads: not the id, and not where it was published."""
    told = (article.text, article.title, article.published, article.language)
    return digest(*("" if part is None else f"={part}" for part in told), length=32)
