"""The roll-ups held against the events: what `kg doctor` tells, and how a graph without them gets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from kg.graph import rollups, schema
from kg.graph.schema import Properties, Rollup
from kg.graph.statements import InTransaction, Run, create_nodes, set_nodes, statement
from kg.graph.store import Store
from kg.graph.tallies import Tallies, is_empty, merged
from kg.graph.told import told_events

T = TypeVar("T")
Read = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]

_PAGE = 5_000
_EVENTS = "MATCH (n:Event) RETURN n.id AS id"
_ARTICLES = "MATCH (n:Article) RETURN n.id AS id"
_HELD = "MATCH (n:<label>) RETURN n {<properties>} AS node"
_GRAPH = "MATCH (g:Graph) RETURN g.version AS version, g.rollups AS rollups"
_CLEAR = "MATCH (n:<label>) DELETE n"


def differences(store: Store) -> Iterator[str]:
    """Each figure of the roll-ups that is not that of the events, in words; nothing if all are right."""

    def read(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        columns, rows = store.read(query, parameters)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    tallies, version = count(read)
    graph = read(_GRAPH, {})
    if graph != [{"version": version, "rollups": rollups.FORM}] and (graph or version != f"{0:016x}"):
        yield f"Graph: version {version} of the articles, {graph or 'nothing'} noted"
    for rollup in (*schema.ROLLUPS, schema.ACTOR_TALLY):
        held = {row["node"]["id"]: row["node"] for row in read(_held(rollup), {})}
        yield from _compare(rollup, _expected(rollup, tallies, held), held)


def count(read: Read) -> tuple[Tallies, str]:
    """All roll-ups from the events, and the graph's version from the articles."""
    tallies, version = Tallies(), 0
    for page in _pages(read, _EVENTS):
        for told in told_events(read, page):
            tallies.event(told)
    for page in _pages(read, _ARTICLES):
        for row in read(statement("told_articles"), {"ids": page}):
            tallies.article(row["outlet"], row["published"], row["events"])
            version ^= rollups.fingerprint(row["id"], row["digest"])
    return tallies, f"{version:016x}"


def recount(in_transaction: InTransaction) -> None:
    """Count all roll-ups anew from the events and write those that are not right, a page a transaction. Until the last
    of them the graph says that its roll-ups are behind."""
    in_transaction(rollups.mark_behind)
    tallies, version = in_transaction(count)
    for rollup in (*schema.ROLLUPS, schema.ACTOR_TALLY):
        held = in_transaction(partial(_nodes, rollup=rollup))
        expected = _expected(rollup, tallies, held)
        for ids in _in_pages(held.keys() - expected.keys()):
            in_transaction(partial(_delete, rollup=rollup, ids=ids))
        for rows in _in_pages(row for key, row in expected.items() if key not in held):
            in_transaction(partial(create_nodes, label=rollup.label, rows=rows))
        wrong = ((key, _wrong(rollup, row, held[key])) for key, row in expected.items() if key in held)
        for rows in _in_pages({"id": key, **changed} for key, changed in wrong if changed):
            in_transaction(partial(set_nodes, label=rollup.label, rows=rows))
    in_transaction(partial(_stamp_anew, version=version))


def _stamp_anew(run: Run, version: str) -> None:
    run(_CLEAR.replace("<label>", "Graph"), {})
    rollups.stamp(run, int(version, 16))


def _nodes(run: Run, rollup: Rollup) -> dict[str, Properties]:
    return {row["node"]["id"]: row["node"] for row in run(_held(rollup), {})}


def _delete(run: Run, rollup: Rollup, ids: list[str]) -> None:
    run(statement("delete_nodes", label=rollup.label), {"ids": ids})


def _wrong(rollup: Rollup, expected: Properties, held: Properties) -> Properties:
    """What a node should hold where it holds something else; None for what it should not hold."""
    return {name: expected.get(name) for name in rollup.properties if held.get(name) != expected.get(name)}


def _expected(rollup: Rollup, tallies: Tallies, held: Mapping[str, Properties]) -> dict[str, Properties]:
    rows = tallies.rows[rollup.label]
    if rollup is schema.ACTOR_TALLY:
        empty = merged(rollup, {}, Tallies.nothing())
        counted = {key: merged(rollup, {}, row) for key, row in rows.items()}
        return {key: {"id": key, **counted.get(key, empty)} for key in held.keys() | counted.keys()}
    made = {key: rollups.new_row(rollup, key, row) for key, row in rows.items()}
    return {key: row for key, row in made.items() if not is_empty(rollup, row)}


def _compare(rollup: Rollup, expected: Mapping[str, Properties], held: Mapping[str, Properties]) -> Iterator[str]:
    for key in sorted(expected.keys() | held.keys()):
        if key not in held:
            yield f"{rollup.label} {key!r}: is missing"
        elif key not in expected:
            yield f"{rollup.label} {key!r}: counts what is not there"
        else:
            for name in rollup.properties:
                should, has = expected[key].get(name), held[key].get(name)
                if should != has:
                    yield f"{rollup.label} {key!r}: {name} is {has}, by the events {should}"


def _held(rollup: Rollup) -> str:
    properties = ", ".join(f".`{key}`" for key in rollup.properties)
    return _HELD.replace("<label>", rollup.label).replace("<properties>", properties)


def _pages(read: Read, query: str) -> Iterator[list[str]]:
    return _in_pages(row["id"] for row in read(query, {}))


def _in_pages(items: Iterable[T]) -> Iterator[list[T]]:
    rest = list(items)
    for start in range(0, len(rest), _PAGE):
        yield rest[start : start + _PAGE]
