"""The command `kg serve`: a local page over one graph."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kg.cli_errors import exits_cleanly, say

SERVE_EPILOG = "Example: kg serve --store kg.db --open"


@exits_cleanly
def serve(
    store: Annotated[
        str | None,
        typer.Option("--store", help="A path, or neo4j://host:7687/database.", show_default="$KG_STORE or kg.db"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port to listen on.", show_default="8474, or a free one if it is taken"),
    ] = None,
    no_token: Annotated[
        bool,
        typer.Option(
            "--no-token", help="Ask for no token: every user and program of this machine may then read the graph."
        ),
    ] = False,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser, too.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that the queries of one page may take.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="The address as JSON, for programs.")] = False,
) -> None:
    """Serve the reports as pages to this machine alone, until Ctrl-C.

    Pick a report, fill in its parameters, see chart, rows and evidence, click an actor, place or event through to its
    page, look at a neighbourhood as a graph, keep the rows as CSV, JSON, Markdown or one HTML page. The graph is only
    read. The page listens on 127.0.0.1; the address that is printed holds a token that is new each time.
    """
    from kg.serve.run import Server
    from kg.settings import default_store

    with Server(store or default_store(), port, token=not no_token, seconds=timeout) as server:
        sys.stdout.write((json.dumps({"address": server.address}) if as_json else server.address) + "\n")
        sys.stdout.flush()
        say(f"serving {server.store} to this machine until Ctrl-C")
        if open_page:
            import webbrowser

            webbrowser.open(server.address)
        server.run()
    say("stopped")
