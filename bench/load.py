"""How fast records get into the stores.

    python bench/load.py [--events 20000] [--rollup-events 200000] [--rounds 2] [--neo4j URI]

Neo4j: `Store.load` against a loop as one writes it by hand (UNWIND and MERGE, one statement a kind of node or
relationship, the same rows in the same transactions, the same constraints), in turns, each into an emptied database.
Both begin with the records. Without --neo4j a server is started as in the tests; a given one must be empty.
Embedded: seconds, and megabytes of the file and of the process. On both, what the roll-ups add to the time of a load:
CPU seconds of this process embedded (the engine runs in it), seconds on Neo4j, in turns with loads that keep none.
That is some twenty minutes for 200,000 events.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

sys.path.extend(str(Path(__file__).parents[1] / folder) for folder in ("", "bench", "tests", "tests/graph"))

import corpus
import neo4j
import real_neo4j
from generate import records

from kg.graph import load
from kg.graph.neo4j import parse
from kg.graph.rollups import Ledger
from kg.graph.rows import ArticleRows, rows_of
from kg.graph.schema import INTERACTIONS
from kg.graph.store import open_store
from kg.model import ArticleRecord

TARGET_RATIO = 0.9
TARGET_SHARE = 0.25
_DELETE = (  # a busy actor with all its relationships may be more than a transaction holds
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--rollup-events", type=int, default=200_000, help="to see what roll-ups add")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--neo4j", metavar="URI")
    asked = parser.parse_args()
    made = list(records(asked.events, actors=2_000))
    print(f"{asked.events:,} events in {len(made):,} articles, {load.BATCH_ROWS:,} rows a transaction")
    embedded(made)
    with server(asked.neo4j) as address:
        compare(address, made, asked.rounds)
        del made
        shaped = list(corpus.records(asked.rollup_events))
        with tempfile.TemporaryDirectory() as folder:
            fresh = (f"{folder}/{number}.db" for number in count())
            share_of_rollups("embedded", lambda: load_into(next(fresh), shaped, time.process_time), asked.rounds)

        def into_server() -> float:
            with _session(address) as session:
                _empty(session)
            return load_into(address, shaped, time.perf_counter)

        share_of_rollups("Neo4j", into_server, asked.rounds)
        with _session(address) as session:
            _empty(session)


def embedded(made: Sequence[ArticleRecord]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kg.db"
        before = _peak()
        started, busy = time.perf_counter(), time.process_time()
        with open_store(str(path), create=True) as store:
            store.load(made)
            rows = _rows(store.read)
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
        size, memory = path.stat().st_size / 2**20, _peak() - before
    print(
        f"embedded: {rows:,} rows in {seconds:.1f} s ({busy:.1f} CPU seconds), saved; "
        f"file {size:.0f} MB, {memory:.0f} MB more memory at the peak"
    )


def share_of_rollups(what: str, load_once: Callable[[], float], rounds: int) -> None:
    """How much longer a load takes that keeps the roll-ups: of each kind the quickest of `rounds` counts."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        for kept in (True, False):
            load.Ledger = Ledger if kept else NoLedger
            seconds[kept].append(load_once())
    load.Ledger = Ledger
    share = min(seconds[True]) / min(seconds[False]) - 1
    print(f"{what}: roll-ups add {share:.0%} to {min(seconds[False]):.1f} s (at most {TARGET_SHARE:.0%} wanted)")


class NoLedger(Ledger):
    """Counts nothing."""

    def count_off(self, *_: Any) -> None: ...

    def count_on(self, *_: Any) -> None: ...


def load_into(address: str, made: Sequence[ArticleRecord], clock: Callable[[], float]) -> float:
    """Seconds from opening the store to its being saved and closed."""
    started = clock()
    with open_store(address, create=True) as store:
        store.load(made)
    return clock() - started


def compare(address: str, made: Sequence[ArticleRecord], rounds: int) -> None:
    rates: dict[str, list[float]] = defaultdict(list)
    with _session(address) as session, open_store(address) as store:
        if session.run("MATCH (n) RETURN count(n) AS n").single(strict=True)["n"]:
            sys.exit(f"{parse(address)[0].shown} holds data, which this would delete")
        store.prepare()
        ways: dict[str, Callable[[], Any]] = {
            "by hand": lambda: by_hand(session, made),
            "Store.load": lambda: store.load(made),
        }
        for number in range(rounds + 1):
            for name, way in ways.items():
                _empty(session)
                started = time.perf_counter()
                way()
                seconds = time.perf_counter() - started
                rows = _rows(store.read)
                warm = "" if number else " (to warm up)"
                print(f"{name}: {rows:,} rows in {seconds:.1f} s, {rows / seconds:,.0f} rows/s{warm}", flush=True)
                if number:
                    rates[name].append(rows / seconds)
    ratio = statistics.median(rates["Store.load"]) / statistics.median(rates["by hand"])
    print(f"Store.load / by hand: {ratio:.2f} (at least {TARGET_RATIO} wanted)")


def by_hand(session: neo4j.Session, made: Sequence[ArticleRecord]) -> None:
    for batch in load.batches(map(rows_of, made)):
        session.execute_write(_write, batch)


def _write(transaction: neo4j.ManagedTransaction, batch: Sequence[ArticleRows]) -> None:
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    relationships: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for article in batch:
        nodes["Article"].append(article.properties)
        for event in article.events:
            nodes["Event"].append(event.properties)
            for label, rows in event.shared.items():
                nodes[label] += rows.values()
        every = [*article.reported, *(row for event in article.events for row in (*event.relationships, *event.links))]
        for row in every:
            relationships[row.type].append({"s": row.source, "t": row.target, "p": row.properties})
    for label, rows in nodes.items():
        transaction.run(f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", rows=rows).consume()
    for kind, rows in relationships.items():
        key = " {event_id: row.p.event_id}" if kind in INTERACTIONS else ""
        transaction.run(
            f"UNWIND $rows AS row MATCH (s:{kind.source} {{id: row.s}}) MATCH (t:{kind.target} {{id: row.t}}) "
            f"MERGE (s)-[r:{kind.name}{key}]->(t) SET r += row.p",
            rows=rows,
        ).consume()


@contextmanager
def server(given: str | None) -> Iterator[str]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as home, real_neo4j.from_java(Path(home), quick=False) as bolt:
        yield f"bolt://neo4j:{real_neo4j.PASSWORD}@127.0.0.1:{bolt}"


@contextmanager
def _session(address: str) -> Iterator[neo4j.Session]:
    target, login = parse(address)
    with (
        neo4j.GraphDatabase.driver(target.uri, auth=login, notifications_min_severity="OFF") as driver,
        driver.session(database=target.database) as session,
    ):
        yield session


def _empty(session: neo4j.Session) -> None:
    for query in _DELETE:
        session.run(query).consume()


def _rows(read: Callable[..., Any]) -> int:
    """Nodes and relationships of a store."""
    counts = ("MATCH (n) RETURN count(n) AS n", "MATCH ()-[r]->() RETURN count(r) AS n")
    return sum(read(query, {}).rows[0][0] for query in counts)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
