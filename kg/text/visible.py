"""An article without what nobody sees in it, and the way back to the offsets of the text as given.

Cleaning elsewhere keeps every offset, so what stands inside a word could only become a space there and break the word:
soft hyphens, zero-width characters, marks of direction, character references ("Rus&shy;sia", "AT&amp;amp;T"). An
article that has none of these, as nearly all, is left as it is.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from kg.model import Article

_ZERO_WIDTH = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_UNSEEN = re.compile(f"[{_ZERO_WIDTH}]+")
_MARKS = re.compile(
    f"[{_ZERO_WIDTH}]+|&(?:amp;)*+(?P<name>[A-Za-z][A-Za-z0-9]{{1,31}}|#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}});"
    "|&(?:amp;)++"
)
_SOMETIMES = re.compile(f"[{_ZERO_WIDTH}&]")


class Way(Struct, frozen=True):
    """From offsets into the visible text to those into the text as given.

    From `starts[k]` on, a character is `shifts[k]` further on in the text as given; `wide` are the characters that more
    than one character was read as, with the number of these.
    """

    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    wide: dict[int, int]

    def start(self, position: int) -> int:
        """Where the visible character at `position` begins in the text as given."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def end(self, position: int) -> int:
        """Where a span that ends before the visible `position` ends in the text as given."""
        return self.start(position - 1) + self.wide.get(position - 1, 1) if position else 0


def visible(article: Article) -> tuple[Article, Way | None]:
    """The article as people see it, and the way back; None where nothing was taken out of its text."""
    if article.title and _SOMETIMES.search(article.title):
        article = replace(article, title=_seen(article.title)[0])
    if not _SOMETIMES.search(article.text):
        return article, None
    text, way = _seen(article.text)
    return (article, None) if way is None else (replace(article, text=text), way)


def _seen(text: str) -> tuple[str, Way | None]:
    """Linear in the length of the text."""
    pieces: list[str] = []
    starts, shifts, wide = [0], [0], {}
    done = length = 0
    for match in _MARKS.finditer(text):
        shown = _shown(match)
        if shown is None:
            continue
        kept = text[done : match.start()] + shown
        pieces.append(kept)
        done = match.end()
        length += len(kept)
        if shown:
            wide[length - 1] = len(match[0])
        starts.append(length)
        shifts.append(done - length)
    if not done:
        return text, None
    return "".join([*pieces, text[done:]]), Way(tuple(starts), tuple(shifts), wide)


def _shown(match: re.Match[str]) -> str | None:
    """What people see of it: nothing or one character; None for what is no character and stays as it is."""
    found = match.group()
    if not found.startswith("&"):
        return ""
    name = match["name"] or "amp"
    character = html.unescape(f"&{name};")
    if _UNSEEN.fullmatch(character):
        return ""
    return character if len(character) == 1 else None
