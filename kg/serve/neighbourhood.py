"""Who an actor has events with, and they with each other, as a graph: from the sums by pair and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.graph.store import Store
from kg.reports.catalog import Column
from kg.reports.entities import names_of
from kg.reports.escape import readable
from kg.reports.names import Names
from kg.reports.page.chart import chart
from kg.reports.page.charts.network import TIES, drawing
from kg.reports.page.charts.shape import short
from kg.reports.page.table import table
from kg.serve import links
from kg.serve.site import NotThere, asked, is_part, show, site_of

What = Literal["events", "cooperation", "conflict"]
_FIGURES: Mapping[str, str] = {
    "events": "sum(d.events)",
    "cooperation": "sum(d.q1) + sum(d.q2)",
    "conflict": "sum(d.q3) + sum(d.q4)",
}
SIZES = (10, 20, 40)
"""Of how many partners one may choose."""

_PARTNERS = """
MATCH (a:Actor {id: $actor})
CALL { WITH a MATCH (d:DyadMonth {source: a.id}) RETURN d, d.target AS partner
       UNION ALL WITH a MATCH (d:DyadMonth {target: a.id}) RETURN d, d.source AS partner }
WITH partner, <figure> AS events WHERE partner <> $actor AND events > 0
RETURN partner AS partner, events AS events ORDER BY events DESC, partner LIMIT $size
"""
_AMONG = """
MATCH (d:DyadMonth) WHERE d.source IN $partners AND d.target IN $partners AND d.target <> d.source
WITH d.source AS source, d.target AS target, <figure> AS events WHERE events > 0
RETURN source AS source, target AS target, events AS events
"""
_COLUMNS = (
    Column("actor", "string", "one of the two"),
    Column("partner", "string", "the other"),
    Column("events", "integer", "events between the two that the texts assert"),
)

Pair = tuple[str, str]


def around_page(request: Request) -> Response:
    """`/around?id=ACTOR&size=20&what=events`: the graph and its ties as a table, alone or as a part of a page."""
    site, given = site_of(request), asked(request)
    store = site.store()
    names = names_of(store, "actor")
    key, what, size = given.get("id", ""), given.get("what", "events"), given.get("size", str(SIZES[1]))
    if key not in names.by_id:
        raise NotThere(f"no actor of this graph has the id {key!r}")
    if what not in _FIGURES or size not in map(str, SIZES):
        raise UsageError(f"what is one of {', '.join(_FIGURES)}, size one of {', '.join(map(str, SIZES))}")
    weights = store.once(("around", key, what, size), lambda: ties(store, key, what, int(size)))
    values = {
        "actor": names.by_id[key],
        "name": readable(names.by_id[key].name),
        "address": links.page("actor", key),
        "graph": drawn(weights, names, what),
        "what": what,
        "kinds": tuple(_FIGURES),
        "size": int(size),
        "sizes": SIZES,
    }
    rows = [(names.by_id[a].name, names.by_id[b].name, count) for (a, b), count in _strongest(weights)]
    values["table"] = table(_COLUMNS, rows, key="rows-around", label="Ties", links=links.ServedLinks(store))
    if is_part(request):
        return show("around", **values)
    return show("around_page", title=f"Around {values['name']}", **values)


def ties(store: Store, actor: str, what: str, size: int) -> Counter[Pair]:
    """Events by pair of ids, the smaller first: those of the actor with its `size` main partners, all of them, and of
    those of the partners with each other as many of the strongest as can be drawn."""
    figure = _FIGURES[what]
    partners = store.read(_PARTNERS.replace("<figure>", figure), {"actor": actor, "size": size}).rows
    found = Counter({_pair(actor, partner): int(count) for partner, count in partners})
    ids = {"partners": [partner for partner, _ in partners]}
    among: Counter[Pair] = Counter()
    for source, target, count in store.read(_AMONG.replace("<figure>", figure), ids).rows:
        among[_pair(source, target)] += int(count)
    found.update(dict(_strongest(among)[: TIES - len(found)]))
    return found


def drawn(weights: Counter[Pair], names: Names, what: str) -> Markup | None:
    """The graph, whose names lead to their pages; None without ties."""
    said = _told_apart({key for pair in weights for key in pair}, names)
    addresses = {name: links.page("actor", key) for key, name in said.items()}
    named = {(said[a], said[b]): float(count) for (a, b), count in weights.items()}
    what = what if what == "events" else f"events of {what}"
    picture = drawing(named, directed=False, what=what, addresses=addresses)
    return chart(picture) if picture else None


def _told_apart(ids: set[str], names: Names) -> dict[str, str]:
    """Names by id; where two have the same, each with its id."""
    said = {key: short(readable(names.by_id[key].name)) for key in sorted(ids)}
    counts = Counter(said.values())
    return {key: name if counts[name] == 1 else f"{name} ({readable(key)})" for key, name in said.items()}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _strongest(weights: Counter[Pair]) -> list[tuple[Pair, int]]:
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))
