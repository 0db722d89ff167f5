"""Values of Cypher as a page holds them: numbers to sort by, everything else as text that shows what it is."""

from __future__ import annotations

import json
import math
from typing import Any

from kg.graph.store import Value
from kg.reports.escape import readable
from kg.reports.words import words

Cell = Any
"""None, a number, a text or a list of texts; of a sentence, `{"pieces": [[words, slot], …]}`."""

_EXACT = 2**53
"""Whole numbers beyond it are text: a script's numbers are floating-point ones."""


def cell(value: Value) -> Cell:
    """`value` as JSON for a page."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and _is_plain(value)):
        return value
    if isinstance(value, list | tuple):
        return [readable(words(item)) for item in value]
    return readable(words(value))


def plain(value: Cell) -> str:
    """What a person reads in a cell."""
    if isinstance(value, dict):
        return "".join(text for text, _ in value["pieces"])
    return words(value)


def as_json(value: Any) -> str:
    """JSON that may stand inside `<script type="application/json">`: no `<`, so neither an end nor a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")


def _is_plain(value: float) -> bool:
    return abs(value) < _EXACT if isinstance(value, int) else math.isfinite(value)
