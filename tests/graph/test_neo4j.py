from __future__ import annotations

import logging
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import neo4j
import pytest
from generate import records
from hypothesis import given
from hypothesis import strategies as st
from neo4j import exceptions
from real_neo4j import free_port

from kg.errors import StoreError, UsageError
from kg.graph.neo4j import Target, check_version, explain, parse
from kg.graph.schema import NODES
from kg.graph.store import open_store
from kg.model import ArticleRecord

SECRET = "hush-hush"
_TARGET = Target("neo4j://host:7687", "news")


def _said(error: BaseException) -> str:
    """Everything that a person or a log may be shown of an error."""
    return "\n".join([str(error), repr(error), *map(repr, error.args), *traceback.format_exception(error)])


def _refused(address: str) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    assert SECRET not in _said(caught.value)
    return caught.value


def _password(address: str) -> str:
    return parse(address)[1][1]


def _bare(address: str) -> str:
    """`address` without its login."""
    scheme, _, place = address.partition("://")
    return f"{scheme}://{place.rpartition('@')[2]}"


def _at(address: str, host: str) -> str:
    """The login and database of `address` at another host and port."""
    user, password = parse(address)[1]
    return f"bolt://{quote(user, '')}:{quote(password, '')}@{host}/{parse(address)[0].database}"


