"""An article's text made plain and taken apart, every offset kept."""

from __future__ import annotations

from msgspec import Struct

from kg.text.blocks import Block, find_blocks
from kg.text.dateline import find_dateline
from kg.text.document import Dateline
from kg.text.front_matter import front_matter
from kg.text.straighten import straighten
from kg.text.turns import cut_blocks


class CleanText(Struct, frozen=True):
    """`text` is as long as the text it was made from; `blocks` are in order and do not overlap."""

    text: str
    blocks: tuple[Block, ...]
    dateline: Dateline | None = None

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of running text."""
        return tuple(block for block in self.blocks if block.kind == "body")


def clean(text: str, title: str | None = None) -> CleanText:
    """Plain characters, blocks, and the dateline of `text`; never a change of length. Linear in its length.

    Front matter is blanked. A first sentence that repeats `title` is a block of its own, so that a dateline after it
    is seen. Line ends inside running text become spaces.
    """
    plain = straighten(text)
    _, begin = front_matter(plain)
    if begin:
        plain = " " * begin + plain[begin:]
    headline, begin = _headline(plain, begin, title)
    blocks, dateline = _cut_dateline(plain, cut_blocks(plain, find_blocks(plain, begin)))
    return CleanText(_unwrap(plain, blocks), (*headline, *blocks), dateline)


def _cut_dateline(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Dateline | None]:
    """The blocks with the dateline of the first or second paragraph as a block of its own, and the dateline."""
    prose = [index for index, block in enumerate(blocks) if block.kind in ("body", "dateline")]
    for index in prose[:2]:
        block = blocks[index]
        if block.speaker is not None:
            continue
        dateline = find_dateline(text, block.start, block.end)
        if dateline is None:
            continue
        cut = [Block(dateline.start, dateline.start + len(text[dateline.start : dateline.end].rstrip()), "dateline")]
        if dateline.end < block.end:
            cut.append(Block(dateline.end, block.end, "body"))
        return (*blocks[:index], *cut, *blocks[index + 1 :]), dateline
    return blocks, None


def _headline(text: str, begin: int, title: str | None) -> tuple[tuple[Block, ...], int]:
    """A headline on the same line as the first sentence, as a block, and where the text goes on after it.

    It is running text: feeds that join headline and body give no other place for what it says.
    """
    wanted = straighten(title or "").strip()
    start = begin
    while start < len(text) and text[start].isspace():
        start += 1
    stop = start + len(wanted)
    after = text[stop : stop + 4]
    if not wanted or text[start:stop] != wanted or not after.strip(" ").startswith((".", "!", "?")):
        return (), begin
    end = stop + len(after) - len(after.lstrip(" .!?"))
    return (Block(start, stop + len(after[: end - stop].rstrip()), "body"),), end


def _unwrap(text: str, blocks: tuple[Block, ...]) -> str:
    pieces: list[str] = []
    done = 0
    for block in blocks:
        if block.kind == "body" and text.find("\n", block.start, block.end) >= 0:
            pieces += [text[done : block.start], text[block.start : block.end].replace("\n", " ")]
            done = block.end
    return "".join([*pieces, text[done:]]) if pieces else text
