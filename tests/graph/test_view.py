from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from generate import records

from kg.graph import balance, view
from kg.graph.store import Store, open_store
from kg.graph.view import Choice, network, tallied, tallied_by_period, ties
from kg.model import Event

RECORDS = tuple(records(300, actors=25))
EVENTS = {event.id: event for record in RECORDS for event in record.events}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("view") / "kg.db"), create=True) as store:
        store.load(RECORDS)
        yield store


def _pairs(event: Event) -> set[tuple[str, str]]:
    return {(s.actor.id, t.actor.id) for s in event.source for t in event.target if s.actor.id != t.actor.id}


def _edges(*events: Event) -> set[tuple[str, str, str]]:
    return {(*pair, event.id) for event in events for pair in _pairs(event)}


def test_network(store: Store) -> None:
    store.load(RECORDS)
    graph = network(store, Choice(modalities=()))
    assert set(graph.edges(keys=True)) == _edges(*EVENTS.values())
    mentioned = {m.actor.id for event in EVENTS.values() for m in (*event.source, *event.target)}
    speakers = {event.speaker.actor.id for event in EVENTS.values() if event.speaker}
    assert set(graph.nodes) == mentioned | speakers
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        event = EVENTS[key]
        assert attributes["event_type"] == event.type
        assert attributes.get("start") == (date.fromisoformat(event.date.start) if event.date else None)
        assert ("place" in attributes) == (event.place is not None)
        assert None not in attributes.values()
    assert all(attributes["name"] for _, attributes in graph.nodes(data=True))
    directed, undirected = tallied(store), tallied(store, directed=False)
    asserted = network(store)
    assert _comparable(directed) == _comparable(ties(asserted))
    assert _comparable(undirected) == _comparable(ties(asserted, directed=False))
    chosen = network(store, Choice(date(2016, 1, 1), date(2020, 6, 30), ("ASSAULT", "CONSULT"), ("country:IRN",), ()))
    assert set(chosen.edges(keys=True)) == _edges(*filter(_is_chosen, EVENTS.values())) != set()


def _is_chosen(event: Event) -> bool:
    return bool(
        event.date
        and "2016-01-01" <= event.date.start <= "2020-06-30"
        and event.type in ("ASSAULT", "CONSULT")
        and event.place
        and event.place.country == "IRN"
    )


def _comparable(graph: nx.Graph) -> dict[tuple[str, str], dict[str, object]]:
    names = ("events", "q1", "q2", "q3", "q4", "scored", "goldstein", "weight")
    return {
        (one, other) if graph.is_directed() else (min(one, other), max(one, other)): {
            name: tie.get(name) for name in names
        }
        for one, other, tie in graph.edges(data=True)
    }


def test_places_by_id(graph: Store) -> None:
    chosen = network(graph, Choice(places=("112931",), modalities=()))
    at_place = [e for e in EVENTS.values() if e.place and e.place.geonames_id == "112931"]
    assert set(chosen.edges(keys=True)) == _edges(*at_place) != set()


def test_ties(graph: Store) -> None:
    events = network(graph)
    by_confidence, by_goldstein = ties(events, "confidence"), ties(events, "goldstein")
    for source, target, tie in ties(events).edges(data=True):
        found = [event for event in EVENTS.values() if (source, target) in _pairs(event)]
        found = [event for event in found if event.modality == "asserted"]
        scores = [event.goldstein for event in found if event.goldstein is not None]
        assert tie["weight"] == tie["events"] == len(found)
        assert by_confidence.edges[source, target]["weight"] == pytest.approx(sum(e.confidence for e in found))
        mean = sum(scores) / len(scores) if scores else 0
        assert by_goldstein.edges[source, target]["weight"] == pytest.approx(mean)
        days = [event.date.start for event in found if event.date]
        assert tie.get("first", date.max).isoformat() == min(days, default="9999-12-31")
    assert max(nx.pagerank(ties(events)).values()) > 0


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_periods_of_events_and_of_sums_agree(graph: Store, period: view.Period) -> None:
    by_event = {begin: ties(each) for begin, each in view.by_period(network(graph), period).items()}
    by_sums = tallied_by_period(graph, period)
    assert list(by_sums) == sorted(by_sums)
    assert {begin: _comparable(each) for begin, each in by_sums.items()} == {
        begin: _comparable(each) for begin, each in by_event.items() if each.size()
    }


def test_dates_of_sums_take_whole_months(graph: Store) -> None:
    some = tallied(graph, date(2016, 3, 20), date(2018, 5, 2))
    months = network(graph, Choice(date(2016, 3, 1), date(2018, 5, 31)))
    assert _comparable(some) == _comparable(ties(months)) != {}


def test_countries(graph: Store) -> None:
    countries = tallied(graph, between="countries", directed=False)
    assert set(countries.nodes) <= {"IRN", "RUS", "SYR", "USA", "TUR"}
    of = {n: a.get("country") for n, a in network(graph).nodes(data=True)}
    pairs = {
        frozenset((of[one], of[other]))
        for one, other in ties(network(graph)).edges
        if of[one] and of[other] and of[one] != of[other]
    }
    assert {frozenset(pair) for pair in countries.edges} == pairs


def test_balance(graph: Store) -> None:
    graph_of_all = tallied(graph, directed=False)
    counts = [0, 0, 0, 0]
    signs = {frozenset(pair[:2]): pair[2]["positive"] for pair in balance.signed(graph_of_all).edges(data=True)}
    for three in combinations(sorted(graph_of_all), 3):
        sides = [signs.get(frozenset(pair)) for pair in combinations(three, 2)]
        if None not in sides:
            counts[3 - sum(map(bool, sides))] += 1
    assert balance.census(graph_of_all) == tuple(counts)
    assert min(counts) > 0
    periods = tallied_by_period(graph, "year", directed=False)
    assert balance.over_time(periods)[date(2016, 1, 1)] == balance.census(periods[date(2016, 1, 1)])
    with pytest.raises(ValueError, match="undirected"):
        balance.census(tallied(graph))


def test_balance_of_known_triads() -> None:
    friend, enemy = {"q1": 3, "q2": 0, "q3": 1, "q4": 1}, {"q1": 0, "q2": 1, "q3": 0, "q4": 2}
    even = {"q1": 1, "q2": 0, "q3": 0, "q4": 1}
    ties = nx.Graph()
    ties.add_edge("a", "b", **friend)
    ties.add_edge("b", "c", **enemy)
    ties.add_edge("c", "a", **enemy)
    ties.add_edge("c", "d", **friend)
    ties.add_edge("d", "b", **even)
    ties.add_edge("d", "a", **friend)
    assert balance.census(ties) == balance.Triads(friends=0, torn=1, allies=1, enemies=0)
    assert balance.census(ties).balanced == 0.5
    assert balance.census(nx.Graph()).balanced is None
    assert [triad.actors for triad in balance.triads(ties)] == [("a", "b", "c"), ("a", "c", "d")]


def test_empty(store: Store) -> None:
    store.load([])
    assert len(network(store)) == len(tallied(store)) == len(tallied_by_period(store)) == 0
