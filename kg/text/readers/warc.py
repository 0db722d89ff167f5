"""Crawls: the HTML pages in a WARC file, compressed or not.

A page is called after its address and the moment at which it was fetched, so that two versions of it are two articles,
in whatever order they are read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from kg.errors import InputError
from kg.text.readers.archives import why
from kg.text.readers.paged import page_of
from kg.text.readers.reading import Item, Reading, Source

_PAGES = ("text/html", "application/xhtml")


class _Told:
    """A stream that cannot seek, with the position that FastWARC asks for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def read(source: Source, reading: Reading) -> Iterator[Item]:
    """The responses that are HTML; those of other kinds, and answers that are errors, are counted."""
    from fastwarc.stream_io import FastWARCError
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = others = errors = 0
    kinds = WarcRecordType.response | WarcRecordType.resource
    try:
        records = ArchiveIterator(cast(BinaryIO, _Told(source.stream)), record_types=kinds, parse_http=True)
        for number, record in enumerate(records, 1):
            if not _is_page(record):
                others += 1
                continue
            if record.http_headers is not None and int(record.http_headers.status_code or 200) >= 300:
                errors += 1
                continue
            found += 1
            yield from _page(source, reading, record, number)
    except FastWARCError as error:
        raise InputError(f"not WARC from here on: {why(error)}") from None
    if errors:
        yield source.problem(f"{errors} pages that the server refused or moved elsewhere passed over", set_aside=False)
    if others:
        yield source.problem(f"{others} files of other kinds than HTML passed over", set_aside=False)
    if not found:
        yield source.problem("a crawl without HTML pages")


def _page(source: Source, reading: Reading, record: Any, number: int) -> Iterator[Item]:
    url = record.headers.get("WARC-Target-URI")
    try:
        raw = _body(record, reading.limits.page)
        fetched = record.headers.get("WARC-Date") or ""
        name = f"{url}@{fetched}" if url else f"{source.name}#{number}"
        yield from page_of(source, reading, raw, url, name, number)
    except InputError as error:
        yield source.problem(str(error), number)
    except zlib.error as error:
        yield source.problem(why(error), number)


def _is_page(record: Any) -> bool:
    kind = record.http_content_type or record.headers.get("Content-Type") or ""
    return kind.lower().startswith(_PAGES)


def _body(record: Any, most: int) -> bytes:
    """The page as the server sent it, uncompressed. InputError if it is more than `most` bytes."""
    raw: bytes = record.reader.read(most + 1)
    coding = (record.http_headers.get("Content-Encoding") or "").lower() if record.http_headers is not None else ""
    if coding in ("gzip", "x-gzip", "deflate") and raw[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
        raw = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(raw, most + 1)
    elif coding in ("br", "zstd"):
        raise InputError(f"compressed in the crawl by {coding}, which kg does not read")
    if len(raw) > most:
        raise InputError(f"larger than {most / 1_000_000:g} MB, so hardly one article")
    return raw
