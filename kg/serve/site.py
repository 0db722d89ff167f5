"""What every page is made from, and the making of one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.errors import KgError, StoreError, TooLongError, UsageError
from kg.reports.cache import Cache
from kg.reports.catalog import Report
from kg.reports.html import template
from kg.serve.fields import LONGEST
from kg.serve.files import SCRIPTS, STYLE, files
from kg.serve.graph import Graph, Reader

_TEMPLATES = Path(__file__).parent / "templates"
_STATUS: tuple[tuple[type[KgError], int], ...] = ((TooLongError, 504), (UsageError, 400), (StoreError, 503))


class NotThere(UsageError):
    """An address of something that the graph does not have."""


class Site(Struct, frozen=True):
    """One graph and its reports; a page may take so many `seconds` of the store's time."""

    graph: Graph
    reports: Mapping[str, Report]
    cache: Cache
    seconds: float

    def store(self) -> Reader:
        """The graph for one page."""
        return self.graph.reader(self.seconds)


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site


def asked(request: Request) -> dict[str, str]:
    """The values of the query. UsageError for one that is given twice or is longer than any name."""
    items = request.query_params.multi_items()
    given = dict(items)
    if len(given) < len(items):
        raise UsageError("a value is given twice in this address")
    for name, value in items:
        if len(value) > LONGEST:
            raise UsageError(f"the value of {name[:50]} is longer than {LONGEST} characters")
    return given


def is_part(request: Request) -> bool:
    """Whether a script asks for a part of a page that is there, and not for a page."""
    headers = request.headers
    return headers.get("hx-request") == "true" and headers.get("hx-history-restore-request") != "true"


def show(name: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A template of this folder as an answer."""
    served = files()
    addresses = {"style": served[STYLE].address, "scripts": [served[script].address for script in SCRIPTS]}
    return HTMLResponse(part(name, **addresses, **values), status)


def part(name: str, /, **values: Any) -> Markup:
    """A template of this folder as a part of a page."""
    return Markup(template(_TEMPLATES / f"{name}.html.j2").render(**values))


def status_of(error: Exception) -> int:
    """The status of HTTP that says what went wrong."""
    if isinstance(error, NotThere):
        return 404
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
