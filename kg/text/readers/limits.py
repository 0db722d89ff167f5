"""What a reader puts up with: sizes, nesting, expansion and time. One place for all of it.

`$KG_LIMITS` and `--limits` change it by name, as in `seconds=10,page=20MB,depth=2`.
"""

from __future__ import annotations

import os
import re

import msgspec
from msgspec import Struct

from kg.errors import UsageError

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kKmMgG]?)[bB]?")
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


class Limits(Struct, frozen=True):
    """Sizes are in bytes. What is beyond a limit is set aside with the reason, and the run goes on."""

    seconds: float = 60
    """Of processor time to read one article, and as many to code it: longer, and the process that does so is ended and
    another one started."""
    file: int = 64_000_000
    """Of one article: a text file, a line of JSON Lines, a row of a table, a PDF; also of a feed."""
    page: int = 10_000_000
    """Of one HTML page, or of one message."""
    depth: int = 3
    """Archives within archives, compression included (`a.zip!b.zip!c.txt.gz` is 3)."""
    ratio: int = 200
    """Bytes that come out of an archive for each byte of it: news text makes 3 to 20, a bomb 1,000 and more."""
    free: int = 64_000_000
    """Bytes that any archive may make before its ratio counts."""
    members: int = 1_000_000
    """Files in one ZIP; its list of them is held in memory."""
    memory: int = 2_000_000_000
    """Of the process that reads pages, feeds, messages, PDF and Parquet."""

    @staticmethod
    def of(words: str | None = None) -> Limits:
        """kg's own, changed by `$KG_LIMITS`, changed by `words`. UsageError for what is no limit."""
        chosen = _parse(os.environ.get("KG_LIMITS") or "") | _parse(words or "")
        return msgspec.structs.replace(Limits(), **chosen)


def _parse(words: str) -> dict[str, float | int]:
    chosen: dict[str, float | int] = {}
    for word in filter(None, (part.strip() for part in words.split(","))):
        name, _, value = word.partition("=")
        size = _SIZE.fullmatch(value.strip())
        if name not in Limits.__struct_fields__ or size is None or not float(size[1]):
            known = ", ".join(Limits.__struct_fields__)
            raise UsageError(f"no limit {word!r}; write it as seconds=10 or page=20MB; there are {known}")
        number = float(size[1]) * _UNITS[size[2].lower()]
        chosen[name] = number if name == "seconds" else int(number)
    return chosen
