"""The one Neo4j server of a test run, from what the machine has: a server that is given, Docker, or Java and Maven.

It runs with the settings of docker-compose.yml. Whatever the database holds is deleted, so a server that is given
(`$KG_TEST_NEO4J`, a URI with its login) must be empty.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import neo4j_server
import yaml

PROJECT = Path(__file__).parents[1]
PASSWORD = "only-for-tests"
_DOCKER_PROJECT = "kg-tests"


class TestServer(NamedTuple):
    """`address` opens a store, login included. `ours`: it runs with the settings of docker-compose.yml. `page` is the
    address of its Neo4j Browser, where that is known."""

    __test__ = False
    address: str
    ours: bool
    page: str | None = None


class NoServer(Exception):
    """Nothing on this machine can run a server; says what was looked for."""


@contextmanager
def server(home: Path) -> Iterator[TestServer]:
    """A running server; it stops at the end unless it was given. Raises NoServer. `home` is an empty folder."""
    if given := os.environ.get("KG_TEST_NEO4J"):
        yield TestServer(given, ours=False, page=os.environ.get("KG_TEST_NEO4J_BROWSER"))
    elif _works("docker", "info"):
        with _from_docker() as (bolt, http):
            yield _ours(bolt, http)
    elif shutil.which("java") and shutil.which("mvn"):
        http = free_port()
        with from_java(home, http=http) as bolt:
            yield _ours(bolt, http)
    else:
        raise NoServer("no Neo4j for tests: set KG_TEST_NEO4J, start Docker, or install Java 17 or 21 and Maven")


def _ours(bolt: int, http: int) -> TestServer:
    return TestServer(f"bolt://neo4j:{PASSWORD}@127.0.0.1:{bolt}", ours=True, page=f"http://127.0.0.1:{http}")


@contextmanager
def from_java(home: Path, *, quick: bool = True, http: int | None = None) -> Iterator[int]:
    """A server from Maven artefacts; gives its Bolt port. `quick` starts it sooner and makes it slower afterwards."""
    bolt, http = free_port(), http or free_port()
    settings = compose_settings()
    former = os.environ.get("JAVA_TOOL_OPTIONS")
    if quick:
        os.environ["JAVA_TOOL_OPTIONS"] = f"{former or ''} -XX:TieredStopAtLevel=1".strip()
    try:
        heap = settings["server.memory.heap.max_size"]
        neo4j_server.start(home, bolt, http, password=PASSWORD, heap=heap, settings=settings, timeout=600)
    finally:
        if former is None:
            os.environ.pop("JAVA_TOOL_OPTIONS", None)
        else:
            os.environ["JAVA_TOOL_OPTIONS"] = former
    try:
        yield bolt
    finally:
        neo4j_server.stop(home)


def bulk_import(home: Path, files: Path) -> None:
    """Fill the database of a server that does not run with what `kg export neo4j-admin` wrote, by its `import.sh`."""
    jars = neo4j_server.install(home)
    neo4j_server.configure(home, 7687, 7474, auth=True, more={})
    program = home / "bin" / "neo4j-admin"
    program.parent.mkdir(exist_ok=True)
    java = " ".join(["java", "-XX:TieredStopAtLevel=1", *neo4j_server.JAVA_OPENS])
    program.write_text(f"#!/bin/sh\nexec {java} -cp '{jars}/*' org.neo4j.cli.AdminTool \"$@\"\n")
    program.chmod(0o755)
    environment = os.environ | {
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
    }
    subprocess.run([files / "import.sh"], env=environment, check=True, capture_output=True)


def run_file(address: str, file: Path) -> None:
    """What cypher-shell does with a file."""
    run_text(address, file.read_text(encoding="utf-8"))


def run_text(address: str, text: str) -> None:
    """Run statements, outside of transactions as `IN TRANSACTIONS` wants it."""
    import neo4j

    from kg.graph.neo4j import parse

    target, login = parse(address)
    with (
        neo4j.GraphDatabase.driver(target.uri, auth=login) as driver,
        driver.session(database=target.database) as session,
    ):
        for statement in text.split(";\n"):
            if statement.strip():
                session.run(statement).consume()


def compose_settings() -> dict[str, str]:
    """The settings of neo4j.conf that the image makes of docker-compose.yml's NEO4J_ variables.

    `_` stands for a dot and `__` for an underscore; NEO4J_AUTH is not a setting.
    """
    environment = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]["neo4j"]["environment"]
    return {
        re.sub("__?", lambda mark: "_" if len(mark[0]) == 2 else ".", name.removeprefix("NEO4J_")): str(value)
        for name, value in environment.items()
        if name.startswith("NEO4J_") and name != "NEO4J_AUTH"
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def _from_docker() -> Iterator[tuple[int, int]]:
    bolt, http = free_port(), free_port()
    environment = os.environ | {
        "KG_NEO4J_PASSWORD": PASSWORD,
        "KG_NEO4J_BOLT_PORT": str(bolt),
        "KG_NEO4J_HTTP_PORT": str(http),
    }
    compose = ["docker", "compose", "-f", str(PROJECT / "docker-compose.yml"), "-p", _DOCKER_PROJECT]
    try:
        subprocess.run([*compose, "up", "--detach", "--wait"], env=environment, check=True)
        yield bolt, http
    finally:
        subprocess.run([*compose, "down", "--volumes"], env=environment, check=False)


def _works(*command: str) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0
