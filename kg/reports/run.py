"""Runs a report, or a query of one's own, on either store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.errors import UsageError
from kg.graph.store import Result, Store, Value
from kg.reports.algorithms import ALGORITHMS
from kg.reports.cache import Cache, key_of
from kg.reports.catalog import Report
from kg.reports.entities import resolve, version_of
from kg.reports.parameters import bind
from kg.reports.syntax import parameters_of


class Answer(NamedTuple):
    """The rows, the value that every parameter had, and whether rows were cut off by the limit.

    `parameters` are for people: of actors and places the names. `bound` are the values that the query was given.
    """

    result: Result
    parameters: dict[str, Value]
    cut: bool
    bound: dict[str, Value]


def run(
    report: Report,
    store: Store,
    given: Mapping[str, Value],
    limit: int | None = None,
    cache: Cache | None = None,
) -> Answer:
    """The rows of `report`. `given` holds words or values of the declared types; what it lacks has its default.
    What an algorithm works out is kept in `cache` and taken from there while the graph has the same version.

    Raises UsageError for a parameter that the report does not have, for a value of another type, and for an actor,
    place or country that is not there; StoreError.
    """
    bound, shown = resolve(report.parameters, bind(report.parameters, given), store)
    if not report.algorithm:
        return _read(store, report.query, bound, limit)._replace(parameters=shown)
    rows = _worked_out(report, store, bound, cache)
    columns = tuple(column.name for column in report.columns)
    return Answer(Result(columns, rows[:limit]), shown, limit is not None and len(rows) > limit, bound)


def _worked_out(report: Report, store: Store, values: dict[str, Value], cache: Cache | None) -> list[tuple[Value, ...]]:
    algorithm = ALGORITHMS[report.algorithm]
    version = version_of(store) if cache else None
    key = key_of(version, algorithm.version, report.query, values) if version else ""
    kept = cache.get(key) if cache and key else None
    if kept is not None:
        return kept
    asked = parameters_of(report.query)
    taken = store.read(report.query, {name: value for name, value in values.items() if name in asked})
    rows = algorithm.rows(taken.rows, values)
    if cache and key:
        cache.put(key, rows)
    return rows


def query(
    text: str, store: Store, values: Mapping[str, Value], limit: int | None = None, seconds: float | None = None
) -> Answer:
    """The rows of a query of one's own, with a value for each of its parameters, in at most so many `seconds`.

    Raises UsageError if the store refuses it as it would write, or a value is missing; TooLongError; StoreError.
    """
    missing = sorted(parameters_of(text) - values.keys())
    if missing:
        raise UsageError(f"the query uses ${missing[0]}; give it a value with -p {missing[0]}=…")
    return _read(store, text, dict(values), limit, seconds)


def _read(store: Store, text: str, values: dict[str, Value], limit: int | None, seconds: float | None = None) -> Answer:
    """One row more than `limit` is asked for, so that a cut is known."""
    result = store.read(text, values, None if limit is None else limit + 1, seconds)
    cut = limit is not None and len(result.rows) > limit
    return Answer(Result(result.columns, result.rows[:limit]), values, cut, values)
