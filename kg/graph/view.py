"""A graph as networkx sees it. `docs/networks.md` has worked examples.

Two ways in: `network` reads events, an edge each, and `ties` sums them up; `tallied` takes sums by month that loading
keeps in the graph, which is quicker by far on a large one, but knows neither types, places nor confidence.

Ties carry `events` and of these `q1` to `q4` (quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal
conflict, 4 material conflict), `scored` (those that have a Goldstein value), `goldstein` (their mean, -10 to 10; not
there if none has one) and `weight`. Undirected ties count an event between two actors once, directed ones on each way
that it goes: a meeting of two is an edge there and an edge back. No actor has a tie with itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

import networkx as nx

from kg.graph.store import Store

Weight = Literal["events", "goldstein", "confidence"]
Period = Literal["month", "quarter", "year"]
_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}


class Choice(NamedTuple):
    """Which events. An empty collection leaves nothing out; neither do dates that are None, undated events included.

    `since` and `until`: days, both included, that an event starts on. `types`: PLOVER types ("ASSAULT"). `places`: ids
    of Place nodes; the id of a country ("country:IRN") stands for all places in it.
    """

    since: date | None = None
    until: date | None = None
    types: Collection[str] = ()
    places: Collection[str] = ()
    modalities: Collection[str] = ("asserted",)


_CONDITIONS = {
    "since": "e.start >= $since",
    "until": "e.start <= $until",
    "types": "e.event_type IN $types",
    "modalities": "e.modality IN $modalities",
}
_OF_PLACES = "EXISTS { MATCH (e)-[:AT]->(q:Place) WHERE q.id IN $places OR q.country IN $countries }"
_ACTORS = "MATCH (a:Actor) RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country ORDER BY id"
_EVENTS = """
MATCH (e:Event) <where>
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGET]->(t:Actor) WHERE s.id <> t.id
OPTIONAL MATCH (e)-[:AT]->(p:Place)
RETURN s.id AS source, t.id AS target, e.id AS id, e.name AS name, e.event_type AS event_type, e.cameo AS cameo,
  e.quad AS quad, e.goldstein AS goldstein, e.start AS start, e.granularity AS granularity, e.modality AS modality,
  e.confidence AS confidence, p.name AS place, p.id AS place_id
ORDER BY source, target, id
"""
_TALLIES = {
    "actors": "MATCH (d:DyadMonth) WHERE d.events > 0",
    "countries": "MATCH (d:CountryMonth {modality: 'asserted'}) WHERE true",
}
_OF_MONTHS = """ <months>
RETURN d.source AS source, d.target AS target, d.mutual AS mutual, <month> AS month, sum(d.events) AS events,
  sum(d.q1) AS q1, sum(d.q2) AS q2, sum(d.q3) AS q3, sum(d.q4) AS q4, sum(d.scored) AS scored,
  sum(d.goldstein_tenths) AS goldstein_tenths, sum(d.mentions) AS mentions
