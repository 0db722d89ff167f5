"""Rows on a line of days, in lanes by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.graph.store import Value
from kg.reports.page.charts.shape import Drawing, Shape, base, counted, day_axis, listed, moment, most, zoom

LANES = 25
OTHERS, NONE = "(others)", "(none)"


def timeline(shape: Shape) -> Drawing | None:
    """A mark for each row with a day, in lanes by the column `type`, else by the first one that tells rows apart. None
    for a single row."""
    days = shape.dates()
    if not days:
        return None
    day = days[0]
    dated = [(at, row) for at, row in enumerate(shape.rows) if row[day] is not None]
    if len(dated) < 2:
        return None
    lane = _lane(shape)
    counts = Counter(name for _, row in dated for name in _lanes(shape, row, lane))
    lanes = most(counts, LANES)
    values = []
    for at, row in dated:
        told = [shape.text(row, text) for text in shape.texts() if text != lane]
        values += [
            {"row": at, "x": moment(row[day]), "lane": name if name in lanes else OTHERS,
             "told": " · ".join(filter(None, told[:4]))}
            for name in _lanes(shape, row, lane)
        ]  # fmt: skip
    shown = [*lanes, *([OTHERS] if any(value["lane"] == OTHERS for value in values) else [])]
    first, last = min(row[day] for _, row in dated), max(row[day] for _, row in dated)
    spec = base(
        height=max(24 * len(shown), 48),
        params=[zoom("x")],
        mark={"type": "tick", "thickness": 3, "size": 16, "opacity": 0.65},
        encoding={
            "x": {"field": "x", "type": "temporal", "title": None, "scale": {"padding": 8},
                  "axis": day_axis(first, last)},
            "y": listed(shown)
            | {"field": "lane", "title": shape.label(lane) if lane is not None else None,
               "axis": {"labelLimit": 220, "grid": True, "labels": lane is not None}},
            "tooltip": [{"field": "x", "type": "temporal", "title": shape.label(day), "format": "%Y-%m-%d"},
                        {"field": "lane", "title": shape.label(lane) if lane is not None else "rows"},
                        {"field": "told", "title": "row"}],
        },
    )  # fmt: skip
    per = f", by {shape.label(lane)}" if lane is not None else ""
    text = f"Time line of {counted(len(dated), 'row')} from {first} to {last}{per}."
    return Drawing(spec=spec, values=values, text=text + _undated(len(shape.rows) - len(dated)))


def _lane(shape: Shape) -> int | None:
    texts = shape.apart()
    return next((at for at in texts if shape.names[at] == "type"), texts[0] if texts else None)


def _lanes(shape: Shape, row: Sequence[Value], lane: int | None) -> list[str]:
    """The lanes that a row stands in: one for each name in its value."""
    return [""] if lane is None else shape.items(row, lane) or [NONE]


def _undated(count: int) -> str:
    return f" Without a day, so not shown: {counted(count, 'row')}." if count else ""
