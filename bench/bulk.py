"""How fast an empty Neo4j is filled by neo4j-admin, and whether loading goes on there.

    python bench/bulk.py [--events 1000000] [--keep DIR]

Made-up records (bench/corpus.py), as rows, become files for `neo4j-admin database import full`, as `kg export
neo4j-admin kg.corpus` makes them of a corpus; the import, and the constraints and indexes of `after.cypher`, are timed
apart. Then the server is given the first 100 articles again, which it must know, and 100 more, which it must take;
events are held against the roll-ups. --keep leaves the server's home there. Exit code 1 where something is doubled or
lost.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.extend(str(Path(__file__).parents[1] / folder) for folder in ("", "tests", "bench"))

import real_neo4j
from corpus import records

from kg.export import neo4j_admin
from kg.graph.rows import rows_of
from kg.graph.store import open_store

AGAIN = 100
_COUNTS = """
MATCH (e:Event) WITH count(e) AS events
MATCH (m:Month) RETURN events, sum(m.events + m.unasserted) AS counted
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.keep or Path(scratch, "neo4j")
        events = fill(home, asked.events)
        with real_neo4j.from_java(home, quick=False) as bolt:
            address = f"bolt://neo4j:{real_neo4j.PASSWORD}@127.0.0.1:{bolt}"
            finish(home, address)
            wrong = _goes_on(address, asked.events, events)
    print(*wrong, sep="\n")
    return bool(wrong)


def fill(home: Path, events: int) -> int:
    """Import so many made-up events into the server of a home that does not run; how many there are exactly."""
    home.mkdir(parents=True, exist_ok=True)
    files = home / "files"
    files.mkdir()
    began, busy = time.perf_counter(), time.process_time()
    made = neo4j_admin.write_articles(lambda: map(rows_of, records(events)), files, lambda: None)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    size = sum(file.stat().st_size for file in files.iterdir()) / 1e6
    _print(f"files, {size:,.0f} MB ({busy:.0f} CPU s, records made up among it)", made, seconds)
    began = time.perf_counter()
    real_neo4j.bulk_import(home, files)
    _print("neo4j-admin import", made, time.perf_counter() - began)
    shutil.copy(files / neo4j_admin.AFTER, home / neo4j_admin.AFTER)
    shutil.rmtree(files)
    return made


def finish(home: Path, address: str) -> None:
    """What is to be done after the import, unless it was."""
    after = home / neo4j_admin.AFTER
    if after.exists():
        began = time.perf_counter()
        real_neo4j.run_file(address, after)
        real_neo4j.run_text(address, "CALL db.awaitIndexes(600)")
        print(f"constraints and indexes: {time.perf_counter() - began:.0f} s", flush=True)
        after.unlink()


def _print(what: str, events: int, seconds: float) -> None:
    print(f"{what}: {events:,} events in {seconds:.0f} s, {events / seconds:,.0f} a second", flush=True)


def _goes_on(address: str, asked: int, events: int) -> list[str]:
    """What is not as it should be after loading some articles again, and others."""
    known, new = list(islice(records(asked), AGAIN)), list(islice(records(asked, seed=1), AGAIN))
    more = len({event.id for record in new for event in record.events})
    with open_store(address) as store:
        again = store.load(known)
        began = time.perf_counter()
        added = store.load(new)
        print(f"{AGAIN} articles more by kg load: {time.perf_counter() - began:.1f} s")
        ((total, counted),) = store.read(_COUNTS, {}).rows
    wrong = [] if again.unchanged == len(known) else [f"of {AGAIN} articles that are there {again} were loaded"]
    wrong += [] if added.loaded == len(new) else [f"of {AGAIN} new articles {added} were loaded"]
    return wrong + ([] if total == counted == events + more else [f"{total} events, {counted} in roll-ups"])


if __name__ == "__main__":
    sys.exit(main())
