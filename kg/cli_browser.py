"""The commands `kg browser …`: what Neo4j Browser loads, and opening it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_errors import exits_cleanly, say
from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from kg.graph.store import Value
    from kg.reports.catalog import Report

app = typer.Typer(
    no_args_is_help=True,
    help="Explore the graph in Neo4j Browser: a style, a guide of questions, the reports as saved queries. Made for "
    "Browser 5 (5.24 tried); of newer ones each command's help says what is known.",
)
Folder = Annotated[Path, typer.Option("-o", "--output", help="The folder to write into; made if it is not there.")]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Store = Annotated[
    str | None,
    typer.Option("--store", help="neo4j://host:7687/database or bolt://…", show_default="$KG_STORE"),
]
At = Annotated[
    str | None,
    typer.Option("--at", help="Where Browser is served.", show_default="port 7474 of the store's host"),
]


@app.command("style", epilog="Example: kg browser style -o build; then drop build/kg.grass onto Neo4j Browser.")
@exits_cleanly
def write_style(folder: Folder = Path(), as_json: Json = False) -> None:
    """Write the style sheet kg.grass: nodes by name and label, edges between actors by quad class.

    Drop the file onto Neo4j Browser 5 (5.24 tried), or let `kg browser open` serve it to :style. GraSS knows labels and
    types only, so nothing is sized by degree. Browser 2025 and later lists no :style (not tried): pick colours there.
    """
    from kg.browser import style

    _write(folder, style.FILE, style.grass().encode(), as_json)


@app.command("guide", epilog="Example: kg browser guide -o build")
@exits_cleanly
def write_guide(folder: Folder = Path(), as_json: Json = False) -> None:
    """Write the guide guide.html: slides from "what is here" through ten questions about whom you choose.

    Browser fetches a guide from a host that it lets in and that allows it (Access-Control-Allow-Origin):
    `kg browser open` serves it so and plays it. :play URL is in Browser 5 and in the manual of 2025 and later (not
    tried there); the preview that comes with 5.24 has none.
    """
    from kg.browser import guide
    from kg.reports.catalog import load

    _write(folder, guide.FILE, guide.guide(load()).encode(), as_json)


@app.command(
    "queries", epilog="Example: kg browser queries -o build; then drop build/kg-queries.zip onto Browser's Favorites."
)
@exits_cleanly
def write_queries(folder: Folder = Path(), as_json: Json = False) -> None:
    """Write kg-queries.zip: every report as a saved query, in a folder a topic.

    Open the Favorites drawer of Neo4j Browser (the star) and drop the zip on it. A report with parameters is two
    entries: run "NAME: parameters", with your values in place of the defaults, then "NAME".
    """
    from kg.browser import queries
    from kg.reports.catalog import load

    _write(folder, queries.FILE, queries.archive(load().values()), as_json)


@app.command("open", epilog="Example: kg browser open --store neo4j://localhost")
@exits_cleanly
def open_browser(
    store: Store = None,
    at: At = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on.", show_default="a free one")] = 0,
    only_link: Annotated[bool, typer.Option("--link", help="Print a link and end; nothing is served.")] = False,
    as_json: Json = False,
) -> None:
    """Open Neo4j Browser on the graph with the guide playing; the first slide offers the style.

    Guide and style are served to this machine alone until Ctrl-C. The link is printed, and opened where there is a
    desktop. Browser asks for the password: no link holds one.
    """
    from kg.browser import guide, links, style
    from kg.browser.server import serving
    from kg.reports.catalog import load
    from kg.settings import default_store

    place = links.place(store or default_store(), at)
    if only_link:
        _show(links.connecting(place), as_json, {})
        return
    _check(place.page)
    reports, files = load(), {style.FILE: style.grass().encode(), guide.FILE: b""}
    with serving(files, port) as address:
        files[guide.FILE] = guide.guide(reports, f"{address}/{style.FILE}").encode()
        served = {"guide": f"{address}/{guide.FILE}", "style": f"{address}/{style.FILE}"}
        try:
            say(f"serving {served['guide']} and {served['style']} until Ctrl-C")
            _show(links.playing(place, served["guide"]), as_json, served)
            _wait()
        except KeyboardInterrupt:
            say("no longer served; what Browser has loaded it keeps")


def show_report(report: Report, values: dict[str, Value], store: str | None, *, as_json: bool) -> None:
    """Prints the link that opens a report in Browser; opens it too where standard output is a terminal.

    UsageError for a store that is no server, and for an actor or place that the graph does not have; StoreError.
    """
    from kg.browser import links
    from kg.graph.store import open_store
    from kg.reports.entities import resolve
    from kg.settings import default_store

    address = store or default_store()
    place = links.place(address)
    with open_store(address) as graph:
        bound, _ = resolve(report.parameters, values, graph)
    _show(links.report(place, report, bound), as_json, {})


def _show(link: str, as_json: bool, served: dict[str, str]) -> None:
    import webbrowser

    typer.echo(json.dumps({"link": link} | served) if as_json else link)
    sys.stdout.flush()
    if sys.stdout.isatty() and not as_json:
        webbrowser.open(link)


def _wait() -> None:
    from threading import Event

    Event().wait()


def _check(page: str) -> None:
    """StoreError unless something answers at the address of Browser."""
    from urllib.request import urlopen

    try:
        urlopen(page, timeout=10).close()
    except (OSError, ValueError):
        raise StoreError(
            f"no Neo4j Browser answers at {page}; is the server running, and is that its HTTP port? --at names another"
        ) from None


def _write(folder: Path, name: str, content: bytes, as_json: bool) -> None:
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
    typer.echo(json.dumps({"path": str(path), "bytes": len(content)}) if as_json else str(path))
