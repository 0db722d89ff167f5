"""A graph with awkward names, and the site over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_names import RECORDS
from starlette.testclient import TestClient

from kg.graph.store import open_store
from kg.reports.cache import Cache
from kg.reports.catalog import load
from kg.serve.app import application
from kg.serve.graph import Graph

PORT = 8474
TOKEN = "secret-of-the-test"


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store that holds RECORDS; only to be read."""
    path = tmp_path_factory.mktemp("served") / "kg.db"
    with open_store(str(path), create=True) as store:
        store.load(RECORDS)
    return path


@pytest.fixture(scope="session")
def client(graph_file: Path) -> Iterator[TestClient]:
    """The site without a token, as a browser on this machine asks for it."""
    graph = Graph(str(graph_file))
    yield site(graph, None)
    graph.close()


@pytest.fixture
def locked(graph_file: Path) -> Iterator[TestClient]:
    """The site with a token; nobody has given it yet."""
    graph = Graph(str(graph_file))
    yield site(graph, TOKEN)
    graph.close()


def site(graph: Graph, token: str | None, seconds: float = 60.0) -> TestClient:
    cache = Cache(Path(graph.address).parent / "cache")
    app = application(graph, load(), cache, port=PORT, token=token, seconds=seconds)
    return TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False)
