"""Text without runs of white space, and the way back to the offsets of the text it was made from."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

_RUN = re.compile(r"\s(\s+)")


class Squeezed(Struct, frozen=True):
    """`starts` are offsets into `text` from which on `shifts` characters of the original have to be added."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def offset(self, position: int) -> int:
        """The offset in the original text of the character at `position` of `text`."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]


def squeeze(text: str, start: int, end: int) -> Squeezed:
    """`text[start:end]` with every run of white space cut to its first character."""
    piece = text[start:end]
    starts, shifts, gone = [0], [start], 0
    for match in _RUN.finditer(piece):
        starts.append(match.start(1) - gone)
        gone += len(match[1])
        shifts.append(start + gone)
    return Squeezed(_RUN.sub(lambda match: match[0][0], piece) if gone else piece, tuple(starts), tuple(shifts))
