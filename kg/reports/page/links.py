"""Where a page can lead to: each kind of page says it in its own way."""

from __future__ import annotations

from collections.abc import Mapping


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
    """Pages of one folder: `NAME.html` for a report, and addresses for values, by their text, but not in the columns
    that tell where words were published."""

    def __init__(self, reports: frozenset[str], values: Mapping[str, str]) -> None:
        self._reports = reports
        self._values = values

    def report(self, name: str) -> str | None:
        return f"{name}.html" if name in self._reports else None

    def value(self, column: str, value: str) -> str | None:
        return None if column in ("sentence", "outlet", "article", "event") else self._values.get(value)
