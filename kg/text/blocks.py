"""The blocks of an article: running text, and what a page has besides it.

Works on straightened text (kg/text/straighten.py). Paragraphs come first: blank lines part them, indentation starts
one, and lines broken at a fixed width belong together. Then each is judged by its own looks, and what looks like a
line without an end (a subheading, a tag line, a cut-off sentence) by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from kg.text.dateline import find_dateline
from kg.text.lexicon import page_lines, stopwords

BlockKind = Literal["body", "heading", "ticker", "tags", "byline", "caption", "related", "dateline", "rule"]
Look = Literal[BlockKind, "open"]

_MOST_HEADING_WORDS = 16
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s*(?:\([^()]{1,60}\))?$")
_GOES_ON = re.compile(r"[,;:]$")
_LIST_ITEM = re.compile(r"(?:[•*+>·▪-]\s|\(?\d{1,3}[.)]\s|[a-z])")
_NUMERIC = re.compile(r"[-+$€£¥(]*+\d\S*|\S*\d%[).,]*")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_BY_NAME = re.compile(r"(?:By|BY|by) [A-Z][\w.'-]+(?: [A-Z][\w.'-]*| and| de| van| al-\w+|,){0,12}[^.!?]{0,40}$")
_STAMP = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[, ]*)?(?:\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2} \w{3,9} \d{4}"
    r"|\w{3,9} \d{1,2}, \d{4})[\d\w:, /()+-]{0,40}",
    re.IGNORECASE,
)
_LINE_WIDTHS = range(40, 121)


class Block(Struct, frozen=True):
    """A stretch of the article, white space around it left out; offsets are into the article's text.

    `speaker` are the offsets of who speaks in it, in a transcript."""

    start: int
    end: int
    kind: BlockKind
    speaker: tuple[int, int] | None = None


def find_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of `text[start:]` in order. Linear in the length of the text.

    A dateline is a block of its own only where it is a paragraph of its own.
    """
    spans = list(_paragraphs(text, start))
    looks = [_look(text, *span) for span in spans]
    kinds = _settle(text, spans, looks)
    return tuple(Block(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True))


def _lines(text: str, start: int) -> Iterator[tuple[int, int, int]]:
    """Each line without white space around it, and how far it is indented."""
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        line = text[start:end]
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        yield start + indent, start + indent + len(bare), indent
        start = end + 1


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    run: list[tuple[int, int, int]] = []
    for line in _lines(text, start):
        if line[0] < line[1]:
            run.append(line)
        elif run:
            yield from _split_run(text, run)
            run = []
    if run:
        yield from _split_run(text, run)


def _split_run(text: str, run: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Paragraphs of adjacent lines. A line broken at a width has no room for the first word of the next one."""
    width = max(end - start + indent for start, end, indent in run)
    first, last = run[0][0], run[0][1]
    for (start, end, indent), (next_start, next_end, next_indent) in pairwise(run):
        word_end = text.find(" ", next_start, next_end)
        word = (word_end if word_end > 0 else next_end) - next_start
        full = width in _LINE_WIDTHS and indent + end - start + 1 + word > width
        goes_on = text[next_start].islower() or text[end - 1] in ",-"
        if next_indent > indent + 1 or not (full or goes_on):
            yield first, last
            first = next_start
        last = next_end
    yield first, last


def _look(text: str, start: int, end: int) -> Look:
    """What the paragraph looks like by itself; "open" is a line that does not end like a sentence."""
    head = text[start : min(end, start + 200)]
    whole = head if end - start <= 200 else ""
    if not any(map(str.isalnum, head if whole else text[start:end])):
        return "rule"
    if whole:
        tokens = whole.split()
        numeric = sum(_NUMERIC.fullmatch(token) is not None for token in tokens)
        if numeric >= 2 and 2 * numeric >= len([t for t in tokens if any(map(str.isalnum, t))]):
            return "byline" if _STAMP.fullmatch(whole) else "ticker"
        lower = whole.lower()
        for kind in ("byline", "tags", "related", "caption"):
            if lower.lstrip("(*_- ").startswith(getattr(page_lines(), kind)):
                return kind
        if _BY_NAME.fullmatch(whole) or _STAMP.fullmatch(whole):
            return "byline"
        if whole.count("#") > 1 and all(token.startswith("#") for token in tokens):
            return "tags"
    if _SENTENCE_END.search(text, max(start, end - 80), end):
        return "body"
    if not whole or len(whole.split()) > _MOST_HEADING_WORDS:
        return "body"
    dateline = find_dateline(text, start, end)
    if dateline is not None:
        return "dateline" if dateline.end >= end else "body"
    if _LIST_ITEM.match(whole) or (_GOES_ON.search(whole) and len(whole.split()) > 3):
        return "body"
    return "open"


def _settle(text: str, spans: list[tuple[int, int]], looks: list[Look]) -> list[BlockKind]:
    """Judge the open lines by their place among the others."""
    bodies = [index for index, look in enumerate(looks) if look == "body"]
    kept = sum(spans[index][1] - spans[index][0] for index in bodies)
    opened = sum(end - start for (start, end), look in zip(spans, looks, strict=True) if look == "open")
    if opened > kept:
        return ["body" if look == "open" else look for look in looks]
    if not bodies:
        return ["body" if look in ("byline", "caption", "related", "tags") else _closed(look) for look in looks]
    kinds: list[BlockKind] = []
    for index, look in enumerate(looks):
        if look != "open":
            kinds.append(look)
        elif index < bodies[0]:
            kinds.append("heading")
        elif index > bodies[-1]:
            kinds.append("body" if _reads_like_prose(text[slice(*spans[index])]) else "tags")
        else:
            in_list = looks[index - 1] == "open" or looks[index + 1] == "open"
            kinds.append("body" if in_list else "heading")
    return kinds


def _closed(look: Look) -> BlockKind:
    return "body" if look == "open" else look


def _reads_like_prose(line: str) -> bool:
    """A cut-off sentence has function words, a line of tags hardly any."""
    words = _WORD.findall(line.lower())
    return sum(word in stopwords()["English"] for word in words) >= 2
