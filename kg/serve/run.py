"""Runs the site on this machine's own address until it is interrupted."""

from __future__ import annotations

import secrets
import socket
from contextlib import ExitStack, suppress
from types import TracebackType

import uvicorn

from kg.errors import UsageError
from kg.reports.cache import Cache
from kg.reports.catalog import load
from kg.reports.entities import names_of, resolve
from kg.reports.page.charts.network import drawing
from kg.reports.parameters import Parameter
from kg.serve.app import application
from kg.serve.files import files
from kg.serve.graph import Graph
from kg.serve.guard import TOKEN
from kg.settings import cache_folder

HOST = "127.0.0.1"
PORT = 8474
_AT_ONCE = 32
"""Requests; one person with a few pages open has fewer."""
_LONGEST_REQUEST = 32 * 1024
"""Bytes of a request's head."""


class Server:
    """The site, listening from the start. A context manager: leaving it lets go of port and store."""

    def __init__(self, store: str, port: int | None, *, token: bool, seconds: float) -> None:
        """Port None is `PORT`, or a free one where that is taken. Raises UsageError where a port that was asked for is
        taken; StoreError where the store cannot be used; DataError for reports that cannot be read."""
        self._open = ExitStack()
        try:
            graph = Graph(store)
            self._open.callback(graph.close)
            self._listening = self._open.enter_context(_listen(port))
            self.port: int = self._listening.getsockname()[1]
            secret = secrets.token_urlsafe(32) if token else None
            self.store = graph.address
            self.address = f"http://{HOST}:{self.port}/" + (f"?{TOKEN}={secret}" if secret else "")
            cache = Cache(cache_folder() / "reports")
            site = application(graph, load(), cache, port=self.port, token=secret, seconds=seconds)
            _warm(graph)
        except BaseException:
            self._open.close()
            raise
        self._server = uvicorn.Server(
            uvicorn.Config(
                site,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_AT_ONCE,
                h11_max_incomplete_event_size=_LONGEST_REQUEST,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=1,
            )
        )

    def run(self) -> None:
        """Answers requests until Ctrl-C or SIGTERM."""
        with suppress(KeyboardInterrupt):
            self._server.run(sockets=[self._listening])

    def stop(self) -> None:
        """Ends `run` soon; for another thread."""
        self._server.should_exit = True

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()


def _listen(port: int | None) -> socket.socket:
    # with the protocol named, asyncio sends small packets at once: without, each page takes 40 ms more
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # not to wait for the last run's connections
        try:
            listening.bind((HOST, port or PORT))
        except OSError as error:
            if port is not None:
                raise UsageError(f"cannot listen on port {port}: {error.strerror}; name another with --port") from None
            listening.bind((HOST, 0))
        listening.listen()
    except BaseException:
        listening.close()
        raise
    return listening


def _warm(graph: Graph) -> None:
    """Reads and imports what pages need, so that the first is as quick as the others."""
    files()
    store = graph.reader(600.0)
    for kind in ("actor", "place"):
        names_of(store, kind)
    resolve([Parameter("country", "country", "", "")], {"country": "Iran"}, store)
    drawing({("a", "b"): 1.0}, directed=False, what="events")
