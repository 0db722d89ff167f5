"""Figures by name, as bars; and figures by month, as lines."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.reports.page.charts.shape import QUADS, Drawing, Shape, Spec, amount, base, counted, listed, zoom

BARS = 30
LINES = 4


def bar(shape: Shape) -> Drawing | None:
    """A bar for each name of the first column of text, as long as the measure; split by quad class where counted."""
    texts, measure = shape.texts(), shape.measure()
    if not texts:
        return None
    name = texts[0]
    parts = shape.quads() or ([measure] if measure is not None else [])
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
    if not values:
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
            "x": {"field": "figure", "type": "quantitative", "aggregate": "sum", "title": title or "rows"},
            "tooltip": [{"field": "group", "title": shape.label(name)}, {"field": "part", "title": "what"},
                        {"field": "figure", "aggregate": "sum", "title": "figure"}],
        }
        | (_coloured([shape.names[part] for part in parts]) if shape.quads() else {}),
    )  # fmt: skip
    left = len(totals) - len(shown)
    text = f"Bars of {title or 'rows'} by {shape.label(name)}, the {counted(len(shown), 'name')} with most."
    return Drawing(spec=spec, values=values, text=text + (f" {left} more are in the table." if left else ""))


def line(shape: Shape) -> Drawing | None:
    """A line for each figure over the first column of dates: the quad classes where counted, else up to four counts."""
    days, numbers = shape.dates(), shape.numbers()
    parts = shape.quads() or [at for at in numbers if shape.adds_up(at)][:LINES] or numbers[:1]
    if not days or not parts:
        return None
    sums: dict[tuple[str, int], float] = defaultdict(float)
    for row in shape.rows:
        if row[days[0]] is not None:
            for part in parts:
                sums[row[days[0]].isoformat(), part] += amount(row[part])
    if not sums:
        return None
    keys = [shape.names[part] for part in parts]
    values: list[dict[str, Any]] = [
        {"x": day, "figure": figure, "part": shape.label(part), "key": shape.names[part]}
        for (day, part), figure in sorted(sums.items())
    ]
    monthly = all(value["x"].endswith("-01") for value in values)
    spec = base(
        height=300,
        params=[zoom("x")],
        mark={"type": "line", "point": True},
        encoding={
            "x": {"field": "x", "type": "temporal", "title": shape.label(days[0])},
            "y": {"field": "figure", "type": "quantitative", "title": None},
            "tooltip": [{"field": "x", "type": "temporal", "format": "%Y-%m" if monthly else "%Y-%m-%d",
                         "title": shape.label(days[0])},
                        {"field": "part", "title": "what"}, {"field": "figure", "title": "figure"}],
        }
        | _coloured(keys),
    )  # fmt: skip
    times = [value["x"] for value in values]
    told = ", ".join(shape.label(part) for part in parts)
    return Drawing(spec=spec, values=values, text=f"Lines of {told} from {min(times)} to {max(times)}.")


def _coloured(keys: list[str]) -> Spec:
    """Colour by part: a quad class has its own, which the page sets (`var(--q1)`), others those of Vega's scheme."""
    scale: Spec = {"domain": [key.replace("_", " ") for key in keys]}
    if all(key in QUADS for key in keys):
        scale["range"] = [f"var(--{QUADS[key]})" for key in keys]
    return {"color": {"field": "part", "type": "nominal", "scale": scale, "legend": {"title": None, "orient": "top"}}}
