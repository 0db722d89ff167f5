"""What a page has around and inside its article, by the names of its elements (`data/readers/furniture.json`)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from kg.settings import data

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = frozenset({"html", "body", "article", "main", "head", "h1", "title"})
_MOST = 0.4
"""Of a page's text: what holds more is the article, whatever it is called."""


class Furniture(Struct, frozen=True):
    """`names` stand in a class or id, `lines` begin or fill a line of the text."""

    names: frozenset[str]
    roles: frozenset[str]
    elements: frozenset[str]
    lines: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """The table."""
    return msgspec.json.decode(data("readers", "furniture.json").read_bytes(), type=Furniture)


def remove_furniture(tree: HtmlElement) -> None:
    """Take away elements that by tag, role, class or id are no part of an article, and what is hidden.

    An element that holds much of the page's text stays: some sites call everything a "widget".
    """
    table = furniture()
    whole = len(tree.text_content()) or 1
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _NEVER or element.getparent() is None:
            continue
        if element.tag in table.elements or (_is_furniture(element, table) and _share(element, whole) < _MOST):
            element.drop_tree()


def _share(element: HtmlElement, whole: int) -> float:
    return len(element.text_content()) / whole


def _is_furniture(element: HtmlElement, table: Furniture) -> bool:
    given = element.attrib
    if not given:
        return False
    if (given.get("role") or "").lower() in table.roles or "hidden" in given or given.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(given.get("style") or ""):
        return True
    named = f"{given.get('class') or ''} {given.get('id') or ''} {given.get('data-component') or ''}"[:400]
    words = {word.lower() for word in _WORD.findall(named)}
    return not table.names.isdisjoint(words)
