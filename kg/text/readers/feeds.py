"""RSS and Atom files: an article an entry, its full text if the feed has it, else its summary."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from kg.errors import InputError
from kg.text.readers.html import paragraphs, read_page
from kg.text.readers.lines import article_lines
from kg.text.readers.messages import Extracted, Refused

_ENTITY = "<!ENTITY"
_FEWEST_WORDS = 8


def read_feed(raw: bytes) -> Iterator[Extracted | Refused]:
    """The entries in order. InputError for XML that is no feed, or that declares entities: no feed needs them, and they
    are how a small file grows to gigabytes or asks for another file."""
    if any(_ENTITY.encode(encoding) in raw for encoding in ("ascii", "utf-16-le", "utf-16-be")):
        raise InputError("XML that declares entities, which kg does not expand")
    if b"<html" in raw[:4_000].lower():
        yield read_page(raw)
        return
    feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise InputError("XML, but no RSS or Atom feed")
    if not feed.entries:
        raise InputError("a feed without entries")
    about = feed.feed
    source = about.get("title") or about.get("link")
    language = about.get("language") or None
    for number, entry in enumerate(feed.entries, 1):
        yield _article(entry, number, source, language)


def _article(entry: Any, number: int, source: str | None, language: str | None) -> Extracted | Refused:
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    title = " ".join(paragraphs(entry.get("title") or "")) or None
    bodies = [paragraphs(part) for part in (*contents, entry.get("summary") or "")]
    longest = max(bodies, key=lambda lines: sum(map(len, lines)))
    lines = article_lines(longest, {}, title) if len(longest) > 1 else longest
    if sum(len(line.split()) for line in lines) < _FEWEST_WORDS:
        return Refused("no article: an entry without text", number)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    published = f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else entry.get("published")
    origin = entry.get("source")
    return Extracted(
        id=entry.get("id") or entry.get("link"),
        text="\n\n".join(lines),
        title=title,
        published=published,
        url=entry.get("link"),
        source=(origin.get("title") if origin else None) or source,
        language=entry.get("language") or language,
        line=number,
    )
