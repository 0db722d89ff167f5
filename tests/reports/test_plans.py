"""How Neo4j would run each report: from an index, or else with a reason in the report's header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from generate import records
from neo4j import Driver, GraphDatabase

from kg.graph import neo4j as neo4j_store
from kg.graph.store import open_store
from kg.reports import catalog
from kg.reports.catalog import Report
from kg.reports.parameters import ENTITY_TYPES

REPORTS = catalog.load()
_SCAN = re.compile(r"\w*Scan$")
_NO_SCAN = re.compile(r"NodeIndex(Contains|EndsWith)Scan$")
"""These ask a text index, which answers them."""


@pytest.fixture(scope="module")
def driver(neo4j_address: str) -> Iterator[Driver]:
    """A server whose planner knows how much there is: on a graph that is all but empty any plan is good."""
    with open_store(neo4j_address) as store:
        store.load(records(150))
    target, login = neo4j_store.parse(neo4j_address)
    with GraphDatabase.driver(target.uri, auth=login, notifications_min_severity="OFF") as opened:
        opened.execute_query("CALL db.resampleOutdatedIndexes()", database_=target.database)
        opened.execute_query("CALL db.awaitIndexes(60)", database_=target.database)
        # plans of other tests were made for a graph of a few nodes
        opened.execute_query("CALL db.clearQueryCaches()", database_=target.database)
        yield opened


def scans(driver: Driver, query: str, parameters: dict[str, Any]) -> set[str]:
    """What the plan of `query` reads whole: labels, relationship types, or `everything`."""
    plan = driver.execute_query(f"EXPLAIN {query}", parameters).summary.plan
    return set(_scanned(plan or {}))


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    operator = plan["operatorType"].partition("@")[0]
    if _SCAN.fullmatch(operator) and not _NO_SCAN.search(operator):
        yield from re.findall(r":\s*(\w+)", plan["args"].get("Details", "")) or ["everything"]
    for child in plan.get("children", ()):
        yield from _scanned(child)


def unexplained(report: Report, scanned: set[str]) -> set[str]:
    """What of `scanned` the header's reason does not name."""
    return {label for label in scanned if not re.search(rf"\b{label}\b", report.scan)}


def values(report: Report) -> dict[str, Any]:
    """A plan depends on the types of the values, not on the values."""
    return {each.name: ["x"] if each.type in ENTITY_TYPES else each.default for each in report.parameters}


def test_a_scan_is_seen_and_an_index_is_none(driver: Driver) -> None:
    assert scans(driver, "MATCH (e:Event) WHERE e.goldstein > 0.5 RETURN e", {}) == {"Event"}
    assert scans(driver, "MATCH (n) RETURN n", {}) == {"everything"}
    assert scans(driver, "MATCH ()-[r:REPORTED_IN]->() RETURN r", {}) == {"REPORTED_IN"}
    assert scans(driver, "MATCH (e:Event {id: $id}) RETURN e", {"id": "x"}) == set()
    assert scans(driver, "MATCH (e:Event) WHERE e.start > date('2017-01-01') RETURN e", {}) == set()


def test_reports_start_from_an_index_or_say_why_not(driver: Driver) -> None:
    offenders = {name: unexplained(report, scans(driver, report.query, values(report)))
                 for name, report in REPORTS.items()}  # fmt: skip
    said = "\n".join(
        f"  {REPORTS[name].topic}/{name}: {', '.join(sorted(left))}" for name, left in offenders.items() if left
    )
    assert not said, f"these scan, and no `// scan:` line of their header says why:\n{said}"
