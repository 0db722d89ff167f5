"""The article of an HTML page: trafilatura finds it, htmldate its date; what is between its paragraphs goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING

from lxml import html
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from kg.errors import InputError
from kg.text.readers.furniture import remove_furniture
from kg.text.readers.lines import article_lines
from kg.text.readers.messages import Extracted
from kg.text.readers.not_article import Page, why_no_article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[$€£¥]?\d[\d.,:/]*%?")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "div")
_FRONT = frozenset({"website", "section", "homepage"})
_DATES = {"original_date": True, "extensive_search": True}


def read_page(raw: bytes, url: str | None = None) -> Extracted:
    """The article of a page: text, title, date, address, site, language. InputError if it has none, with the reason."""
    if not raw.strip():
        raise InputError("empty: there is no text")
    tree = load_html(raw, max_size=len(raw) + 1)
    if tree is None:
        raise InputError("no HTML page")
    about = extract_metadata(tree, default_url=url, date_config=dict(_DATES))
    language = _language(tree)
    paid = any(_PAID.search(script.text or "") for script in tree.iter("script"))
    kind = next(iter(tree.xpath('//meta[@property="og:type"]/@content')), "")
    is_front = str(kind).lower() in _FRONT
    images = sum(1 for _ in tree.iter("img"))
    seen = " ".join(tree.text_content().split())
    remove_furniture(tree)
    in_links, in_tables, numbers = _shares(tree)
    linked = _linked(tree)
    found = bare_extraction(
        tree, url=url, include_comments=False, include_tables=False, include_formatting=False, with_metadata=False
    )
    text = found.text if found is not None and not isinstance(found, dict) else None
    title = about.title
    lines = article_lines([_bare(line) for line in (text or "").split("\n") if line.strip()], linked, title)
    page = Page(title or "", lines, seen, in_links, paid, images, in_tables, numbers, is_front)
    if (reason := why_no_article(page)) is not None:
        raise InputError(reason)
    return Extracted(
        text="\n\n".join(lines),
        title=title,
        published=about.date,
        url=about.url or url,
        source=about.sitename or about.hostname,
        language=language,
    )


def paragraphs(fragment: str) -> list[str]:
    """The text of a piece of HTML that is an article and nothing else, as in a feed, a paragraph each."""
    if "<" not in fragment:
        plain = unescape(fragment)
        return [line for line in (" ".join(part.split()) for part in plain.split("\n")) if line]
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except (ValueError, AssertionError):
        return []
    for element in list(tree.iter("script", "style")):
        element.drop_tree()
    for element in tree.iter("br", *_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return [line for line in lines if line]


def _bare(line: str) -> str:
    return " ".join(line.removeprefix("- ").split())


def _language(tree: HtmlElement) -> str | None:
    stated = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return stated.strip().replace("_", "-") if re.fullmatch(r"[A-Za-z]{2,3}([-_]\w{2,8})*", stated.strip()) else None


def _linked(tree: HtmlElement) -> dict[str, float]:
    """The share of characters that are in links, of each block that has links."""
    shares: dict[str, float] = {}
    for link in tree.iter("a"):
        block = link.getparent()
        while block is not None and block.tag not in _BLOCKS:
            block = block.getparent()
        if block is None or block.tag in ("body", "html"):
            continue
        text = " ".join(block.text_content().split())
        if len(text) < 2_000:
            shares[text] = shares.get(text, 0) + len(" ".join(link.text_content().split())) / max(len(text), 1)
    return shares


def _shares(tree: HtmlElement) -> tuple[float, float, float]:
    """Of the text: the share in links, the share in tables, and the share of numbers among the words of tables."""
    whole = _length([tree])
    tables = list(tree.iter("table"))
    words = [word for table in tables for word in table.text_content().split()]
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    return _length(tree.iter("a")) / whole, _length(tables) / whole, numbers / max(len(words), 1)


def _length(elements: Iterable[HtmlElement]) -> int:
    return max(1, sum(len("".join(element.text_content().split())) for element in elements))
