"""How fast the reports answer on 200,000 made-up events, against their limits.

    python bench/reports.py [--events 200000] [--runs 20] [--keep DIR] [--neo4j [URI]] [--only NAME ...]

Every report runs with its defaults; those that take an actor, place or country also with one of median degree and
with the busiest. p95 of warm runs, in milliseconds; what an algorithm works out is kept, as on the command line.
Limits: 50 at median degree, 300 for the busiest, 100 for the whole graph, unless the report's header gives its reason
(`scan`). Cold: a process of its own that prints one report on 20,000 events, 1.5 s embedded and 0.8 s on Neo4j.
--keep DIR leaves the stores there for the next run. --neo4j measures on a server instead: one that is started here,
or an empty one or one filled by this script at URI. One that is started here is filled by neo4j-admin, which is many
times quicker, and says how long that took: --events 1000000 is then a matter of minutes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.extend(str(Path(__file__).parents[1] / folder) for folder in ("", "tests", "bench"))

import bulk
import neo4j_server
import real_neo4j
from corpus import records

from kg.errors import KgError
from kg.graph.store import Store, open_store
from kg.reports import catalog
from kg.reports.cache import Cache
from kg.reports.catalog import Report
from kg.reports.parameters import ENTITY_TYPES
from kg.reports.run import run

MEDIAN, BUSIEST, WHOLE = 50.0, 300.0, 100.0
COLD_EVENTS = 20_000
COLD = {"embedded": 1500.0, "neo4j": 800.0}
COLD_REPORT = ("most-active", "--limit", "25")
_ACTORS = """
MATCH (a:Actor) WHERE a.as_source + a.as_target > 0
RETURN a.id AS id ORDER BY a.as_source + a.as_target DESC, id
"""
_PLACES = """
MATCH (m:PlaceMonth) WITH m.place AS id, sum(m.events + m.unasserted) AS events
RETURN id AS id ORDER BY events DESC, id
"""
_COUNTRIES = """
MATCH (c:CountryMonth) WITH c.source AS id, sum(c.events) AS events
RETURN id AS id ORDER BY events DESC, id
"""


class Case(NamedTuple):
    """One way to ask a report: `values` for its parameters, and the milliseconds that it may take."""

    what: str
    values: dict[str, str]
    limit: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--neo4j", nargs="?", const="", metavar="URI")
    parser.add_argument("--only", nargs="*", metavar="NAME")
    asked = parser.parse_args()
    kind = "embedded" if asked.neo4j is None else "neo4j"
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        with filled(kind, folder, asked.events, asked.neo4j) as address, open_store(address) as store:
            failed += warm(store, asked.runs, asked.only, Cache(Path(scratch) / "cache"))
        if not asked.only and not asked.neo4j:
            with filled(kind, folder, COLD_EVENTS, None) as address:
                failed += cold(kind, address)
    sys.exit(f"{failed} over their limit" if failed else 0)


@contextmanager
def filled(kind: str, folder: Path, events: int, given: str | None) -> Iterator[str]:
    """Address of a store with so many events; what is there already is not loaded again."""
    home = folder / f"{kind}-{events}"
    if kind == "embedded":
        _load(str(home.with_suffix(".db")), events)
        yield str(home.with_suffix(".db"))
    elif given:
        _load(given, events)
        yield given
    else:
        if not (home / "data").exists():
            bulk.fill(home, events)
        with real_neo4j.from_java(home, quick=False) as bolt:
            address = f"bolt://neo4j:{real_neo4j.PASSWORD}@127.0.0.1:{bolt}"
            bulk.finish(home, address)
            yield address
        assert neo4j_server.running(home) is None


def _load(address: str, events: int) -> None:
    with open_store(address, create=True) as store:
        there = store.read("MATCH (e:Event) RETURN count(e) AS events", {}).rows[0][0]
        if not there:
            started = time.perf_counter()
            store.load(records(events))
            print(f"{events:,} events loaded in {time.perf_counter() - started:.0f} s", flush=True)


def warm(store: Store, runs: int, only: list[str] | None, cache: Cache) -> int:
    """Print a line a report and case; how many are over their limit."""
    ranked = {kind: [row[0] for row in store.read(query, {}).rows] for kind, query in _RANKINGS.items()}
    failed = 0
    print(f"{'report':34} {'asked':8} {'rows':>7} {'p50':>8} {'p95':>8} {'limit':>6}")
    for name, report in sorted(catalog.load().items()):
        if only and name not in only:
            continue
        for case in cases(report, ranked):
            try:
                times, rows = _times(store, report, case, runs, cache)
            except KgError as error:
                print(f"{name:34} {case.what:8} {error}", flush=True)
                failed += 1
                continue
            p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
            slow = p95 > case.limit
            excused = slow and report.scan
            failed += bool(slow and not excused)
            mark = "  over, says why" if excused else "  OVER" if slow else ""
            p50 = statistics.median(times)
            print(f"{name:34} {case.what:8} {rows:7,} {p50:8.1f} {p95:8.1f} {case.limit:6.0f}{mark}", flush=True)
    return failed


def cases(report: Report, ranked: dict[str, list[str]]) -> Iterator[Case]:
    """With the defaults; and, where the report takes an actor, place or country, the first such parameter set."""
    entities = [each for each in report.parameters if each.type in ENTITY_TYPES]
    yield Case("default", {}, BUSIEST if entities and entities[0].default else WHOLE)
    if entities:
        of_kind = ranked[entities[0].type]
        yield Case("median", {entities[0].name: of_kind[len(of_kind) // 2]}, MEDIAN)
        yield Case("busiest", {entities[0].name: of_kind[0]}, BUSIEST)


def _times(store: Store, report: Report, case: Case, runs: int, cache: Cache) -> tuple[list[float], int]:
    """Milliseconds of each run after two that warm up, and the number of rows."""
    times, rows = [], 0
    for number in range(runs + 2):
        started = time.perf_counter()
        rows = len(run(report, store, case.values, cache=cache).result.rows)
        if number >= 2:
            times.append((time.perf_counter() - started) * 1000)
    return times, rows


def cold(kind: str, address: str) -> int:
    """A process that prints one report: the best of three, after one that leaves the modules compiled, as Python does
    unless it is forbidden to."""
    command = [str(Path(sys.executable).with_name("kg")), "report", "run", *COLD_REPORT, "--store", address]
    taken = []
    with tempfile.TemporaryDirectory() as compiled:
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        for number in range(4):
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            if number:
                taken.append((time.perf_counter() - started) * 1000)
    slow = min(taken) > COLD[kind]
    mark = "  OVER" if slow else ""
    print(f"cold kg report run {COLD_REPORT[0]}: {min(taken):.0f} ms, limit {COLD[kind]:.0f}{mark}")
    return int(slow)


_RANKINGS = {"actor": _ACTORS, "place": _PLACES, "country": _COUNTRIES}


if __name__ == "__main__":
    main()
