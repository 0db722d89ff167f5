"""Rows on a line of days, in lanes by kind."""

from __future__ import annotations

from collections import Counter

from kg.reports.page.charts.shape import Drawing, Shape, base, counted, listed, most, zoom

LANES = 25
OTHERS, NONE = "(others)", "(none)"


def timeline(shape: Shape) -> Drawing | None:
    """A mark for each row with a day; lanes are the column `type`, else the first that tells rows apart."""
    days = shape.dates()
    if not days:
        return None
    day = days[0]
    dated = [(at, row) for at, row in enumerate(shape.rows) if row[day] is not None]
    if not dated:
        return None
    lane = _lane(shape)
    counts = Counter(shape.text(row, lane) or NONE for _, row in dated) if lane is not None else Counter()
    lanes = most(counts, LANES)
    values = []
    for at, row in dated:
        name = (shape.text(row, lane) or NONE) if lane is not None else ""
        told = [shape.text(row, text) for text in shape.texts() if text != lane]
        values.append(
            {"row": at, "x": row[day].isoformat(), "lane": name if name in lanes or not lanes else OTHERS,
             "told": " · ".join(filter(None, told[:4]))}
        )  # fmt: skip
    shown = [*lanes, *([OTHERS] if any(value["lane"] == OTHERS for value in values) else [])] or [""]
    first, last = min(value["x"] for value in values), max(value["x"] for value in values)
    spec = base(
        height=max(24 * len(shown), 48),
        params=[zoom("x")],
        mark={"type": "tick", "thickness": 3, "size": 16, "opacity": 0.65},
        encoding={
            "x": {"field": "x", "type": "temporal", "title": None, "scale": {"padding": 8}},
            "y": listed(shown)
            | {"field": "lane", "title": shape.label(lane) if lane is not None else None,
               "axis": {"labelLimit": 220, "grid": True, "labels": lane is not None}},
            "tooltip": [{"field": "x", "type": "temporal", "title": shape.label(day), "format": "%Y-%m-%d"},
                        {"field": "lane", "title": shape.label(lane) if lane is not None else "rows"},
                        {"field": "told", "title": "row"}],
        },
    )  # fmt: skip
    per = f", by {shape.label(lane)}" if lane is not None else ""
    text = f"Time line of {counted(len(values), 'row')} from {first} to {last}{per}."
    return Drawing(spec=spec, values=values, text=text + _undated(len(shape.rows) - len(dated)))


def _lane(shape: Shape) -> int | None:
    texts = shape.texts()
    if "type" in shape.names:
        return shape.names.index("type")
    apart = (at for at in texts if len({shape.text(row, at) for row in shape.rows}) > 1)
    return next(apart, texts[0] if texts else None)


def _undated(count: int) -> str:
    return f" Without a day, so not shown: {counted(count, 'row')}." if count else ""
