"""Pages of one actor, place, event or article, and finding them by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.country_names import country_names
from kg.graph.store import Store, Value
from kg.reports.catalog import Column, Report
from kg.reports.entities import names_of
from kg.reports.escape import readable
from kg.reports.names import Named, Names
from kg.reports.page.evidence import html, of_events
from kg.reports.page.table import table
from kg.reports.parameters import BUSIEST
from kg.reports.run import run
from kg.reports.words import words
from kg.serve import links
from kg.serve.site import NotThere, Site, asked, show, site_of

_PROFILES: Mapping[str, str] = {"actor": "actor-profile", "place": "place-profile"}
"""Reports with one row, which stands at the head of a page, where there is such a report."""
_COMPLETED: Mapping[str, Sequence[str]] = {"actor": ("actor",), "place": ("place",), "any": ("actor", "place")}
FOUND = 30
"""So many actors, and so many places, are listed for a word."""

_EVENT = """
MATCH (e:Event {id: $id})
RETURN e.name AS name, e.event_type AS type, e.mode AS mode, e.cameo AS cameo, e.quad AS quad_class,
  e.goldstein AS goldstein, e.start AS first_day, e.`end` AS last_day, e.granularity AS granularity,
  e.date_basis AS date_basis, e.modality AS modality, e.confidence AS confidence, e.sources AS sources,
  e.contradictions AS contradictions,
  [(e)<-[:SOURCE_OF]-(a:Actor) | a.id] AS source, [(e)-[:TARGET]->(a:Actor) | a.id] AS target,
  [(e)-[:STATED_BY]->(a:Actor) | a.id] AS speaker, [(e)-[:AT]->(p:Place) | p.id] AS place
"""
_WHO: Mapping[str, str] = {"source": "actor", "target": "actor", "speaker": "actor", "place": "place"}
_ARTICLE = """
MATCH (a:Article {id: $id})
RETURN a.headline AS headline, a.source AS outlet, a.published AS published, a.url AS url
"""
_OF_ARTICLE = """
MATCH (a:Article {id: $id})<-[r:REPORTED_IN]-(e:Event)
RETURN e.start AS date, e.name AS name, e.event_type AS type, e.modality AS modality, r.sentence AS sentence,
  e.id AS event
