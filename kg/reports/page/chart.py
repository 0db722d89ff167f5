"""The chart that suits a report, drawn in the page by Vega-Lite."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from kg.graph.store import Value
from kg.reports.catalog import Chart, Column
from kg.reports.page.cells import as_json
from kg.reports.page.charts.bars import bar, line
from kg.reports.page.charts.map import place_map
from kg.reports.page.charts.matrix import matrix
from kg.reports.page.charts.network import network
from kg.reports.page.charts.shape import Drawing, Shape
from kg.reports.page.charts.timeline import timeline

KINDS: Mapping[Chart, Callable[[Shape], Drawing | None]] = {
    "timeline": timeline,
    "line": line,
    "bar": bar,
    "matrix": matrix,
    "network": network,
    "map": place_map,
}


def draw(
    kind: Chart, columns: Sequence[Column], rows: Sequence[Sequence[Value]], chosen: Sequence[str] = ()
) -> Drawing | None:
    """The chart of that kind, of the columns `chosen` where these are named, or None where these rows have nothing to
    draw: no dates, no positions, no pairs, or but one of them."""
    return KINDS[kind](Shape(columns, rows, chosen)) if rows else None


def chart(drawing: Drawing, *, table: str = "") -> Markup:
    """A drawing as HTML; `chart.js` draws it. `table` is the key of the table whose filter it follows."""
    from kg.reports.html import template

    data = Markup(as_json({"spec": drawing.spec, "values": drawing.values}))
    page = template(Path(__file__).with_name("chart.html.j2"))
    return Markup(page.render(it=drawing, data=data, table=table))
