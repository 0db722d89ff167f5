"""A tiny HTTP server on this machine alone, from which Neo4j Browser fetches the guide and the style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from kg.errors import UsageError

_TYPES = {"html": "text/html; charset=utf-8", "grass": "text/plain; charset=utf-8", "zip": "application/zip"}


@contextmanager
def serving(files: Mapping[str, bytes], port: int = 0) -> Iterator[str]:
    """Serves `files` by name for as long as the context lasts; gives the address, `http://localhost:PORT`.

    Any page may read them (`Access-Control-Allow-Origin: *`): they hold nothing of a graph. Port 0 takes a free one.
    UsageError where the port is taken.
    """
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(files))
    except OSError as error:
        raise UsageError(f"cannot listen on port {port}: {error.strerror}; name another with --port") from None
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(files: Mapping[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, *, body: bool) -> None:
            name = self.path.partition("?")[0].removeprefix("/")
            if name not in files:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", _TYPES[name.rpartition(".")[2]])
            self.send_header("Content-Length", str(len(files[name])))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if body:
                self.wfile.write(files[name])

        def log_message(self, *_: Any) -> None:
            """Nothing: standard error is for people."""

    return Handler
