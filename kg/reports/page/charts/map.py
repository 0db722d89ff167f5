"""Places on a small map of the world."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg import settings
from kg.graph.store import Value
from kg.reports.page.charts.shape import Drawing, Shape, Spec, amount, base, counted

WIDTH, HEIGHT = 960, 520
_LEAST = 25.0
"""Degrees that a map shows at least, so that one town is seen in its region."""
_LATITUDES = (-60.0, 75.0)
"""Beyond them Mercator's projection shows little but ice."""
_NAMED = 10


def place_map(shape: Shape) -> Drawing | None:
    """A circle for each place with a position, as large as what is counted there: the measure, else the rows. Without
    the columns lat and lon it stands in the middle of the country, a column of ISO 3166 alpha-3 codes."""
    spots: dict[tuple[float, float], dict[str, Any]] = {}
    measure, name, nowhere = shape.measure(), _name(shape), 0
    for row in shape.rows:
        position = _position(shape, row)
        if position is None:
            nowhere += 1
            continue
        spot = spots.setdefault(position, {"lat": position[0], "lon": position[1], "name": "", "figure": 0})
        spot["name"] = spot["name"] or (shape.text(row, name) if name is not None else "")
        spot["figure"] += amount(row[measure]) if measure is not None and shape.adds_up(measure) else 1
    if not spots:
        return None
    values = sorted(spots.values(), key=lambda spot: (-spot["figure"], spot["name"]))
    for at, value in enumerate(values):
        value["named"] = value["name"] if at < _NAMED else ""
    title = shape.label(measure) if measure is not None and shape.adds_up(measure) else "rows"
    left = f" Without a position, so not shown: {counted(nowhere, 'row')}." if nowhere else ""
    names = ", ".join(value["name"] for value in values[:5] if value["name"])
    text = f"Map of {counted(len(values), 'place')} by {title}; most: {names}.{left}"
    return Drawing(spec=_spec(values, title), values=values, text=text)


def _spec(values: Sequence[dict[str, Any]], title: str) -> Spec:
    at: Spec = {side: {"field": side[:3], "type": "quantitative"} for side in ("latitude", "longitude")}
    land = {"values": _world(), "format": {"type": "topojson", "feature": "countries"}}
    circles = {
        "mark": {"type": "circle", "opacity": 0.65, "stroke": "var(--paper)", "clip": True},
        "encoding": at
        | {
            "size": {"field": "figure", "type": "quantitative", "scale": {"range": [30, 500], "zero": True},
                     "legend": {"title": title, "orient": "bottom"}},
            "tooltip": [{"field": "name", "title": "place"}, {"field": "figure", "title": title}],
        },
    }  # fmt: skip
    labels = {
        "mark": {"type": "text", "dy": -18, "fontSize": 11, "clip": True},
        "encoding": at | {"text": {"field": "named"}},
    }
    return base(
        width=WIDTH,
        height=HEIGHT,
        projection=_projection(values),
        layer=[
            {"data": land, "mark": {"type": "geoshape", "fill": "var(--land)", "stroke": "var(--strong)",
                                    "strokeWidth": 0.5, "clip": True, "tooltip": None}},
            circles,
            labels,
        ],
    )  # fmt: skip


def _projection(values: Sequence[dict[str, Any]]) -> Spec:
    """Mercator's, of the region of all places with a margin; of the world where they lie all around it."""
    south, north = _span([value["lat"] for value in values])
    west, east = _span([value["lon"] for value in values])
    south, north = max(south, _LATITUDES[0]), min(north, _LATITUDES[1])
    high = _mercator(north) - _mercator(south)
    scale = min(WIDTH / math.radians(east - west), HEIGHT / high)
    middle = math.degrees(2 * math.atan(math.exp((_mercator(north) + _mercator(south)) / 2)) - math.pi / 2)
    return {
        "type": "mercator",
        "scale": max(scale, WIDTH / (2 * math.pi)),
        "center": [(west + east) / 2, middle],
        "translate": [WIDTH / 2, HEIGHT / 2],
    }


def _span(degrees: Sequence[float]) -> tuple[float, float]:
    low, high = min(degrees), max(degrees)
    margin = max((_LEAST - (high - low)) / 2, (high - low) * 0.12)
    return low - margin, high + margin


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-80.0, min(80.0, latitude))) / 2))


def _position(shape: Shape, row: Sequence[Value]) -> tuple[float, float] | None:
    if "lat" in shape.names and "lon" in shape.names:
        lat, lon = row[shape.names.index("lat")], row[shape.names.index("lon")]
        return (float(lat), float(lon)) if lat is not None and lon is not None else None
    return _middles().get(str(row[shape.names.index("country")])) if "country" in shape.names else None


def _name(shape: Shape) -> int | None:
    texts = shape.texts()
    return next((at for at in texts if shape.names[at] == "place"), texts[0] if texts else None)


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """The middle of each country, degrees north and east, by code."""
    with settings.data("gazetteer", "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["lon"]]
    return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows}


@cache
def _world() -> dict[str, Any]:
    """Borders of all countries as TopoJSON."""
    world: dict[str, Any] = json.loads(settings.data("web", "countries-110m.json").read_text(encoding="utf-8"))
    return world
