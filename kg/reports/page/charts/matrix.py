"""Pairs of names as a matrix, darker where the figure is higher."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.reports.page.charts.shape import Drawing, Shape, amount, base, listed, most

SIDE = 30


def matrix(shape: Shape) -> Drawing | None:
    """The first two columns of text against each other, coloured by the measure; without one, by the number of rows.
    None for a single pair."""
    ends, measure = shape.ends(), shape.pair_measure()
    if len(ends) < 2:
        return None
    down, across = ends
    values: list[dict[str, Any]] = []
    totals: tuple[dict[str, float], dict[str, float]] = (defaultdict(float), defaultdict(float))
    for at, row in enumerate(shape.rows):
        figure = amount(row[measure]) if measure is not None else 1
        for first in shape.items(row, down):
            for second in shape.items(row, across):
                totals[0][first] += abs(figure)
                totals[1][second] += abs(figure)
                values.append({"row": at, "down": first, "across": second, "figure": figure})
    rows, columns = most(totals[0], SIDE), most(totals[1], SIDE)
    values = [value for value in values if value["down"] in rows and value["across"] in columns]
    if len(values) < 2:
        return None
    diverging = any(value["figure"] < 0 for value in values)
    title = shape.label(measure) if measure is not None else "rows"
    axis = {"labelLimit": 160}
    spec = base(
        height=20 * len(rows),
        mark={"type": "rect"},
        encoding={
            "y": listed(rows) | {"field": "down", "title": shape.label(down), "axis": axis},
            "x": listed(columns)
            | {"field": "across", "title": shape.label(across),
               "axis": axis | {"labelAngle": -45, "orient": "top"}},
            "color": {"field": "figure", "type": "quantitative", "aggregate": "mean" if diverging else "sum",
                      "scale": {"scheme": "redblue", "domainMid": 0} if diverging else {"range": "heatmap"},
                      "legend": {"title": title}},
            "tooltip": [{"field": "down", "title": shape.label(down)},
                        {"field": "across", "title": shape.label(across)},
                        {"field": "figure", "aggregate": "mean" if diverging else "sum", "title": title}],
        },
    )  # fmt: skip
    text = f"Matrix of {title}: {shape.label(down)} ({len(rows)}) against {shape.label(across)} ({len(columns)})."
    return Drawing(spec=spec, values=values, text=text)
