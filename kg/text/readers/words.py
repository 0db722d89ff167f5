"""Words of an input inside a message to people."""

from __future__ import annotations

QUOTED = 60


def short(words: str, most: int = QUOTED) -> str:
    """At most `most` characters of what an input says, on one line, so that no message carries a text."""
    words = "".join(c if c.isprintable() else " " for c in words[: 4 * most].strip())
    return words if len(words) <= most else words[: most - 1] + "…"