ORDER BY r.start, event
"""
_COLUMNS = (
    Column("date", "date", "first day of the event"),
    Column("name", "string", "the event in short"),
    Column("type", "string", "PLOVER type"),
    Column("modality", "string", "asserted, planned, hypothetical, denied or alleged"),
    Column("sentence", "string", "the words that say so"),
    Column("event", "string", "id of the event"),
)

Fact = tuple[str, list[tuple[str, str | None]]]
"""What is told, and the values with the address that each leads to."""


def actor_page(request: Request) -> Response:
    """`/actor?id=…`: profile, neighbourhood, and the reports about one actor."""
    return _entity(request, "actor")


def place_page(request: Request) -> Response:
    """`/place?id=…`: what it is, and the reports about one place."""
    return _entity(request, "place")


def event_page(request: Request) -> Response:
    """`/event?id=…`: who did what to whom, and each sentence that says so."""
    store, key = site_of(request).store(), asked(request).get("id", "")
    names, values = _only_row(store, _EVENT, key, "event")
    facts: list[Fact] = []
    for name, value in zip(names, values, strict=True):
        if name in _WHO:
            known = names_of(store, _WHO[name]).by_id
            facts.append((name, [(readable(known[k].name), links.page(_WHO[name], k)) for k in value if k in known]))
        elif name != "name" and value is not None:
            facts.append((name, [(words(value), None)]))
    evidence = of_events(store, [key]).get(key, [])
    articles = [(each.headline or each.article, links.page("article", each.article)) for each in evidence]
    told = html(evidence)
    return show("event", title=words(values[0]), facts=facts, key=key, evidence=told, articles=dict(articles))


def article_page(request: Request) -> Response:
    """`/article?id=…`: where it was published, and the events that it reports."""
    store, key = site_of(request).store(), asked(request).get("id", "")
    names, values = _only_row(store, _ARTICLE, key, "article")
    about = dict(zip(names, values, strict=True))
    facts: list[Fact] = [(name, [(words(about[name]), None)]) for name in ("outlet", "published") if about[name]]
    found = store.read(_OF_ARTICLE, {"id": key})
    events = [row[-1] for row in found.rows]
    rows = table(
        _COLUMNS, found.rows, key="rows-article", label="Events", evidence=of_events(store, events),
        links=links.ServedLinks(store),
    )  # fmt: skip
    url = about["url"] if str(about["url"]).startswith(("https://", "http://")) else None
    return show("article", title=about["headline"] or key, facts=facts, key=key, url=url, table=rows)


def find(request: Request) -> Response:
    """`/find?words=…`: actors, places and reports by name; the page itself where only one has the name."""
    site = site_of(request)
    store, given = site.store(), asked(request).get("words", "").strip()
    kinds = {kind: names_of(store, kind) for kind in ("actor", "place")}
    exact = [(kind, key) for kind, names in kinds.items() for key in (names.exactly(given) if given else ())]
    if len(exact) == 1:
        return RedirectResponse(links.page(*exact[0]), 303)
    found = {
        kind: [(entry, links.page(kind, entry.id)) for entry in names.completing(given, FOUND)]
        for kind, names in kinds.items()
    }
    near = [] if any(found.values()) else [name for names in kinds.values() for name in names.nearest(given)]
    return show(
        "find", title=f"Find “{readable(given)}”", words=given, found=found, near=near, reports=_named(site, given)
    )


def complete(request: Request) -> Response:
    """`/complete/KIND?FIELD=TYPED`: what the typed letters may mean, for a list of suggestions."""
    kind, given = request.path_params["kind"], asked(request)
    typed = next(iter(given.values()), "")
    if kind == "country":
        parts = typed.casefold()
        table_of = country_names().items()
        return show("options", options=[(n, c) for c, n in table_of if parts in n.casefold() or parts == c.casefold()])
    if kind not in _COMPLETED:
        raise NotThere(f"there are no names of {readable(kind)!r}")
    store = site_of(request).store()
    entries = [entry for each in _COMPLETED[kind] for entry in names_of(store, each).completing(typed)]
    return show("options", options=[(entry.name, described(entry)) for entry in entries])


def described(entry: Named) -> str:
    """`person, IRN, 12 events`."""
    count = f"{entry.events} {'event' if entry.events == 1 else 'events'}"
    return ", ".join(filter(None, (entry.kind, entry.country, count)))


def about(reports: Mapping[str, Report], kind: str) -> Iterator[tuple[Report, str]]:
    """The reports that can be about one actor or one place, and the parameter that takes it: those that need one come
    before those that only filter by it."""
    taking = [
        (report, parameter)
        for report in reports.values()
        for parameter in [next((each for each in report.parameters if each.type == kind), None)]
        if parameter is not None
    ]
    for report, parameter in sorted(taking, key=lambda each: not str(each[1].default).startswith(BUSIEST)):
        yield report, parameter.name


def spelt(names: Names, key: str) -> str:
    """A name that means this one alone, else its id."""
    name = names.by_id[key].name
    return name if names.exactly(name) == [key] else key


def _entity(request: Request, kind: str) -> Response:
    site, key = site_of(request), asked(request).get("id", "")
    store = site.store()
    names = names_of(store, kind)
    if key not in names.by_id:
        raise NotThere(f"no {kind} of this graph has the id {readable(key)!r}")
    entry, given = names.by_id[key], spelt(names, key)
    profile = site.reports.get(_PROFILES[kind])
    sections = [
        (report, links.report(report.name, {name: given}))
        for report, name in about(site.reports, kind)
        if report is not profile
    ]
    return show(
        "entity",
        title=readable(entry.name),
        kind=kind,
        entry=entry,
        facts=_profile(site, store, profile, kind, given) if profile else _known(entry),
        around=links.page("around", key) if kind == "actor" else None,
        sections=sections,
    )


def _profile(site: Site, store: Store, profile: Report, kind: str, given: str) -> list[Fact]:
    parameter = next(each.name for each in profile.parameters if each.type == kind)
    result = run(profile, store, {parameter: given}, 1, site.cache).result
    if not result.rows:
        return []
    row: Sequence[Value] = result.rows[0]
    return [
        (name, [(readable(words(value)), None)])
        for name, value in zip(result.columns, row, strict=True)
        if value not in (None, "", []) and name != kind and not name.endswith("_id")
    ]


def _known(entry: Named) -> list[Fact]:
    facts = {"kind": entry.kind, "country": entry.country, "aliases": ", ".join(entry.aliases), "events": entry.events}
    return [(name, [(readable(words(value)), None)]) for name, value in facts.items() if value]


def _only_row(store: Store, query: str, key: str, what: str) -> tuple[tuple[str, ...], Sequence[Value]]:
    found = store.read(query, {"id": key})
    if not found.rows:
        raise NotThere(f"no {what} of this graph has the id {readable(key)!r}")
    return found.columns, found.rows[0]


def _named(site: Site, given: str) -> list[tuple[Report, str]]:
    parts = given.casefold().split()
    return [
        (report, links.report(report.name))
        for report in site.reports.values()
        if parts and all(part in f"{report.title} {report.question} {report.name}".casefold() for part in parts)
    ]
