from __future__ import annotations

import time
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from kg.serve.run import HOST, Server


def test_an_answer_does_not_wait_for_its_own_head_to_be_confirmed(graph_file: Path) -> None:
    """A head and a body that are sent as two packets take 40 ms where the second waits for the first (Nagle)."""
    times = []
    with Server(str(graph_file), None, token=False, seconds=60) as server:
        running = Thread(target=server.run)
        running.start()
        connection = HTTPConnection(HOST, server.port, timeout=60)
        for _ in range(30):
            started = time.perf_counter()
            connection.request("GET", "/complete/country?x=iran")
            connection.getresponse().read()
            times.append(time.perf_counter() - started)
        connection.close()
        server.stop()
        running.join()
    assert min(times[5:]) < 0.03
