"""Ids and values that both stores can hold."""

from __future__ import annotations

from typing import Any

from kg.graph.schema import Properties
from kg.ids import digest

_LONGEST_KEY = 1000
"""Characters of an id; Neo4j refuses to index more than about 8,000 bytes."""


def node_id(text: str) -> str:
    """`text` as an id that both stores can index; one that is too long ends with its digest."""
    text = storable(text)
    return text if len(text) <= _LONGEST_KEY else f"{text[: _LONGEST_KEY - 20]}…{digest(text)}"


def storable(text: str) -> str:
    """`text` with lone surrogates, which are no characters, as question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def known(**properties: Any) -> Properties:
    """The properties that have a value, with their strings fit to be stored."""
    return {
        key: storable(value) if isinstance(value, str) and not value.isascii() else value
        for key, value in properties.items()
        if value is not None
    }
