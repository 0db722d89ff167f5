"""The commands about the installation: `kg schema`, `kg doctor`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kg.cli_errors import exits_cleanly

SCHEMA_EPILOG = "Example: kg schema > event-record.schema.json"
DOCTOR_EPILOG = "Example: kg doctor --store neo4j://localhost:7687"

Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


@exits_cleanly
def schema(
    what: Annotated[
        str, typer.Argument(help="record (a line that extraction writes) or article (a line it reads).")
    ] = "record",
) -> None:
    """The JSON Schema of the event records, made from the classes that the code itself uses."""
    from typing import Any

    import msgspec

    from kg.errors import UsageError
    from kg.model import Article, ArticleRecord

    classes: dict[str, Any] = {"record": ArticleRecord, "article": Article}
    if what not in classes:
        raise UsageError(f"no schema of {what!r}; there are {', '.join(classes)}")
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(classes[what])
    sys.stdout.write(json.dumps(document, indent=2) + "\n")


@exits_cleanly
def doctor(
    store: Annotated[
        str | None, typer.Option("--store", help="A store to try, too.", show_default="$KG_STORE or kg.db")
    ] = None,
    as_json: Json = False,
) -> None:
    """What is installed and reachable, and what to do about what is not. Exit code 3 if the store cannot be used, 1 if
    something else that kg needs is missing."""
    from kg.doctor import examine
    from kg.settings import default_store

    findings = examine(store or default_store())
    if as_json:
        sys.stdout.write(json.dumps([f._asdict() for f in findings], indent=2) + "\n")
    else:
        for finding in findings:
            mark = "ok     " if finding.ok else "MISSING" if finding.needed else "absent "
            sys.stdout.write(f"{mark} {finding.what}: {finding.says}\n")
    failed = [f for f in findings if f.needed and not f.ok]
    raise typer.Exit(3 if any(f.what == "store" for f in failed) else 1 if failed else 0)
