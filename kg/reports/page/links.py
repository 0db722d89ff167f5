"""Where a page can lead to: each kind of page says it in its own way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

_NO_ACTORS = (
    "outlet", "headline", "trigger", "rule", "name", "kind", "type", "types", "mode", "modality", "role", "roles",
    "place", "places",
)  # fmt: skip
"""Columns of other things: what is in them is no actor, even if it bears the name of one."""


class Links:
    """Nowhere: a page that stands alone. What a page knows to lead to, it says in a class of its own."""

    def report(self, name: str) -> str | None:
        """Address of another report."""
        del name
        return None

    def value(self, column: str, value: str) -> str | None:
        """Address of what `value`, one item of a cell in `column`, is the name or id of."""
        del column, value
        return None


class SiteLinks(Links):
    """From a page in the folder of its topic to the other reports, and from an actor's name to the search of actors."""

    def __init__(self, topics: Mapping[str, str], actors: Collection[str]) -> None:
        """`topics` are those of all reports by name; `actors` are names."""
        self._topics = topics
        self._actors = frozenset(actors)

    def report(self, name: str) -> str | None:
        return f"../{self._topics[name]}/{name}.html" if name in self._topics else None

    def value(self, column: str, value: str) -> str | None:
        if column in _NO_ACTORS or value not in self._actors:
            return None
        return f"../search.html#{urlencode({'q': value})}"
