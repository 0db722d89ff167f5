"""Articles as a corpus keeps them beside their records, so that another version of the coder can read them again."""

from __future__ import annotations

from functools import cache

import msgspec
import zstandard

from kg.model import Article

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Article).decode


def packed(article: Article) -> bytes | None:
    """An article, compressed; None for one that JSON cannot hold (a lone surrogate): it is read from its input."""
    try:
        return _press().compress(_encode(article))
    except UnicodeEncodeError:
        return None


def unpacked(kept: bytes) -> Article:
    """The article that was packed. ValueError if it is none."""
    return _decode(zstandard.ZstdDecompressor().decompress(kept))


@cache
def _press() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=6)
