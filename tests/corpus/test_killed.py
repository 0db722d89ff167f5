"""A build that was stopped anywhere, by anything, and run again ends as one that nothing disturbed.

`KG_KILLS=50 pytest tests/corpus/test_killed.py` kills at so many moments in place of a few.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import quick_coder
from generate import records
from graph_dump import Graph, dump
from shared import PROJECT, kg, own_process, until

from kg.graph import load
from kg.graph.store import Store, open_store

SCRIPT = Path(quick_coder.__file__)
SLOW = {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests' / 'graph'}", "RECORDS_A_SECOND": "100"}
KILLS = int(os.environ.get("KG_KILLS", "3"))


def graph(path: str = "kg.db") -> Graph:
    with open_store(path) as store:
        return dump(store)


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_at_a_random_moment(seed: int, all_articles: Path, undisturbed: Graph) -> None:
    """A few times one after the other; a fresh process ends it."""
    chance = random.Random(seed)
    for _ in range(2):
        process = own_process("build", all_articles, script=SCRIPT, env=SLOW)
        until(Path("kg.corpus").exists, process)
        time.sleep(chance.uniform(0, 1.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert kg("build", all_articles).exit_code == 0
    assert graph() == undisturbed
    told = json.loads(kg("status", "--json").stdout)
    assert (told["run"]["phase"], told["rows"]) == ("done", len(quick_coder.LINES))
    assert len(list(Path("kg.corpus", "records").iterdir())) == told["shards"]


@pytest.mark.parametrize("limit", [30_000, 120_000, 160_000, 200_000])
def test_a_full_disk(limit: int, all_articles: Path, undisturbed: Graph) -> None:
    """No file may become larger than `limit` bytes: wherever that is met, it is said in a line."""

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    quick = SLOW | {"RECORDS_A_SECOND": "9999"}
    process = own_process("build", all_articles, script=SCRIPT, env=quick, preexec_fn=full)
    _, said = process.communicate()
    assert process.returncode in (1, 3), said
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert kg("build", all_articles).exit_code == 0
    assert graph() == undisturbed


def test_two_builds_at_once(all_articles: Path, undisturbed: Graph) -> None:
    """The second says so, or waits if it is told to."""
    first = own_process("build", all_articles, script=SCRIPT, env=SLOW | {"RECORDS_A_SECOND": "20"})
    until(Path("kg.corpus/lock.owner").exists, first)
    refused = kg("build", all_articles)
    assert (refused.exit_code, refused.stderr.count("\n")) == (3, 1)
    assert f"process {first.pid} is building here" in refused.stderr
    assert json.loads(kg("status", "--json").stdout)["building"]
    assert kg("withdraw", "*").exit_code == 3
    waited = kg("build", all_articles, "--wait", "--json")
    assert first.wait() == 0
    first.communicate()
    assert (waited.exit_code, json.loads(waited.stdout)["coded"]) == (0, 0)
    assert "waiting for process" in waited.stderr
    assert graph() == undisturbed


@contextmanager
def between(address: str, lost_after: int) -> Iterator[str]:
    """An address that leads to a server, until so many bytes went to it: then every connection is cut, and nobody
    answers for a second, as when a server restarts. Afterwards it leads there again."""
    to = urlsplit(address)
    sent, down_until = [0], [0.0]
    open_: list[socket.socket] = []
    door = socket.create_server(("127.0.0.1", 0))

    def pump(one: socket.socket, other: socket.socket, counts: bool) -> None:
        try:
            while data := one.recv(65536):
                if counts and sent[0] >= 0:
                    sent[0] += len(data)
                    if sent[0] >= lost_after:
                        sent[0], down_until[0] = -1, time.monotonic() + 1
                        other.sendall(data)
                        for each in open_:
                            each.shutdown(socket.SHUT_RDWR)
                        return
                other.sendall(data)
        except OSError:
            pass
        finally:
            one.close()
            other.close()

    def serve() -> None:
        while True:
            try:
                near, _ = door.accept()
            except OSError:
                return
            if time.monotonic() < down_until[0]:
                near.close()
                continue
            far = socket.create_connection((to.hostname or "", to.port or 0))
            open_.extend((near, far))
            for arguments in ((near, far, True), (far, near, False)):
                threading.Thread(target=pump, args=arguments, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    login = address.split("://")[1].rpartition("@")[0]
    yield f"bolt://{login}@127.0.0.1:{door.getsockname()[1]}"
    assert sent[0] == -1, "the connection was never cut"
    door.close()


@pytest.mark.parametrize("lost_after", [60_000, 120_000, 180_000])
def test_a_server_that_goes_away_in_mid_load(
    lost_after: int, both_stores: tuple[Store, Store], neo4j_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "BATCH_ROWS", 200)
    given = list(records(100))
    with between(neo4j_address, lost_after) as address, open_store(address) as store:
        assert sum(store.load(given)) == len(given)
    both_stores[0].load(given)
    assert dump(both_stores[1]) == dump(both_stores[0])
