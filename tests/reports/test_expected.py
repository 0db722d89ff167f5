"""Every report of the project against expected rows, on both stores; `expected/<report>.json` holds them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from generate import records
from world import HOSTILE, RECORDS, SET_ASIDE

from kg.errors import UsageError
from kg.graph.store import Store
from kg.reports import catalog
from kg.reports.entities import names_of
from kg.reports.parameters import ENTITY_TYPES
from kg.reports.run import run

EXPECTED = Path(__file__).with_name("expected")
REPORTS = catalog.load()
PYTHON_TYPES: dict[str, Any] = {
    "string": str, "strings": list, "integer": int, "number": (int, float), "boolean": bool, "date": date,
}  # fmt: skip
HOSTILE_WORDS = (
    HOSTILE,
    "' OR 1=1 //",
    '"}) DETACH DELETE n //',
    "`",
    "$actor",
    "{x}",
    "\\",
    "\\u0027",
    "%",
    "\x00",
    "‮",
)


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def filled(store: Store) -> Store:
    store.load(RECORDS)
    store.keep_set_aside(SET_ASIDE)
    return store


def test_every_report_has_expected_rows() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(REPORTS)
    for report in REPORTS.values():
        given = {name for case in cases(report.name) for name in case["parameters"]}
        assert given == {parameter.name for parameter in report.parameters}, f"{report.name}: a parameter is not tried"
        assert any(case["rows"] for case in cases(report.name))


def test_rows(filled: Store) -> None:
    for report in REPORTS.values():
        for case in cases(report.name):
            result = run(report, filled, case["parameters"]).result
            assert result.columns == tuple(column.name for column in report.columns), report.name
            rows = json.loads(json.dumps(result.rows, default=str))
            assert rows == case["rows"], (report.name, case["parameters"])


def test_defaults_answer_with_values_of_the_declared_types(filled: Store) -> None:
    for report in REPORTS.values():
        rows = run(report, filled, {}).result.rows
        assert rows, f"{report.name} answers nothing by default"
        for column, values in zip(report.columns, zip(*rows, strict=True), strict=True):
            known = [value for value in values if value is not None]
            assert all(isinstance(value, PYTHON_TYPES[column.type]) for value in known), (report.name, column.name)


def test_hostile_values_are_only_values(filled: Store) -> None:
    count = "MATCH (n) RETURN count(n) AS nodes"
    before = filled.read(count, {}).rows
    for report in REPORTS.values():
        for value in HOSTILE_WORDS:
            values = {"string": value, "strings": [value], **dict.fromkeys(ENTITY_TYPES, value)}
            given = {each.name: values[each.type] for each in report.parameters if each.type in values}
            if not given:
                continue
            try:
                rows = run(report, filled, given).result.rows
            except UsageError as refused:
                rows = []
                said = r"parameter \w+: (no (actor|place|country) |that is .* again)"
                assert re.match(said, str(refused), re.DOTALL), (report.name, value)
            for row in rows:
                assert HOSTILE in row, (report.name, value)
    assert filled.read(count, {}).rows == before


def test_nothing_in_an_empty_graph(store: Store) -> None:
    store.prepare()
    for report in REPORTS.values():
        assert run(report, store, {}).result.rows == []


def test_a_meeting_is_one_whoever_tells_it(filled: Store) -> None:
    met = run(REPORTS["meetings"], filled, {"since": date(2017, 9, 5), "until": date(2017, 9, 5)}).result
    assert [row[met.columns.index("event")] for row in met.rows] == ["meet-irn"]
    assert [row[met.columns.index("articles")] for row in met.rows] == [2]


def test_both_stores_answer_the_same(both_stores: tuple[Store, Store]) -> None:
    """With the defaults, and about the busiest, a middling and the idlest actor and place."""
    for store in both_stores:
        store.load(records(150))
    names = {kind: names_of(both_stores[0], kind).entries for kind in ("actor", "place")}
    for report in REPORTS.values():
        asked = [each for each in report.parameters if each.type in names]
        choices: list[dict[str, Any]] = [{}]
        for share in (0.0, 0.5, 1.0) if asked else ():
            spread = [names[each.type] for each in asked]
            at = [round(share * (len(entries) - 1)) - number for number, entries in enumerate(spread)]
            choices.append({each.name: entries[i].id for each, entries, i in zip(asked, spread, at, strict=True)})
        for given in choices:
            embedded, server = (run(report, store, given).result for store in both_stores)
            assert embedded.rows == server.rows, (report.name, given)


def test_limit_says_that_rows_were_cut(filled: Store) -> None:
    whole = run(REPORTS["evidence"], filled, {})
    assert not whole.cut
    assert not run(REPORTS["evidence"], filled, {}, limit=len(whole.result.rows)).cut
    first = run(REPORTS["evidence"], filled, {}, limit=2)
    assert first.cut
    assert first.result.rows == whole.result.rows[:2]
