"""How many articles there are to read, as far as that can be told without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.corpus.asides import STDIN

_A_LINE_EACH = frozenset({".jsonl", ".ndjson"})
_ONE_EACH = frozenset({".txt", ".text", ".md", "", ".html", ".htm", ".xhtml", ".eml", ".mhtml", ".mht", ".pdf"})
_BLOCK = 1 << 20


def expected(inputs: Iterable[Path | str]) -> int | None:
    """Files of one article each, and lines of JSON Lines; None if there is anything else (an archive, a feed, a table,
    standard input), of which only reading tells."""
    total = 0
    for given in inputs:
        if str(given) == STDIN:
            return None
        for file in _files(Path(given)):
            count = _of(file)
            if count is None:
                return None
            total += count
    return total


def _files(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return [path]
    walked = ((Path(parent), names) for parent, _, names in os.walk(path))
    return (parent / name for parent, names in walked for name in names if not name.startswith("."))


def _of(file: Path) -> int | None:
    suffix = file.suffix.lower()
    if suffix in _ONE_EACH:
        return 1
    if suffix not in _A_LINE_EACH:
        return None
    try:
        with file.open("rb") as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(_BLOCK), b""))
    except OSError:
        return 0
