"""docker-compose.yml, checked without Docker: what it says, and that a real server runs with its settings."""

from __future__ import annotations

import pytest
import yaml
from real_neo4j import PROJECT, TestServer, compose_settings

from kg.graph.store import open_store

_UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}


def test_service() -> None:
    compose = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    service = compose["services"]["neo4j"]
    assert service["image"] == "neo4j:5.26-community"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert [port.rpartition(":")[2] for port in service["ports"]] == ["7474", "7687"]
    volume, folder = service["volumes"][0].split(":")
    assert volume in compose["volumes"]
    assert folder == "/data"
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${KG_NEO4J_PASSWORD:?")
    assert "RETURN 1" in service["healthcheck"]["test"][1]


def test_password_is_in_the_example_only() -> None:
    lines = (PROJECT / ".env.example").read_text().splitlines()
    assert "KG_NEO4J_PASSWORD=" in lines
    assert ".env" in (PROJECT / ".gitignore").read_text().splitlines()


def test_settings_are_in_force(neo4j_test_server: TestServer) -> None:
    if not neo4j_test_server.ours:
        pytest.skip("the server of KG_TEST_NEO4J has settings of its own")
    wanted = compose_settings()
    assert len(wanted) == 7
    with open_store(neo4j_test_server.address) as store:
        query = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
        in_force = dict(store.read(query, {"names": list(wanted)}).rows)
    assert {name: _number(value) for name, value in in_force.items()} == {
        name: _number(value) for name, value in wanted.items()
    }


def _number(value: str) -> float | str:
    """The server writes 512m as 512.00MiB."""
    spelled = value.lower().removesuffix("ib").removesuffix("b")
    return float(spelled[:-1]) * _UNITS[spelled[-1]] if spelled[:-1].replace(".", "").isdigit() else spelled
