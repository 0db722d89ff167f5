"""The lines of an extracted page: which of them are the article, and which were put between its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kg.text.blocks import find_blocks
from kg.text.readers.furniture import furniture
from kg.text.straighten import straighten

_ALWAYS = frozenset({"ticker", "tags", "byline", "caption", "related", "rule"})
_MOST_WORDS = 40
_LINKED = 0.6


def article_lines(lines: Sequence[str], linked: Mapping[str, float], title: str | None) -> list[str]:
    """The lines without tickers, tags, captions, calls to subscribe and the like; `linked` is the share of each line's
    characters that are in links, as far as known.

    Three judges, each for what it sees best: the blocks of kg.text.blocks (tickers, tags, captions, bylines), jusText
    (short lines with few function words among such ones), and the table of phrases of furniture.
    """
    kinds = _kinds(lines)
    boilerplate = _boilerplate(lines, linked)
    kept: list[str] = []
    for line, kind, poor in zip(lines, kinds, boilerplate, strict=True):
        if kind in _ALWAYS or _is_call(line) or linked.get(line, 0) >= _LINKED:
            continue
        if poor and kind != "body":
            continue
        if title is not None and not kept and line.strip().lower() == title.strip().lower():
            continue
        kept.append(line)
    while kept and _kinds(kept[-1:])[0] == "heading" and not kept[-1].endswith((".", "!", "?", '"', "”")):
        kept.pop()
    return kept


def _kinds(lines: Sequence[str]) -> list[str]:
    """The kind of block that most of each line is."""
    text = straighten("\n\n".join(lines))
    blocks = find_blocks(text)
    kinds: list[str] = []
    start = 0
    for line in lines:
        end = start + len(line)
        inside = [block for block in blocks if block.start < end and block.end > start]
        longest = max(inside, key=lambda block: min(end, block.end) - max(start, block.start), default=None)
        kinds.append("rule" if longest is None else longest.kind)
        start = end + 2
    return kinds


def _boilerplate(lines: Sequence[str], linked: Mapping[str, float]) -> list[bool]:
    """What jusText takes for boilerplate, each line a paragraph."""
    from justext.core import classify_paragraphs, revise_paragraph_classification

    paragraphs = [_paragraph(line, linked.get(line, 0)) for line in lines]
    classify_paragraphs(paragraphs, _stoplist())
    revise_paragraph_classification(paragraphs)
    return [paragraph.is_boilerplate for paragraph in paragraphs]


def _paragraph(line: str, linked: float) -> Any:
    paragraph = _one_line()(_InBody)
    paragraph.append_text(line)
    paragraph.text = "".join(paragraph.text_nodes).strip()
    paragraph.chars_count_in_links = int(linked * len(line))
    return paragraph


class _InBody:
    dom = "html.body.p"
    xpath = "/html/body/p"


@cache
def _one_line() -> Any:
    """A paragraph of jusText that knows its text, which it works out anew each time that it is asked."""
    from justext.paragraph import Paragraph

    class Line(Paragraph):  # type: ignore[misc]
        text = ""

    return Line


@cache
def _stoplist() -> frozenset[str]:
    from justext import get_stoplist

    return frozenset(get_stoplist("English"))


def _is_call(line: str) -> bool:
    """Whether a short line asks to subscribe, share, read on and so on."""
    words = line.lower().replace("’", "'").strip(" -–—•*|>»→[]().:")
    if len(words.split()) > _MOST_WORDS:
        return False
    few = len(words.split()) <= 14
    return any(words.startswith(phrase) or (few and phrase in words) for phrase in furniture().lines)
