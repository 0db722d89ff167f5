"""Links that open Neo4j Browser on a graph, with a guide playing or a report in its editor."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from kg.browser.literals import filled, literal
from kg.errors import UsageError
from kg.graph.store import Value
from kg.reports.catalog import Report

_HTTP = 7474
"""Where Neo4j serves Browser unless it is set otherwise."""


class Place(NamedTuple):
    """A Browser and the database that it is to show. `login`: the server asks for a user and a password."""

    page: str
    bolt: str
    database: str
    user: str
    login: bool


def place(store: str, page: str | None = None) -> Place:
    """The Browser of the server at `store` (`neo4j://…`, `bolt://…`), served at `page`, else on the same host.

    Without a password, in the address or the settings, the server is taken to have none. UsageError for a store that
    is no server, and for a page that is no http address.
    """
    if "://" not in store:
        raise UsageError(
            f"Neo4j Browser shows a Neo4j database, not the file {store}; load the records into a server "
            "(kg load kg.corpus --store neo4j://localhost) and name it with --store neo4j://localhost"
        )
    from kg.graph.neo4j import parse

    target, (user, password) = parse(store)
    address = urlsplit(target.uri)
    page = page or f"http://{_bracketed(address.hostname or 'localhost')}:{_http_port()}"
    if urlsplit(page).scheme not in ("http", "https") or not urlsplit(page).hostname:
        raise UsageError(f"--at takes the address of Neo4j Browser, as http://localhost:{_HTTP}, not {page!r}")
    page = page.rstrip("/").removesuffix("/browser")
    return Place(f"{page}/browser/", target.uri, target.database, user, bool(password))


def connecting(at: Place) -> str:
    """The link that opens Browser on the database. A link never holds a password: Browser asks for it."""
    return _link(at, {})


def playing(at: Place, guide: str) -> str:
    """The link that opens Browser and plays the guide at that address, of which only `localhost` is let in."""
    return _link(at, {"cmd": "play", "arg": guide})


def report(at: Place, asked: Report, values: Mapping[str, Value]) -> str:
    """The link that opens Browser with the report's query in its editor, `values` in place of the parameters: of actors
    and places lists of ids (`kg.reports.entities`)."""
    texts = {name: literal(value) for name, value in values.items()}
    return _link(at, {"cmd": "edit", "arg": f"// {asked.title}\n{filled(asked.query, texts)}"})


def _link(at: Place, more: dict[str, str]) -> str:
    scheme, _, host = at.bolt.partition("://")
    if at.login:
        how = {"connectURL": f"{scheme}://{quote(at.user, safe='')}@{host}"}
    else:
        how = {"preselectAuthMethod": "NO_AUTH", "connectURL": at.bolt}
    return f"{at.page}?{urlencode(how | {'db': at.database} | more, quote_via=quote)}"


def _http_port() -> str:
    return os.environ.get("KG_NEO4J_HTTP_PORT") or str(_HTTP)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
