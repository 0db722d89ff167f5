"""The commands `kg report …` and `kg query`. Cold start counts: only what a command needs is imported, when it runs."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli_errors import exits_cleanly, say
from kg.errors import UsageError
from kg.reports.parameters import assignments, guess
from kg.reports.render import Format, Page, render
from kg.reports.words import words

if TYPE_CHECKING:
    from kg.reports.catalog import Report

app = typer.Typer(no_args_is_help=True, help="The predefined reports: what there is, what one asks, its rows.")
QUERY_EPILOG = "Example: kg query 'MATCH (a:Actor) WHERE a.country = $country RETURN a.name AS name' -p country=IRN"


def _complete(incomplete: str) -> list[str]:
    from kg.reports.catalog import load

    return [name for name in load() if name.startswith(incomplete)]


Name = Annotated[str, typer.Argument(help="A report of `kg report list`.", autocompletion=_complete)]
Given = Annotated[
    list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="A value; repeatable.")
]
Where = Annotated[
    str | None,
    typer.Option("--store", help="A path, or neo4j://host:7687/database.", show_default="$KG_STORE or kg.db"),
]
Form = Annotated[Format, typer.Option("--format", help="The form of the rows.")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
TextForm = Annotated[Literal["table", "json"], typer.Option("--format", help="For people or for programs.")]


@app.command("list", epilog="Example: kg report list --json")
@exits_cleanly
def list_reports(form: TextForm = "table", as_json: Json = False) -> None:
    """List the reports: name, topic, question, parameters."""
    from kg.graph.store import Result
    from kg.reports.catalog import load

    reports = load().values()
    if as_json or form == "json":
        _write(_dumped([_described(report) for report in reports]))
        return
    columns = ("name", "topic", "question", "parameters")
    rows = [(r.name, r.topic, r.question, [parameter.name for parameter in r.parameters]) for r in reports]
    page = Page(title="", question="", parameters={}, query="", result=Result(columns, list(rows)))
    _write(render(page, "table", _width()))


@app.command(epilog="Example: kg report show meetings")
@exits_cleanly
def show(name: Name, form: TextForm = "table", as_json: Json = False) -> None:
    """Show one report: its question, parameters with types and defaults, columns, and the query."""
    from kg.reports.catalog import find

    report = find(name)
    if as_json or form == "json":
        columns = [{"name": c.name, "type": c.type, "meaning": c.meaning} for c in report.columns]
        more = {"columns": columns, "chart": report.chart, "related": list(report.related), "query": report.query}
        _write(_dumped(_described(report) | {"title": report.title} | more))
        return
    lines = [f"{report.title} ({report.topic}/{report.name})", report.question, "", "Parameters"]
    lines += [f"  {p.name} {p.type} = {json.dumps(p.default, default=str)} — {p.meaning}" for p in report.parameters]
    lines += ["", "Columns", *(f"  {column.name} {column.type} — {column.meaning}" for column in report.columns)]
    lines += ["", f"Related: {', '.join(report.related)}"] if report.related else []
    _write("\n".join([*lines, "", report.query, ""]))


@app.command(
    "run", epilog="Example: kg report run meetings -p actor=Shamkhani -p since=2017-01-01 --format html -o m.html"
)
@exits_cleanly
def run_report(
    name: Name,
    given: Given = None,
    store: Where = None,
    form: Form = "table",
    as_json: Json = False,
    output: Output = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.", show_default="all")] = None,
    browser: Annotated[
        bool, typer.Option("--browser", help="Instead of rows, a link that opens the report in Neo4j Browser.")
    ] = False,
) -> None:
    """Run one report on a graph. A date that is not asked for leaves nothing out, events without a date included."""
    from kg.reports.cache import Cache
    from kg.reports.catalog import find, load
    from kg.reports.page.report import page_of
    from kg.reports.parameters import bind
    from kg.reports.run import run
    from kg.settings import cache_folder

    reports = load()
    report = find(name, reports)
    values = bind(report.parameters, assignments(given or ()))
    if browser:
        if form not in ("table", "json") or output or limit:
            raise UsageError("--browser gives a link, not rows: leave out --format, -o and --limit")
        from kg.cli_browser import show_report

        show_report(report, values, store, as_json=as_json or form == "json")
        return
    with _open(store) as graph:
        answer = run(report, graph, values, limit, Cache(cache_folder() / "reports"))
        page = page_of(report, answer, graph if form == "html" and not as_json else None, reports)
    _show(page, "json" if as_json else form, output, limit)


@app.command("all", epilog="Example: kg report all -o site --store kg.db, then open site/index.html")
@exits_cleanly
def all_reports(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder, made if it is not there.")],
    store: Where = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows of each report.")] = 5000,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was made as JSON on standard output.")] = False,
) -> None:
    """Write every report with its defaults as a folder of HTML pages, with an index and a search of actors.

    The pages fetch nothing: they open from a disk, a mail or any web server. Exit code 1 if a report failed.
    """
    from kg.cli_progress import ticking
    from kg.reports.cache import Cache
    from kg.reports.catalog import load
    from kg.reports.page.site import write
    from kg.settings import cache_folder

    reports = load()
    made, failed = 0, {}
    with _open(store) as graph, ticking("reports", len(reports)) as ticker:
        for each in write(output, graph, reports, limit=limit, cache=Cache(cache_folder() / "reports")):
            ticker.step()
            if each.error:
                failed[each.report.name] = each.error
                say(f"{each.report.name}: {each.error}")
            else:
                made += 1
    if as_json:
        _write(_dumped({"index": str(output / "index.html"), "reports": made, "failed": failed}))
    else:
        say(f"{made} reports in {output / 'index.html'}{f', {len(failed)} failed' if failed else ''}")
    if failed:
        raise typer.Exit(1)


@exits_cleanly
def query(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="Cypher that only reads.")],
    given: Given = None,
    store: Where = None,
    form: Form = "table",
    as_json: Json = False,
    output: Output = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which the query is ended.")] = 60.0,
) -> None:
    """Run Cypher of one's own; the store itself refuses to write. The value of a parameter is JSON, an ISO date, else a
    string. A label, relationship type or property that the graph does not have is pointed out, with the nearest name.
    """
    from kg.errors import TooLongError
    from kg.graph.misspelt import hints
    from kg.reports.page.evidence import of_rows
    from kg.reports.run import query as ask

    values = {name: guess(value) for name, value in assignments(given or ()).items()}
    with _open(store) as graph:
        try:
            answer = ask(text, graph, values, limit, timeout)
        except TooLongError as error:
            raise TooLongError(f"{error}; ask for less, or give it more time with --timeout") from None
        misspelt = hints(text, graph)
        found = of_rows(graph, answer.result) if form == "html" and not as_json else {}
    page = Page(
        title="Query", question="", parameters=values, query=text, result=answer.result, cut=answer.cut, evidence=found
    )
    _show(page, "json" if as_json else form, output, limit)
    for hint in misspelt:
        say(hint)


def _open(address: str | None) -> Any:
    from kg.graph.store import open_store
    from kg.settings import default_store

    return open_store(address or default_store())


def _show(page: Page, form: Format, output: Path | None, limit: int | None) -> None:
    _write(render(page, form, None if output else _width()), output)
    if page.cut:
        say(f"only the first {limit} rows are shown; --limit sets how many")
    elif not page.result.rows:
        given = ", ".join(f"{name}={words(value)}" for name, value in page.parameters.items() if words(value))
        say(f"no rows{f' with {given}' if given else ''}")


def _write(text: str, output: Path | None = None) -> None:
    """Data, to standard output or a file. UsageError if the file cannot be written."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # whatever the locale's encoding cannot say
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None


def _width() -> int | None:
    """Cells of a line of the terminal; None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _described(report: Report) -> dict[str, Any]:
    parameters = [
        {"name": p.name, "type": p.type, "default": p.default, "meaning": p.meaning} for p in report.parameters
    ]
    return {"name": report.name, "topic": report.topic, "question": report.question, "parameters": parameters}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"
