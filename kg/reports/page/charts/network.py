"""Who is tied to whom: names as nodes, rows as ties. networkx lays them out, Vega-Lite draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kg.reports.page.charts.shape import Drawing, Shape, amount, base, counted, zoom

TIES = 150
"""So many ties are drawn, those with most; more are a tangle."""

_DIRECTED = ("source", "accuser", "speaker", "from", "actor_from")
"""First columns of text that act on the second."""
_SIZE = 620
_STEPS = 150
_NAMED = 45
"""So many nodes bear their name, those with most; the others tell it to the pointer."""
_ARROW = 0.72
"""Where on its tie an arrowhead stands, from 0 to 1."""

_TURN = "atan2((datum.x2 - datum.x) * width, (datum.y2 - datum.y) * height) * 180 / PI"
"""Degrees by which an arrowhead is turned, clockwise from up."""

Tie = tuple[str, str]
"""Two names, the first of which acts on the second where ties have a direction."""


def network(shape: Shape) -> Drawing | None:
    """Ties between the names of the first two columns of text, as strong as the measure, else as rows are
    many. None for a single tie."""
    ends, measure = shape.ends(), shape.pair_measure()
    if len(ends) < 2:
        return None
    first, second = ends
    directed = shape.names[first] in _DIRECTED
    weights: dict[Tie, float] = defaultdict(float)
    for row in shape.rows:
        weight = amount(row[measure]) if measure is not None and shape.adds_up(measure) else 1
        for a in shape.items(row, first):
            for b in shape.items(row, second):
                if a != b:
                    weights[(a, b) if directed or a < b else (b, a)] += weight
    what = shape.label(measure) if measure is not None and shape.adds_up(measure) else "rows"
    if len(weights) < 2:
        return None
    return drawing(weights, directed=directed, what=what)


def drawing(
    weights: Mapping[Tie, float], *, directed: bool, what: str, addresses: Mapping[str, str] | None = None
) -> Drawing | None:
    """The `TIES` strongest of `weights`; `what` is what a weight counts. None where there are no ties. A name leads to
    its address, where there is one."""
    strongest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TIES]
    if not strongest:
        return None
    spots = _layout([tie for tie, _ in strongest])
    degrees: dict[str, float] = defaultdict(float)
    for (a, b), weight in strongest:
        degrees[a] += weight
        degrees[b] += weight
    values: list[dict[str, Any]] = []
    sign = "→" if directed else "–"
    for (a, b), weight in strongest:
        (x, y), (x2, y2) = spots[a], spots[b]
        values.append({"kind": "tie", "x": x, "y": y, "x2": x2, "y2": y2, "name": f"{a} {sign} {b}", "figure": weight})
        if directed:
            values.append(values[-1] | {"kind": "arrow", "x": x + (x2 - x) * _ARROW, "y": y + (y2 - y) * _ARROW})
    named = set(sorted(degrees, key=lambda name: (-degrees[name], name))[:_NAMED])
    values += [
        {"kind": "node", "x": x, "y": y, "name": name, "figure": degrees[name], "label": name if name in named else ""}
        for name, (x, y) in sorted(spots.items())
    ]
    if addresses:
        values = [
            value | {"address": addresses[value["name"]]} if value["name"] in addresses else value for value in values
        ]
    left = len(weights) - len(strongest)
    strong = "; ".join(f"{a} {sign} {b} ({weight:g})" for (a, b), weight in strongest[:5])
    text = f"Network of {counted(len(spots), 'name')} and {counted(len(strongest), 'tie')} by {what}; most: {strong}."
    return Drawing(
        spec=_spec(what, strongest[0][1], linked=bool(addresses)),
        values=values,
        text=text + (f" {counted(left, 'weaker tie')} not drawn." if left else ""),
    )


def _layout(ties: list[Tie]) -> dict[str, tuple[float, float]]:
    """A spot for each name, each side from 0 to 1; the same for the same ties."""
    import networkx

    graph = networkx.Graph(sorted(ties))
    placed = networkx.forceatlas2_layout(  # strong gravity: what is not tied to the rest stays near it
        graph, max_iter=_STEPS, strong_gravity=True, gravity=0.1, scaling_ratio=2.0, seed=7
    )
    spots = {name: (float(x), float(y)) for name, (x, y) in placed.items()}
    lows = [min(spot[side] for spot in spots.values()) for side in (0, 1)]
    spans = [max(spot[side] for spot in spots.values()) - lows[side] or 1.0 for side in (0, 1)]
    return {
        name: (round((x - lows[0]) / spans[0], 4), round((y - lows[1]) / spans[1], 4)) for name, (x, y) in spots.items()
    }


def _spec(what: str, strongest: float, *, linked: bool) -> dict[str, Any]:
    def of(kind: str) -> dict[str, Any]:
        return {"transform": [{"filter": {"field": "kind", "equal": kind}}]}

    def axis(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [-0.06, 1.06]}}

    at = {"x": axis("x"), "y": axis("y")}
    leads: dict[str, Any] = {"href": {"field": "address", "type": "nominal"}} if linked else {}
    told = [{"field": "name", "title": "who"}, {"field": "figure", "title": what}]
    tie = of("tie") | {
        "mark": {"type": "rule", "color": "var(--strong)", "opacity": 0.7},
        "encoding": at
        | {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "tooltip": told,
           "strokeWidth": {"field": "figure", "type": "quantitative", "legend": None,
                           "scale": {"range": [1, 6], "domain": [0, max(4.0, strongest)]}}},
    }  # fmt: skip
    arrow = {
        "transform": [{"filter": {"field": "kind", "equal": "arrow"}}, {"calculate": _TURN, "as": "angle"}],
        "mark": {"type": "point", "shape": "triangle", "filled": True, "size": 70, "color": "var(--quiet)"},
        "encoding": at | {"angle": {"field": "angle", "type": "quantitative", "scale": None}, "tooltip": told},
    }
    node = of("node") | {
        "params": [zoom("x", "y")],
        "mark": {"type": "circle", "opacity": 1, "stroke": "var(--paper)"},
        "encoding": at
        | leads
        | {"tooltip": told, "size": {"field": "figure", "type": "quantitative", "legend": None,
                                     "scale": {"range": [40, 700], "zero": True}}},
    }  # fmt: skip
    label = of("node") | {
        "mark": {"type": "text", "dy": -13, "fontSize": 11, "limit": 170},
        "encoding": at | leads | {"text": {"field": "label"}, "tooltip": told},  # without it a click goes past it
    }
    return base(height=_SIZE, layer=[tie, arrow, node, label])
