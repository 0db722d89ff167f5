"""Which columns of a report's rows a chart may use, and what all charts are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from kg.graph.store import Value
from kg.reports.catalog import Column
from kg.reports.page.cells import cell, plain

Spec = dict[str, Any]
"""A specification in Vega-Lite 6, or a part of one."""

QUADS: Mapping[str, str] = {
    "verbal_cooperation": "q1", "material_cooperation": "q2", "verbal_conflict": "q3", "material_conflict": "q4",
    "cooperation": "q1", "conflict": "q3", "q1": "q1", "q2": "q2", "q3": "q3", "q4": "q4",
}  # fmt: skip
"""Columns that count events of a quad class (or of two), by name, and the page's colour for each."""

LONGEST = 60
"""Characters of a name in a chart; the table has the whole of it."""
FEW_DAYS = 10
"""Up to so many days an axis of time has a mark a day."""

_WHERE = ("sentence", "outlet", "article", "event", "headline", "url", "trigger", "rule", "granularity", "mode")
_TEXTS = ("string", "strings")
_NUMBERS = ("integer", "number")
_POSITIONS = ("lat", "lon")


class Drawing(Struct, frozen=True, kw_only=True):
    """A chart: what Vega-Lite draws, `values` being its data set `rows`, and what it shows in words.

    A value's `row` is the number of the row it stands for; a chart whose values have it follows the table's filter.
    """

    spec: Spec
    values: list[dict[str, Any]]
    text: str


class Shape:
    """The rows with their columns by what they hold: of those that are `chosen`, else of all but those that only say
    where words stand."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Value]], chosen: Sequence[str] = ()) -> None:
        self.names = [column.name for column in columns]
        self._columns = columns
        self._chosen = [self.names.index(name) for name in chosen]
        self.rows = rows

    def dates(self) -> list[int]:
        """Columns of dates, in the order of the report."""
        return self._of(("date",))

    def texts(self) -> list[int]:
        """Columns of names and kinds; `outlet` only where the report is about outlets, which then stand first."""
        found = self._of(_TEXTS)
        return [0, *found] if self.names[:1] == ["outlet"] and not self._chosen else found

    def apart(self) -> list[int]:
        """`texts`, those first that tell rows apart."""
        return sorted(self.texts(), key=lambda at: len({self.text(row, at) for row in self.rows}) < 2)

    def ends(self) -> list[int]:
        """The two columns that pairs are of, or fewer."""
        return (self._chosen or self.texts())[:2]

    def numbers(self) -> list[int]:
        """Columns of figures, without positions on the earth."""
        return [at for at in self._of(_NUMBERS) if self.names[at] not in _POSITIONS and at not in self._chosen[:1]]

    def pair_measure(self) -> int | None:
        """The figure of a pair."""
        return next(iter(self._chosen[2:]), None) if self._chosen else self.measure()

    def measure(self) -> int | None:
        """The figure that counts: `events` if there is that, else the first."""
        numbers = self.numbers()
        return next((at for at in numbers if self.names[at] == "events"), numbers[0] if numbers else None)

    def quads(self) -> list[int]:
        """Columns that count by quad class; at least two, or none."""
        found = [at for at in self.numbers() if self.names[at] in QUADS]
        return found if len(found) > 1 else []

    def parts(self) -> list[int]:
        """The figures that make up a bar or are a line each: those chosen, else by quad class, else the measure."""
        measure = self.measure()
        return (self.numbers() if self._chosen else self.quads()) or ([measure] if measure is not None else [])

    def adds_up(self, at: int) -> bool:
        """Whether figures of several rows may be added: counts may, scores may not."""
        return self._columns[at].type == "integer"

    def label(self, at: int) -> str:
        """A column's name for people."""
        return self.names[at].replace("_", " ")

    def text(self, row: Sequence[Value], at: int) -> str:
        """A value as it stands in a chart."""
        return short(plain(cell(row[at])))

    def items(self, row: Sequence[Value], at: int) -> list[str]:
        """The names in a value: one, several or none."""
        value = cell(row[at])
        if isinstance(value, int | float):
            return [f"{self.label(at)} {value:g}"]
        return [short(str(text)) for text in (value if isinstance(value, list) else [value]) if text not in (None, "")]

    def _of(self, types: Sequence[str]) -> list[int]:
        if self._chosen:
            return [at for at in self._chosen if self._columns[at].type in types]
        return [
            at
            for at, column in enumerate(self._columns)
            if column.type in types and column.name not in _WHERE and not column.name.endswith(("_id", "_ids"))
        ]


def short(text: str) -> str:
    """`text`, cut to `LONGEST`."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def most(counts: Mapping[str, float], limit: int) -> list[str]:
    """The names that count most; those that count the same by name."""
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]]


def amount(value: Value) -> float:
    """A figure; nothing is 0."""
    return value if isinstance(value, int | float) else 0


def base(**more: Any) -> Spec:
    """What every chart has: as wide as the page, its data by name."""
    return {"width": "container", "data": {"name": "rows"}, **more}


def listed(names: Sequence[str]) -> Spec:
    """A side of a chart with these names in this order, each in its place whatever rows are filtered out."""
    return {"type": "nominal", "sort": None, "scale": {"domain": list(names)}}


def moment(day: date) -> str:
    """A day as Vega-Lite takes it for the same day everywhere: without an hour, it would be that of Greenwich."""
    return f"{day.isoformat()}T00:00"


def day_axis(first: date, last: date) -> Spec:
    """The axis of a time from one day to another: a mark a day where there are few, for no row has an hour."""
    if (last - first).days > FEW_DAYS:
        return {"tickCount": 10}
    return {"tickCount": {"interval": "day", "step": 1}, "format": "%-d %b %Y"}


def zoom(*sides: str) -> Spec:
    """A drag moves the chart, the wheel with Shift zooms it: without Shift it scrolls the page."""
    select = {"type": "interval", "encodings": list(sides), "zoom": "wheel![event.shiftKey]"}
    return {"name": "zoom", "select": select, "bind": "scales"}


def counted(count: int, what: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{count} {what if count == 1 else what + 's'}"
