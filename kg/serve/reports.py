"""Pages of reports: the form, the answer, and the same rows as a file."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import NamedTuple, get_args

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.reports.catalog import Report
from kg.reports.page.chart import chart, draw
from kg.reports.page.document import document
from kg.reports.page.evidence import of_rows
from kg.reports.page.report import page_of
from kg.reports.page.table import table
from kg.reports.parameters import ENTITY_TYPES
from kg.reports.render import Format, render
from kg.reports.run import Answer, run
from kg.reports.words import words
from kg.serve import links
from kg.serve.fields import chosen, fields
from kg.serve.graph import Reader
from kg.serve.site import NotThere, Site, asked, is_part, part, show, site_of, status_of

ROWS = 500
"""So many rows a page shows; a file has up to `ROWS_OF_A_FILE`."""
ROWS_OF_A_FILE = 50_000

FORMS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
"""Of files: media types by ending."""


class Shown(NamedTuple):
    """An answer and what shows it."""

    answer: Answer
    html: Markup


def report_page(request: Request) -> Response:
    """`/report/NAME?PARAMETER=VALUE…`: the form with its answer, or for a script the answer alone."""
    site, report, store = _asked_for(request)
    given, told, status, shown, told_parameters = {}, "", 200, None, {}
    try:
        given = chosen(report.parameters, asked(request))
        shown = answered(site, store, report, given)
        told_parameters = {name: words(value) for name, value in shown.answer.parameters.items()}
    except KgError as error:
        told, status = str(error), status_of(error)
    if is_part(request):
        return show("part", status, told=told, answer=shown.html if shown else "")
    inputs = fields(report.parameters, given, told_parameters)
    return show(
        "report",
        status,
        report=report,
        fields=inputs,
        told=told,
        answer=shown.html if shown else "",
        title=report.title,
    )


def export(request: Request) -> Response:
    """`/export/NAME.FORM?PARAMETER=VALUE…`: the rows as a file to keep."""
    site, report, store = _asked_for(request)
    form = request.path_params["form"]
    if form not in FORMS:
        raise NotThere(f"no form {form!r}; there is {', '.join(FORMS)}")
    given = chosen(report.parameters, asked(request))
    answer = run(report, store, given, ROWS_OF_A_FILE, site.cache)
    page = page_of(report, answer, store if form == "html" else None, site.reports)
    text = document(page) if form == "html" else render(page, _form(form))
    name = f"{report.name}.{form}"
    return Response(text, headers={"Content-Disposition": f'attachment; filename="{name}"'}, media_type=FORMS[form])


def answered(site: Site, store: Reader, report: Report, given: Mapping[str, str]) -> Shown:
    """What a report answers: chart, rows with their evidence, files, related reports. Raises what `run` raises.
    What was asked before is there at once while an embedded file has not changed."""
    key = ("report", report.name, *sorted(given.items()))
    return store.once(key, lambda: _answered(site, store, report, given))


def _answered(site: Site, store: Reader, report: Report, given: Mapping[str, str]) -> Shown:
    began = perf_counter()
    answer = run(report, store, given, ROWS, site.cache)
    evidence = of_rows(store, answer.result)
    drawing = draw(report.chart, report.columns, answer.result.rows) if report.chart else None
    key = f"rows-{report.name}"
    rows = table(
        report.columns,
        answer.result.rows,
        key=key,
        label=report.title,
        evidence=evidence,
        links=links.ServedLinks(store),
        cut=answer.cut,
    )
    html = part(
        "answer",
        report=report,
        parameters=_meant(report, answer),
        rows=len(answer.result.rows),
        milliseconds=round((perf_counter() - began) * 1000),
        chart=chart(drawing, table=key) if drawing else "",
        slots=bool(evidence),
        table=rows,
        files=[(form, links.export(report.name, form, given)) for form in FORMS],
        related=[(each, links.report(each.name, _shared(report, each, given))) for each in _related(site, report)],
    )
    return Shown(answer, html)


def _asked_for(request: Request) -> tuple[Site, Report, Reader]:
    site, name = site_of(request), request.path_params["name"]
    if name not in site.reports:
        raise NotThere(f"there is no report {name!r}")
    return site, site.reports[name], site.store()


def _form(name: str) -> Format:
    return next(form for form in get_args(Format) if form == name)


def _meant(report: Report, answer: Answer) -> dict[str, str]:
    """Whom the values of actors, places and countries mean."""
    names = (parameter.name for parameter in report.parameters if parameter.type in ENTITY_TYPES)
    return {name: words(answer.parameters[name]) for name in names if answer.parameters[name]}


def _related(site: Site, report: Report) -> list[Report]:
    return [site.reports[name] for name in report.related if name in site.reports]


def _shared(report: Report, other: Report, given: Mapping[str, str]) -> dict[str, str]:
    """Of the values given to a report, those that another takes too."""
    types = {parameter.name: parameter.type for parameter in report.parameters}
    return {
        each.name: given[each.name]
        for each in other.parameters
        if given.get(each.name) and types.get(each.name) == each.type
    }
