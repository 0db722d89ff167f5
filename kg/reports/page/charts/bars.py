"""Figures by name, as bars; and figures by month, as lines."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from kg.reports.page.charts.shape import (
    QUADS,
    Drawing,
    Shape,
    Spec,
    amount,
    base,
    counted,
    day_axis,
    listed,
    moment,
    zoom,
)  # fmt: skip

BARS = 30
LINES = 4


def bar(shape: Shape) -> Drawing | None:
    """A bar for each name of the first column of text that tells rows apart, as long as the measure; in parts by quad
    class where these are counted. None for a single name."""
    names, parts = shape.apart(), shape.parts()
    if not names:
        return None
    name = names[0]
    adds_up = all(shape.adds_up(at) for at in parts)
    values: list[dict[str, Any]] = []
    totals: dict[str, float] = defaultdict(float)
    for at, row in enumerate(shape.rows):
        for text in shape.items(row, name):
            if not adds_up and text in totals:
                continue
            figures = [(shape.names[part], amount(row[part])) for part in parts] or [("rows", 1)]
            for key, figure in figures:
                totals[text] += figure
                values.append({"row": at, "group": text, "figure": figure, "part": key.replace("_", " "), "key": key})
    if len(totals) < 2:
        return None
    shown = sorted(totals, key=lambda text: (-abs(totals[text]), text))[:BARS]
    kept = set(shown)
    values = [value for value in values if value["group"] in kept]
    title = " and ".join(shape.label(part) for part in parts) if len(parts) < 3 else "events by class"
    spec = base(
        height=20 * len(shown),
        mark={"type": "bar"},
        encoding={
            "y": listed(shown) | {"field": "group", "title": shape.label(name), "axis": {"labelLimit": 260}},
            "x": {"field": "figure", "type": "quantitative", "aggregate": "sum", "title": title or "rows",
                  "axis": {"tickMinStep": 1} if adds_up else {}},
            "tooltip": [{"field": "group", "title": shape.label(name)}, {"field": "part", "title": "what"},
                        {"field": "figure", "aggregate": "sum", "title": "figure"}],
        }
        | (_coloured([shape.names[part] for part in parts]) if len(parts) > 1 else {}),
    )  # fmt: skip
    left = len(totals) - len(shown)
    text = f"Bars of {title or 'rows'} by {shape.label(name)}, the {counted(len(shown), 'name')} with most."
    return Drawing(spec=spec, values=values, text=text + (f" {left} more are in the table." if left else ""))


def line(shape: Shape) -> Drawing | None:
    """A line for each figure over the first column of dates: the quad classes where counted, else up to four counts.
    None for a single day."""
    days, numbers = shape.dates(), shape.numbers()
    counts = [at for at in numbers if shape.adds_up(at)]
    parts = shape.quads() or counts[:LINES] or numbers[:1]
    if not days or not parts:
        return None
    sums: dict[tuple[date, int], float] = defaultdict(float)
    for row in shape.rows:
        if row[days[0]] is not None:
            for part in parts:
                sums[row[days[0]], part] += amount(row[part])
    days_shown = sorted({day for day, _ in sums})
    if len(days_shown) < 2:
        return None
    monthly = all(day.day == 1 for day in days_shown)
    if monthly and set(parts) <= set(counts):
        days_shown = _months(days_shown[0], days_shown[-1])
    keys = [shape.names[part] for part in parts]
    values = [
        {"x": moment(day), "figure": sums.get((day, part), 0), "part": shape.label(part), "key": shape.names[part]}
        for day in days_shown
        for part in parts
    ]
    spec = base(
        height=300,
        params=[zoom("x")],
        mark={"type": "line", "point": True},
        encoding={
            "x": {"field": "x", "type": "temporal", "title": shape.label(days[0]),
                  "axis": day_axis(days_shown[0], days_shown[-1])},
            "y": {"field": "figure", "type": "quantitative", "title": None,
                  "axis": {"tickMinStep": 1} if set(parts) <= set(counts) else {}},
            "tooltip": [{"field": "x", "type": "temporal", "format": "%Y-%m" if monthly else "%Y-%m-%d",
                         "title": shape.label(days[0])},
                        {"field": "part", "title": "what"}, {"field": "figure", "title": "figure"}],
        }
        | _coloured(keys),
    )  # fmt: skip
    told = ", ".join(shape.label(part) for part in parts)
    return Drawing(spec=spec, values=values, text=f"Lines of {told} from {days_shown[0]} to {days_shown[-1]}.")


def _months(first: date, last: date) -> list[date]:
    """The first days of all months from one to another: a month that has no row had no event."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _coloured(keys: list[str]) -> Spec:
    """Colour by part: a quad class has its own, which the page sets (`var(--q1)`), others those of Vega's scheme."""
    scale: Spec = {"domain": [key.replace("_", " ") for key in keys]}
    if all(key in QUADS for key in keys):
        scale["range"] = [f"var(--{QUADS[key]})" for key in keys]
    return {"color": {"field": "part", "type": "nominal", "scale": scale, "legend": {"title": None, "orient": "top"}}}
