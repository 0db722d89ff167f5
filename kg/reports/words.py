"""Values of Cypher as words for people."""

from __future__ import annotations

import json

from kg.graph.store import Value


def words(value: Value) -> str:
    """Nothing for null, ISO dates, lists with commas, numbers with up to six digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        return ", ".join(words(item) for item in value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else str(value)