def test_schema_is_there_after_preparing_twice(neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        store.prepare()
        store.prepare()
        query = "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN labelsOrTypes[0] AS l, properties, type"
        found = store.read(query, {}).rows
    assert sorted(row for row in found if row[0] in NODES) == [(label, ["id"], "UNIQUENESS") for label in sorted(NODES)]


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_no_server(scheme: str) -> None:
    error = _refused(f"{scheme}://neo4j:{SECRET}@127.0.0.1:{free_port()}")
    assert str(error).startswith(f"no Neo4j server answers at {scheme}://127.0.0.1:")
    assert "docker compose up -d" in str(error)


def test_something_else_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        child = subprocess.Popen(
            [sys.executable, "-c", "import socket, sys; s = socket.socket(fileno=int(sys.argv[1])); c, _ = s.accept(); "
             "c.recv(99); c.sendall(b'HTTP/1.1 400 Bad Request\\r\\n\\r\\n'); c.close()", str(other.fileno())],
            pass_fds=[other.fileno()],
        )  # fmt: skip
        error = _refused(f"bolt://neo4j:{SECRET}@127.0.0.1:{other.getsockname()[1]}")
        child.wait(10)
    assert "is that its Bolt port?" in str(error)


def test_wrong_password(neo4j_address: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    error = _refused(_bare(neo4j_address).replace("://", f"://neo4j:{SECRET}@"))
    assert "does not accept this user and password; set KG_NEO4J_USER and KG_NEO4J_PASSWORD" in str(error)
    monkeypatch.setenv("KG_NEO4J_PASSWORD", SECRET)
    assert "does not accept" in str(_refused(_bare(neo4j_address)))
    assert SECRET not in caplog.text


def test_login_of_the_environment(neo4j_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (user, password) = parse(neo4j_address)
    monkeypatch.setenv("KG_NEO4J_USER", user)
    monkeypatch.setenv("KG_NEO4J_PASSWORD", password)
    with open_store(_bare(neo4j_address)) as store:
        assert store.read("RETURN 1 AS one", {}).rows == [(1,)]
        assert password not in store.address


def test_wrong_database(neo4j_address: str) -> None:
    host = parse(neo4j_address)[0].uri.partition("://")[2]
    error = _refused(_at(neo4j_address, host).rpartition("/")[0] + "/atlantis")
    assert _password(neo4j_address) not in _said(error)
    assert "has no database atlantis" in str(error)


def test_server_that_is_too_old(neo4j_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        agent = "Neo4j/4.4.42"

    monkeypatch.setattr(neo4j.Driver, "get_server_info", lambda _: Old())
    assert "runs Neo4j 4.4.42, which is too old; kg needs Neo4j 5 or newer" in str(_refused(neo4j_address))
    for agent in ("Neo4j/5.0.0", "Neo4j/5.26.30", "Neo4j/2025.10.1", "Memgraph"):
        check_version(agent, "bolt://host")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("Neo.ClientError.Security.Forbidden", "grant it the right"),
        ("Neo.ClientError.Security.CredentialsExpired", "password changed first"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "wait a few seconds"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "read only"),
        ("Neo.ClientError.Cluster.NotALeader", "use neo4j://"),
        ("Neo.ClientError.Database.DatabaseNotFound", "has no database news"),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", "run it again"),
        ("Neo.DatabaseError.General.UnknownError", "the server refused: a line that goes on"),
    ],
)
def test_what_a_server_may_refuse(code: str, words: str) -> None:
    class Refusal(exceptions.Neo4jError):
        @property
        def code(self) -> str:
            return code

        @property
        def message(self) -> str:
            return "a line\n  that goes on"

    error = explain(Refusal(), _TARGET)
    assert isinstance(error, StoreError)
    assert words in str(error)
    assert "\n" not in str(error)


@pytest.mark.timeout(120)
def test_server_that_goes_away_while_loading(neo4j_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.neo4j._RETRIES", 1.0)
    host, port = parse(neo4j_address)[0].uri.partition("://")[2].split(":")
    wire = subprocess.Popen([sys.executable, "-c", _WIRE, host, port], stdout=subprocess.PIPE, text=True)
    assert wire.stdout is not None

    def cut() -> Iterator[ArticleRecord]:
        for number, record in enumerate(records(1500)):
            if number == 200:
                wire.kill()
                wire.wait()
            yield record

    try:
        with (
            wire.stdout,
            open_store(_at(neo4j_address, f"127.0.0.1:{wire.stdout.readline().strip()}")) as store,
            pytest.raises(StoreError, match="no Neo4j server answers") as caught,
        ):
            store.load(cut())
    finally:
        wire.kill()
        wire.wait()
    assert _password(neo4j_address) not in _said(caught.value)


_WIRE = """
import socket, sys, threading

def pass_on(source, sink):
    while data := source.recv(65536):
        sink.sendall(data)
    sink.shutdown(socket.SHUT_WR)

listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
while True:
    ends = listening.accept()[0], socket.create_connection(sys.argv[1:3])
    for pair in (ends, ends[::-1]):
        threading.Thread(target=pass_on, args=pair, daemon=True).start()
"""
"""Passes bytes between whoever connects to the port that it prints and a server; killing it cuts the wire."""


@pytest.mark.parametrize(
    ("address", "uri", "database", "login"),
    [
        ("neo4j://host", "neo4j://host", "neo4j", ("ada", "set")),
        ("Neo4j+S://host:7688/news", "neo4j+s://host:7688", "news", ("ada", "set")),
        ("bolt://eve:pw@host/news/", "bolt://host", "news", ("eve", "pw")),
        ("bolt://eve@host", "bolt://host", "neo4j", ("eve", "set")),
        ("bolt://eve:p%40%3A%2F@[::1]:7687", "bolt://[::1]:7687", "neo4j", ("eve", "p@:/")),
        ("bolt://eve:p#a/s?s@host:1/x", "bolt://host:1", "x", ("eve", "p#a/s?s")),
    ],
)
def test_addresses(
    monkeypatch: pytest.MonkeyPatch, address: str, uri: str, database: str, login: tuple[str, str]
) -> None:
    monkeypatch.setenv("KG_NEO4J_USER", "ada")
    monkeypatch.setenv("KG_NEO4J_PASSWORD", "set")
    assert parse(address) == (Target(uri, database), login)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="@"), max_size=8))
def test_no_password_shows_in_an_error_of_an_address(rest: str) -> None:
    """Port 99x is none, so that opening fails before anything is sent."""
    with pytest.raises((StoreError, UsageError)) as caught:
        open_store(f"bolt://neo4j:{SECRET}{rest}@127.0.0.1:99x")
    shown = _said(caught.value).replace(str(Path(__file__)), "")
    assert SECRET not in shown
