"""Whether a page is an article at all: a reason in words if it is a list of links, a paywall, a gallery, a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec import Struct

from kg.settings import data

_NUMBER = re.compile(r"[-+]?[$€£¥]?\d[\d.,:/]*(?:%|bn|m|k)?")
_WORD = re.compile(r"\w+(?:['’.,]\w+)*%?")
_FEWEST_WORDS = 25
_TEASER = 150
"""Words of what a paywall shows."""
_GALLERY = 200
_NUMBERS = 0.35
_LINKS = 0.6
_ENDS = (".", "!", "?", '."', ".”", "?”", "!”")


class _Words(Struct, frozen=True):
    paywall: tuple[str, ...]
    gallery: tuple[str, ...]
    not_found: tuple[str, ...]


class Page(Struct, frozen=True):
    """What of a page tells its kind: `lines` are the article as extracted; `seen` is all text of the page and
    `in_links` the share of it inside links; `paid` if the page itself says that reading it costs; `numbers` is the
    share of numbers among the words of its tables, `in_tables` the share of its text that tables hold."""

    title: str
    lines: Sequence[str]
    seen: str
    in_links: float
    paid: bool
    images: int
    in_tables: float
    numbers: float
    is_front: bool


@cache
def _table() -> _Words:
    return msgspec.json.decode(data("readers", "not_articles.json").read_bytes(), type=_Words)


def why_no_article(page: Page) -> str | None:
    """The reason, or None for an article."""
    text = "\n".join(page.lines)
    words = len(text.split())
    title = page.title.lower().strip()
    seen = page.seen.lower().replace("’", "'")
    if words < _TEASER and any(title.startswith(word) for word in _table().not_found):
        return "no article: an error page"
    walled = page.paid or any(phrase in seen for phrase in _table().paywall)
    if walled and words < _TEASER:
        return "no article: a paywall"
    sentences = sum(line.rstrip().endswith(_ENDS) and len(line.split()) > 8 for line in page.lines)
    found = _WORD.findall(text)
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in found)
    tabular = page.in_tables > 0.5 and page.numbers > _NUMBERS and words < _TEASER
    if tabular or numbers > _NUMBERS * max(len(found), 1):
        return "no article: a table of numbers (markets, results)"
    named = any(phrase in title for phrase in _table().gallery)
    if page.images >= 4 and words < _GALLERY and (named or page.images > sentences):
        return "no article: a photo gallery"
    if (page.in_links > _LINKS and sentences < 3) or (page.is_front and sentences < 5):
        return "no article: navigation (mostly links)"
    if words < _FEWEST_WORDS:
        return "no article: hardly any running text"
    return None
