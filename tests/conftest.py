"""Fixtures that every test may use: the two stores, the second on a real Neo4j server."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from kg.graph import neo4j as neo4j_store
from kg.graph.store import Store, open_store

# generate, graph_dump, world and chromium, for the tests of other folders too
sys.path.extend(str(Path(__file__).parent / name) for name in ("graph", "reports", "browser"))
import real_neo4j

if TYPE_CHECKING:
    from kg.pipeline import Coder


def pytest_configure() -> None:
    """In a run in the background Ctrl-C is ignored, and so it would be by the processes that tests interrupt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def neo4j_test_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[real_neo4j.TestServer]:
    """The Neo4j server of this run. Without any, a skip with the reason, or in CI a failure."""
    try:
        with real_neo4j.server(tmp_path_factory.mktemp("neo4j")) as running:
            if not running.ours and _count(running.address):
                pytest.fail("KG_TEST_NEO4J holds data, which the tests would delete; name an empty database")
            yield running
            _empty(running.address)
    except real_neo4j.NoServer as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def neo4j_address(neo4j_test_server: real_neo4j.TestServer) -> str:
    """URI of the Neo4j server of this run, login included; its database is emptied by whoever takes it."""
    return neo4j_test_server.address


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each of the two stores, open and empty."""
    if request.param == "embedded":
        address = str(tmp_path / "kg.db")
    else:
        address = request.getfixturevalue("neo4j_address")
        _empty(address)
    with open_store(address, create=True) as opened:
        yield opened


@pytest.fixture
def both_stores(neo4j_address: str, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The embedded store and the Neo4j store at once, open and empty."""
    _empty(neo4j_address)
    with open_store(str(tmp_path / "both.db"), create=True) as embedded, open_store(neo4j_address) as server:
        yield embedded, server


def _empty(address: str) -> None:
    _run(address, "MATCH (n) DETACH DELETE n")


def _count(address: str) -> int:
    return int(_run(address, "MATCH (n) RETURN count(n) AS n")[0]["n"])


def _run(address: str, query: str) -> list[dict[str, object]]:
    target, login = neo4j_store.parse(address)
    with GraphDatabase.driver(target.uri, auth=login) as driver:
        return [record.data() for record in driver.execute_query(query, database_=target.database).records]


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The real coder with all layers, loaded once."""
    from kg.pipeline import Coder

    return Coder()


@pytest.fixture
def loaded_once(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that run inside the test's process take the models of `coder`."""
    monkeypatch.setattr("kg.text.language.load", lambda _=None: coder._language)
