"""How fast the pages of `kg serve` come on 200,000 made-up events, embedded, over HTTP from one reader.

    python bench/serve.py [--events 200000] [--runs 20] [--keep DIR] [--only NAME ...]

Each report about one actor, place or country, and the pages of an actor, its neighbourhood, a place, an event, finding
and completing. Milliseconds: the first request, before its answer is kept, then p50 and p95 of the same one again;
limits for these: 100 at median degree, 300 for the busiest. --keep DIR shares the store with bench/reports.py.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlencode

sys.path.extend(str(Path(__file__).parents[1] / folder) for folder in ("", "tests", "bench"))

from reports import _RANKINGS, cases, filled

from kg.graph.store import open_store
from kg.reports import catalog
from kg.serve.run import HOST, Server

MEDIAN, BUSIEST = 100.0, 300.0
_EVENT = "MATCH (e:Event) RETURN e.id AS id LIMIT 1"


class Asked(NamedTuple):
    """One address, and the milliseconds that its page may take."""

    what: str
    path: str
    limit: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--only", nargs="*", metavar="NAME")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as scratch,
        filled("embedded", asked.keep or Path(scratch), asked.events, None) as address,
    ):
        pages = [each for each in addresses(address) if not asked.only or each.what.split()[0] in asked.only]
        started = time.perf_counter()
        with Server(address, None, token=False, seconds=60) as server:
            print(f"ready after {time.perf_counter() - started:.1f} s", flush=True)
            running = Thread(target=server.run)
            running.start()
            failed = sum(measured(server.port, each, asked.runs) for each in pages)
            server.stop()
            running.join()
    sys.exit(f"{failed} over their limit" if failed else 0)


def addresses(store: str) -> Iterator[Asked]:
    """What is asked for, at median degree and for the busiest."""
    with open_store(store) as graph:
        ranked = {kind: [row[0] for row in graph.read(query, {}).rows] for kind, query in _RANKINGS.items()}
        event = graph.read(_EVENT, {}).rows[0][0]
    for name, report in sorted(catalog.load().items()):
        for case in cases(report, ranked):
            if case.what in ("median", "busiest"):
                limit = MEDIAN if case.what == "median" else BUSIEST
                yield Asked(f"{name} {case.what}", f"/report/{name}?{urlencode(case.values)}", limit)
    for kind, page in (("actor", "actor"), ("actor", "around"), ("place", "place")):
        ids = ranked[kind]
        yield Asked(f"{page} median", f"/{page}?{urlencode({'id': ids[len(ids) // 2]})}", MEDIAN)
        yield Asked(f"{page} busiest", f"/{page}?{urlencode({'id': ids[0]})}", BUSIEST)
    for path in ("/", "/find?words=a", "/complete/any?words=s", f"/event?{urlencode({'id': event})}"):
        yield Asked(f"{path.partition('?')[0]} page", path, MEDIAN)


def measured(port: int, asked: Asked, runs: int) -> bool:
    """Prints a line; whether it is over its limit or no page came."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    times, first, size, status = [], 0.0, 0, 0
    for number in range(runs + 2):
        started = time.perf_counter()
        connection.request("GET", asked.path)
        answer = connection.getresponse()
        size, status = len(answer.read()), answer.status
        taken = (time.perf_counter() - started) * 1000
        if number >= 2:
            times.append(taken)
        elif number == 0:
            first = taken
    connection.close()
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    mark = f"  {status}" if status != 200 else "  OVER" if p95 > asked.limit else ""
    p50 = statistics.median(times)
    print(
        f"{asked.what:44} {size / 1024:7.0f} KiB {first:8.1f} {p50:8.1f} {p95:8.1f} {asked.limit:6.0f}{mark}",
        flush=True,
    )
    return bool(mark)


if __name__ == "__main__":
    main()
