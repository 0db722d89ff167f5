"""All reports of a graph as a folder of pages: `TOPIC/NAME.html`, `index.html`, and `search.html` for actors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kg.errors import KgError, UsageError
from kg.graph.store import Store
from kg.reports.cache import Cache
from kg.reports.catalog import Column, Report
from kg.reports.page.document import document
from kg.reports.page.links import SiteLinks
from kg.reports.page.report import page_of
from kg.reports.render import Page
from kg.reports.run import run

ACTORS = 20_000
"""So many actors can be searched for, those with most events: 3 MB."""

_ACTORS = """
MATCH (a:Actor)
RETURN a.name AS actor, a.aliases AS other_names, a.kind AS kind, a.country AS country,
  coalesce(a.events, 0) AS events, coalesce(a.unasserted, 0) AS unasserted, a.first AS first, a.last AS last,
  a.id AS id
ORDER BY events DESC, unasserted DESC, id
"""
_ACTOR_COLUMNS = (
    Column("actor", "string", "the name"),
    Column("other_names", "strings", "other names in the texts"),
    Column("kind", "string", "person, state, government, military, armed_group, party, organization, …"),
    Column("country", "string", "ISO 3166 alpha-3 code"),
    Column("events", "integer", "events that it takes part in and that the texts assert"),
    Column("unasserted", "integer", "events that are planned, hypothetical, denied or alleged"),
    Column("first", "date", "the first event with a date"),
    Column("last", "date", "the last event with a date"),
    Column("id", "string", "key of the actor, for a report's parameter"),
)


class Made(Struct, frozen=True, kw_only=True):
    """One report of the site. `error` says why there is no page of it; else it is empty."""

    report: Report
    rows: int = 0
    cut: bool = False
    error: str = ""


def write(
    folder: Path, store: Store, reports: Mapping[str, Report], *, limit: int, cache: Cache | None = None
) -> Iterator[Made]:
    """Makes the folder, and a page for each report with its defaults and at most `limit` rows, one at each step. The
    last step of all is the index. A report that fails is told of and has no page; the others go on.

    Raises UsageError where the folder cannot be written; StoreError where the actors cannot be read.
    """
    actors = _actors(store)
    _save(folder / "search.html", document(actors, home="index.html"))
    names = [row[0] for row in actors.result.rows]
    links = SiteLinks({report.name: report.topic for report in reports.values()}, names)
    made: list[Made] = []
    for report in reports.values():
        made.append(_report(folder, store, report, reports, links, limit, cache))
        yield made[-1]
    _save(folder / "index.html", _index(made, len(names), store.address))


def _report(
    folder: Path,
    store: Store,
    report: Report,
    reports: Mapping[str, Report],
    links: SiteLinks,
    limit: int,
    cache: Cache | None,
) -> Made:
    try:
        answer = run(report, store, {}, limit, cache)
        page = page_of(report, answer, store, reports)
    except KgError as error:
        _failed(folder, report, str(error))
        return Made(report=report, error=str(error))
    _save(folder / report.topic / f"{report.name}.html", document(page, links, "../index.html"))
    return Made(report=report, rows=len(answer.result.rows), cut=answer.cut)


def _failed(folder: Path, report: Report, error: str) -> None:
    """A page that says so, in place of one from an earlier time, since other pages lead to it."""
    from kg.reports.html import template

    page = template(Path(__file__).with_name("failed.html.j2")).render(report=report, error=error)
    _save(folder / report.topic / f"{report.name}.html", f"{page}\n")


def _actors(store: Store) -> Page:
    result = store.read(_ACTORS, {}, ACTORS + 1)
    return Page(
        title="Actors",
        question="Who is in this graph, and by which names? Case and accents do not count.",
        parameters={},
        query=_ACTORS.strip(),
        result=result._replace(rows=result.rows[:ACTORS]),
        cut=len(result.rows) > ACTORS,
        columns=_ACTOR_COLUMNS,
    )


def _index(made: list[Made], actors: int, address: str) -> str:
    from kg.reports.html import template

    topics: dict[str, list[Made]] = {}
    for each in made:
        topics.setdefault(each.report.topic, []).append(each)
    page = template(Path(__file__).with_name("index.html.j2"))
    return page.render(topics=topics, actors=actors, address=address) + "\n"


def _save(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
