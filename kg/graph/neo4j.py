"""The Neo4j store: a database of a server 5 or newer, Community or Enterprise, through the official driver.

Every failure that a user can mend is one line that says what to do. No error carries what caused it (`from None`):
the driver's own messages and frames may hold the login.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote

import neo4j
from neo4j import exceptions, graph, time

from kg import settings
from kg.errors import StoreError, TooLongError, UsageError
from kg.graph import set_aside
from kg.graph.changes import UnsureError
from kg.graph.load import load_records
from kg.graph.readonly import refuse_outside
from kg.graph.rows import ArticleRows
from kg.graph.schema import definitions
from kg.graph.statements import InTransaction, Run
from kg.graph.store import LoadSummary, Result, Value
from kg.graph.withdraw import unread, withdraw
from kg.model import ArticleRecord

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else its errors are printed beside ours

T = TypeVar("T")

_OLDEST = 5
_PATIENCE = 10.0
"""Seconds to wait for a connection."""
_THREADS = 2
"""Transactions at a time, where they touch different nodes."""
_RETRIES = 120.0
"""Seconds in which a transaction is tried again after a failure that may pass: a server needs them to start again."""

_NONE: Mapping[str, Value] = {}


class Target(NamedTuple):
    """Where to connect, without the login: `uri` is scheme and host, `shown` the same with the database."""

    uri: str
    database: str

    @property
    def shown(self) -> str:
        return f"{self.uri}/{self.database}"


class Neo4jStore:
    """A database of a server: `neo4j://[user[:password]@]host[:port][/database]`, the database `neo4j` if not named."""

    def __init__(self, address: str) -> None:
        """Raises StoreError unless the server answers, is new enough, and lets us into the database."""
        self._target, login = parse(address)
        self.address = self._target.shown
        with self._errors():
            self._driver = neo4j.GraphDatabase.driver(
                self._target.uri,
                auth=login,
                notifications_min_severity="OFF",
                connection_timeout=_PATIENCE,
                max_transaction_retry_time=_RETRIES,
                telemetry_disabled=True,
            )
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    def prepare(self) -> None:
        with self._errors(), self._session(neo4j.WRITE_ACCESS) as session:
            for statement in definitions():
                session.execute_write(_run, statement)

    def load(self, records: Iterable[ArticleRecord | ArticleRows]) -> LoadSummary:
        with ThreadPoolExecutor(_THREADS) as threads:  # the driver waits for the server without Python's lock
            return self._change(partial(load_records, records, threads=threads))

    def withdraw(self, ids: Sequence[str]) -> int:
        return self._change(partial(withdraw, ids))

    def unread(self) -> list[str]:
        return unread(self)

    def keep_set_aside(self, rows: list[dict[str, Value]]) -> None:
        self._change(partial(set_aside.keep, rows))

    def _change(self, change: Callable[[InTransaction], T]) -> T:
        """`change` gets what runs its transactions, in any thread; each sees what those before it wrote."""
        self.prepare()
        return change(partial(self._write, neo4j.GraphDatabase.bookmark_manager()))

    def read(
        self, query: str, parameters: Mapping[str, Value], limit: int | None = None, seconds: float | None = None
    ) -> Result:
        refuse_outside(query)

        @neo4j.unit_of_work(timeout=seconds)
        def work(transaction: neo4j.ManagedTransaction) -> Result:
            found = transaction.run(query, dict(parameters))
            records = list(found) if limit is None else found.fetch(limit)
            return Result(tuple(found.keys()), [tuple(_plain(value) for value in record) for record in records])

        with self._errors(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def close(self) -> None:
        self._driver.close()

    def _check(self) -> None:
        with self._errors():
            self._driver.verify_connectivity()
            agent = self._driver.get_server_info().agent
            with self._session(neo4j.READ_ACCESS) as session:
                session.execute_read(lambda transaction: _run(transaction, "RETURN 1 AS one"))
        check_version(agent, self._target.uri)

    def _write(self, bookmarks: neo4j.BookmarkManager, work: Callable[[Run], T]) -> T:
        with self._errors(), self._session(neo4j.WRITE_ACCESS, bookmarks) as session:
            return session.execute_write(lambda transaction: work(partial(_run, transaction)))

    def _session(self, access: str, bookmarks: neo4j.BookmarkManager | None = None) -> neo4j.Session:
        return self._driver.session(
            database=self._target.database, default_access_mode=access, bookmark_manager=bookmarks
        )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, OSError, ValueError) as error:
            failure = explain(error, self._target)
        else:
            return
        raise failure from None


def parse(address: str) -> tuple[Target, tuple[str, str]]:
    """What an address names, and its user and password; those that it has not come from the settings.

    A password in an address may hold any character but `@` as it is, or percent-encoded.
    """
    scheme, _, rest = address.partition("://")
    login, _, place = rest.rpartition("@")
    host, _, database = place.partition("/")
    user, password = settings.neo4j_login()
    if login:
        given, colon, secret = login.partition(":")
        user = unquote(given)
        password = unquote(secret) if colon else password
    return Target(f"{scheme.lower()}://{host}", unquote(database.strip("/")) or "neo4j"), (user, password)


def check_version(agent: str, uri: str) -> None:
    """Raises StoreError for a server older than 5; `agent` is what it calls itself ("Neo4j/5.26.1")."""
    version = agent.partition("/")[2]
    major = version.partition(".")[0]
    if major.isdigit() and int(major) < _OLDEST:
        raise StoreError(f"{uri} runs Neo4j {version}, which is too old; kg needs Neo4j {_OLDEST} or newer")


def explain(error: Exception, target: Target) -> StoreError | UsageError:
    """What went wrong at `target` and what to do, in one line without the login."""
    code = str(getattr(error, "code", None) or "")
    for start, words in _REASONS.items():
        if code.startswith(start):
            return StoreError(words.format(uri=target.uri, database=target.database))
    if "TransactionTimedOut" in code:
        return TooLongError("the query was ended: it took longer than it was given, or than the server allows")
    if code.startswith(("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Request")):
        return UsageError("only reading is allowed here: the store refused the query")
    message = " ".join(str(getattr(error, "message", None) or error).split())
    if code.startswith("Neo.ClientError.Statement"):
        return UsageError(f"the query does not run: {message}")
    match error:
        case exceptions.IncompleteCommit():
            return UnsureError(f"{target.uri} went away while it ended a transaction; run it again")
        case exceptions.ServiceUnavailable() | exceptions.SessionExpired() | OSError():
            return StoreError(
                f"no Neo4j server answers at {target.uri}; is it running there (docker compose up -d), "
                "and is that its Bolt port?"
            )
        case exceptions.ConfigurationError() | ValueError():
            return StoreError(f"{target.uri} is no address of a Neo4j server; write neo4j://host:7687/database")
        case _:
            return StoreError(f"{target.shown}: the server refused: {message}")


_REASONS = {
    "Neo.ClientError.Security.Unauthorized": "{uri} does not accept this user and password; set KG_NEO4J_USER and "
    "KG_NEO4J_PASSWORD",
    "Neo.ClientError.Security.AuthenticationRateLimit": "{uri} had too many wrong passwords; wait a few seconds, then "
    "set KG_NEO4J_USER and KG_NEO4J_PASSWORD",
    "Neo.ClientError.Security.CredentialsExpired": "{uri} wants this user's password changed first; log in once with "
    "Neo4j Browser, then set KG_NEO4J_PASSWORD",
    "Neo.ClientError.Security.Forbidden": "this user may not do that in database {database} of {uri}; grant it the "
    "right to read, write and make constraints, or use another user",
    "Neo.ClientError.Database": "{uri} has no database {database} that is open; name one that is, as in {uri}/neo4j",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": "database {database} of {uri} is read only; make it "
    "writable or use another",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": "database {database} of {uri} is read only; make it "
    "writable or use another",
    "Neo.ClientError.Cluster.NotALeader": "{uri} is a member of a cluster that does not write; use neo4j:// in place "
    "of bolt://",
    "Neo.ClientError.Schema.ConstraintViolation": "database {database} of {uri} is being loaded by someone else too; "
    "run it again",
    "Neo.ClientError.Schema.ConstraintValidationFailed": "database {database} of {uri} is being loaded by someone else "
    "too; run it again",
    "Neo.ClientError.Schema.ConstraintCreationFailed": "database {database} of {uri} holds other data with the same "
    "labels; use an empty database",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "{uri} has too little memory for this; give the server "
    "more (server.memory.heap.max_size, dbms.memory.transaction.total.max)",
}


def _run(
    transaction: neo4j.ManagedTransaction, query: str, parameters: Mapping[str, Value] = _NONE
) -> list[dict[str, Value]]:
    return [_plain(dict(record)) for record in transaction.run(query, dict(parameters))]


def _plain(value: Any) -> Value:
    """A value of the driver as a plain one: a node or relationship is its properties, a path the list of its nodes'."""
    match value:
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case time.Date() | time.DateTime() | time.Time():
            return value.to_native()
        case time.Duration():
            return {"months": value.months, "days": value.days, "seconds": value.seconds}
        case graph.Path():
            return [_plain(item) for item in value.nodes]
        case graph.Entity():
            return {key: _plain(item) for key, item in value.items()}
        case _:
            return value
