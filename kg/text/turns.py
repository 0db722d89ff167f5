"""Transcripts and lists: running text parted where a speaker's turn or a list item begins inside a paragraph.

Turns: "JOHN SMITH: …", "MR. SMITH (through interpreter): …", "Q: … A: …". A colon after capitals is no turn by itself
(a dateline, "UPDATE: …"): somebody must speak twice, or questions have answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from kg.text.blocks import Block

_NAME = (
    r"[A-Z][A-Z.'-]+(?: (?:[A-Z][A-Z.'-]*|Mc[A-Z]+|al-[A-Z]+)){0,4}"
    r"|[A-Z][\w.'-]{1,20}(?: (?:[A-Z][\w.'-]{0,20}|of|the|de|al|bin|von|van)){1,4}"
)
_SPOKEN = re.compile(
    rf"(?:^|(?<=\n))[ ]{{0,8}}(?P<name>{_NAME})(?:, [^:\n]{{1,60}})?(?: [(\[][^()\n]{{1,40}}[)\]])?:[ ]+"
    r"(?=[\"'A-Z\d(\[])"
)
_ASKED = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!\"] ))[ ]{0,8}(?P<sign>Q|A|QUESTION|ANSWER|Question|Answer)[.:][ ]+(?=[\"'A-Z\d])"
)
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[•▪●◦‣·](?=\s*\w)|(?<=\n)[ ]{0,8}(?P<weak>[-*+>]|\(?\d{1,2}[.)])(?= +[\"'A-Z]))")
_FEWEST_ITEMS = 2


class _Cut(Struct, frozen=True):
    """Text goes on at `resume` after what stands at `start`; `speaker` is the name there."""

    start: int
    resume: int
    speaker: tuple[int, int] | None = None


def cut_blocks(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, parted where turns begin, with their speakers, and where items of a list begin.

    The words before a turn are left out. Linear in the length of the text.
    """
    turns = list(_turns(text))
    items = list(_items(text))
    if not turns and not items:
        return blocks
    return tuple(_parted(text, blocks, sorted([*turns, *items], key=lambda cut: (cut.start, -cut.resume))))


def _turns(text: str) -> Iterator[_Cut]:
    spoken = list(_SPOKEN.finditer(text)) if ": " in text else []
    by_name = Counter(match["name"].split()[-1].upper() for match in spoken)
    if any(count > 1 for count in by_name.values()):
        yield from (_Cut(match.start("name"), match.end(), match.span("name")) for match in spoken)
    asked = list(_ASKED.finditer(text))
    if {match["sign"][0] for match in asked} == {"Q", "A"}:
        yield from (_Cut(match.start("sign"), match.end()) for match in asked)


def _items(text: str) -> Iterator[_Cut]:
    """Items of a list. A hyphen or number before a capital is one where there are several."""
    found = list(_ITEM.finditer(text))
    weak = sum(match["weak"] is not None for match in found)
    for match in found:
        if match["weak"] is None or weak >= _FEWEST_ITEMS:
            yield _Cut(match.end() - 1 if match["weak"] is None else match.start("weak"), -1)


def _parted(text: str, blocks: Iterable[Block], cuts: list[_Cut]) -> Iterator[Block]:
    """`cuts` in order. What is left of a block between two cuts is a block, if it holds a word."""
    number, speaker = 0, None
    for block in blocks:
        start, kind = block.start, block.kind
        while number < len(cuts) and cuts[number].start < block.end:
            cut = cuts[number]
            number += 1
            is_turn = cut.resume >= 0
            if cut.start < block.start or (kind not in ("body", "heading", "dateline", "tags") and not is_turn):
                continue
            if cut.start > start:
                yield from _piece(text, start, cut.start, kind, speaker)
                start = cut.start
            if is_turn:
                start, kind, speaker = min(cut.resume, block.end), "body", cut.speaker
        yield from _piece(text, start, block.end, kind, speaker)


def _piece(text: str, start: int, end: int, kind: str, speaker: tuple[int, int] | None) -> Iterator[Block]:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Block(begin, begin + len(piece.strip()), kind, speaker)  # type: ignore[arg-type]
