"""The application: addresses, what answers at each, and what is shown when something goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.errors import KgError
from kg.reports.cache import Cache
from kg.reports.catalog import Report
from kg.reports.entities import names_of
from kg.serve import entities, links, neighbourhood, reports
from kg.serve.files import files
from kg.serve.graph import Graph
from kg.serve.guard import Guard
from kg.serve.site import Site, is_part, show, site_of, status_of

_YEAR = "private, max-age=31536000, immutable"
_CONTENT = "MATCH (m:Month) RETURN sum(m.events) AS events, min(m.month) AS first, max(m.month) AS last"
_BUSIEST = 12


def application(
    graph: Graph, catalog: Mapping[str, Report], cache: Cache, *, port: int, token: str | None, seconds: float
) -> ASGIApp:
    """The whole site, guarded. Without a token whoever reaches the port may read the graph."""
    app = Starlette(
        routes=[
            Route("/", start_page),
            Route("/report/{name}", reports.report_page),
            Route("/export/{name}.{form}", reports.export),
            Route("/actor", entities.actor_page),
            Route("/place", entities.place_page),
            Route("/event", entities.event_page),
            Route("/article", entities.article_page),
            Route("/around", neighbourhood.around_page),
            Route("/find", entities.find),
            Route("/complete/{kind}", entities.complete),
            Route("/files/{name}", file),
        ],
        exception_handlers={KgError: failed, HTTPException: nothing_here, Exception: broken},
    )
    app.state.site = Site(graph, catalog, cache, seconds)
    return Guard(app, port, token)


def start_page(request: Request) -> Response:
    """`/`: what is in the graph, and all reports."""
    site = site_of(request)
    store = site.store()
    names = {kind: names_of(store, kind) for kind in ("actor", "place")}
    events, first, last = store.read(_CONTENT, {}).rows[0]
    topics = [
        (topic, [(report, links.report(report.name)) for report in of_topic])
        for topic, of_topic in groupby(site.reports.values(), key=lambda report: report.topic)
    ]
    return show(
        "start",
        title="Reports",
        store=store.address,
        counts={kind: len(known.entries) for kind, known in names.items()},
        events=events or 0,
        first=first,
        last=last,
        busiest={
            kind: [(entry, links.page(kind, entry.id)) for entry in known.entries[:_BUSIEST]]
            for kind, known in names.items()
        },
        topics=topics,
    )


def file(request: Request) -> Response:
    """`/files/NAME`: a script or the style sheet; its address says its version, so it is kept."""
    found = files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": _YEAR})


def failed(request: Request, error: Exception) -> Response:
    """What kg raises on purpose, in its own words."""
    return _told(request, str(error), status_of(error))


def nothing_here(request: Request, error: Exception) -> Response:
    """An address that no page has."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _told(request, "There is nothing at this address.", status)


def broken(request: Request, error: Exception) -> Response:
    """A mistake in kg: no details, which may hold texts of articles, but that it is one."""
    del request
    return PlainTextResponse(f"kg failed here ({type(error).__name__}); please report it.\n", 500)


def _told(request: Request, told: str, status: int) -> Response:
    if is_part(request):
        return show("part", status, told=told, answer="")
    return show("message", status, title="Not shown", told=told)