ORDER BY source, target, mutual, month
"""
_COUNTS = ("events", "q1", "q2", "q3", "q4", "scored")


def network(store: Store, choice: Choice = Choice()) -> nx.MultiDiGraph:  # noqa: B008 - immutable
    """Actors as nodes by id, and an edge from each source to each target of an event, its key the event's id.

    Node attributes are `name`, `kind`, `country`; edge attributes `name`, `event_type`, `cameo`, `quad`, `goldstein`,
    `start` (a datetime.date), `granularity`, `modality`, `confidence`, `place` and `place_id`, each without what is not
    known. All actors are nodes, also those without an edge; events without a source or a target are no edges.
    """
    result = nx.MultiDiGraph()
    _add_actors(result, store)
    conditions = [text for name, text in _CONDITIONS.items() if getattr(choice, name)]
    conditions += [_OF_PLACES] if choice.places else []
    values: dict[str, Any] = {
        "since": choice.since,
        "until": choice.until,
        "types": sorted(choice.types),
        "modalities": sorted(choice.modalities),
        "places": sorted(choice.places),
        "countries": sorted(key.removeprefix("country:") for key in choice.places if key.startswith("country:")),
    }
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    asked = {name: value for name, value in values.items() if f"${name}" in where}
    for row in _rows(store, _EVENTS.replace("<where>", where), asked):
        result.add_edge(row.pop("source"), row.pop("target"), key=row.pop("id"), **row)
    return result


def ties(events: nx.MultiDiGraph, weight: Weight = "events", *, directed: bool = True) -> nx.DiGraph | nx.Graph:
    """The edges of `network` summed up to one between two actors; those without any are left out.

    Besides what all ties carry: `confidence` (mean), `first` and `last` (the days that its first and last dated event
    start on, not there if none is dated). `weight` is `events`; or `goldstein`, 0.0 where no event has a value (it may
    be negative: not for shortest paths or PageRank); or the sum of confidences, as many events as can be counted on.
    """
    between: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for source, target, key, attributes in events.edges(keys=True, data=True):
        pair = (source, target) if directed else (min(source, target), max(source, target))
        between.setdefault(pair, {})[key] = attributes
    result = nx.DiGraph() if directed else nx.Graph()
    for pair, of_pair in between.items():
        tie = _summed(list(of_pair.values()))
        confidence = sum(each["confidence"] for each in of_pair.values())
        tie["weight"] = {"events": tie["events"], "goldstein": tie.get("goldstein", 0.0), "confidence": confidence}[
            weight
        ]
        result.add_edge(*pair, confidence=confidence / len(of_pair), **tie)
    _copy_nodes(events, result)
    return result


def tallied(
    store: Store,
    since: date | None = None,
    until: date | None = None,
    *,
    between: Literal["actors", "countries"] = "actors",
    directed: bool = True,
) -> nx.DiGraph | nx.Graph:
    """Ties of asserted events from the sums by month of the graph, with `mentions` (articles that report each event,
    summed) and `weight` = `events`; actors or countries without any are left out.

    Months count whole, from that of `since` to that of `until`; with either, only events whose month is known. Nodes
    are actors by id, with the attributes of `network`, or countries by alpha-3 code.
    """
    query, values = _tallies(between, since, until, "null")
    result = _tallied(_rows(store, query, values), directed)
    if between == "actors":
        _add_actors(result, store, result.nodes)
    return result


def tallied_by_period(
    store: Store,
    period: Period = "month",
    since: date | None = None,
    until: date | None = None,
    *,
    between: Literal["actors", "countries"] = "actors",
    directed: bool = True,
) -> dict[date, nx.DiGraph | nx.Graph]:
    """`tallied` by the first day of each period that has an event. Events whose month is not known are in none; nodes
    have no attributes."""
    query, values = _tallies(between, since, until, "d.month")
    rows: dict[date, list[dict[str, Any]]] = {}
    for row in _rows(store, query, values):
        if "month" in row:
            rows.setdefault(begin_of(row["month"], period), []).append(row)
    return {begin: _tallied(iter(rows[begin]), directed) for begin in sorted(rows)}


def by_period(events: nx.MultiDiGraph, period: Period = "month") -> dict[date, nx.MultiDiGraph]:
    """The edges of `network` by the first day of the period that they start in, with their actors. Events without a
    date, or with one that is coarser than the period, are in none."""
    coarse = {"month": ("season", "quarter", "year"), "quarter": ("season", "year"), "year": ()}[period]
    result: dict[date, nx.MultiDiGraph] = {}
    for source, target, key, attributes in events.edges(keys=True, data=True):
        if "start" in attributes and attributes["granularity"] not in coarse:
            graph = result.setdefault(begin_of(attributes["start"], period), nx.MultiDiGraph())
            graph.add_edge(source, target, key=key, **attributes)
    for graph in result.values():
        _copy_nodes(events, graph)
    return dict(sorted(result.items()))


def begin_of(day: date, period: Period) -> date:
    """The first day of the period that `day` is in.

    >>> begin_of(date(2017, 9, 5), "quarter")
    datetime.date(2017, 7, 1)
    """
    months = _MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _summed(events: list[Mapping[str, Any]]) -> dict[str, Any]:
    tenths = [round(each["goldstein"] * 10) for each in events if "goldstein" in each]
    days = [each["start"] for each in events if "start" in each]
    quads = {f"q{quad}": sum(each["quad"] == quad for each in events) for quad in (1, 2, 3, 4)}
    tie = {"events": len(events), **quads, "scored": len(tenths), **_mean(sum(tenths), len(tenths))}
    return tie | ({"first": min(days), "last": max(days)} if days else {})


def _mean(tenths: int, scored: int) -> dict[str, float]:
    return {"goldstein": tenths / 10 / scored} if scored else {}


def _tallies(between: str, since: date | None, until: date | None, month: str) -> tuple[str, dict[str, Any]]:
    days = {"since": since and begin_of(since, "month"), "until": until}
    chosen = {name: day for name, day in days.items() if day}
    months = "".join(f" AND d.month {'>=' if name == 'since' else '<='} ${name}" for name in chosen)
    return _TALLIES[between] + _OF_MONTHS.replace("<months>", months).replace("<month>", month), chosen


def _tallied(rows: Iterator[dict[str, Any]], directed: bool) -> nx.DiGraph | nx.Graph:
    result = nx.DiGraph() if directed else nx.Graph()
    for row in rows:
        pair = (row["source"], row["target"])
        for one, other in (pair, pair[::-1]) if directed and row["mutual"] else (pair,):
            if not result.has_edge(one, other):
                result.add_edge(one, other, **dict.fromkeys((*_COUNTS, "mentions", "goldstein_tenths"), 0))
            tie = result.edges[one, other]
            for name in tie:
                tie[name] += row[name]
    for _, _, tie in result.edges(data=True):
        tie |= _mean(tie.pop("goldstein_tenths"), tie["scored"]) | {"weight": tie["events"]}
    return result


def _add_actors(graph: nx.Graph, store: Store, among: Collection[str] | None = None) -> None:
    for row in _rows(store, _ACTORS, {}):
        key = row.pop("id")
        if among is None or key in among:
            graph.add_node(key, **row)


def _copy_nodes(source: nx.Graph, target: nx.Graph) -> None:
    for key in target:
        target.nodes[key].update(source.nodes[key])


def _rows(store: Store, query: str, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each row by column, without what is not known."""
    columns, rows = store.read(query, values)
    for row in rows:
        yield {name: value for name, value in zip(columns, row, strict=True) if value is not None}
