"""`kg ontology`: the codebook on the command line."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import typer

from kg.cli_errors import exits_cleanly

ONTOLOGY_EPILOG = "Example: kg ontology CONSULT/visit, kg ontology 042, kg ontology diplomatic"


@exits_cleanly
def ontology(
    code: Annotated[
        str | None,
        typer.Argument(
            help="A PLOVER type (CONSULT), a mode (visit, CONSULT/visit), a context (diplomatic), a CAMEO code (042).",
            show_default="all types",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array of entries on standard output.")] = False,
) -> None:
    """What the codes of an event mean. Without CODE: the PLOVER types by quad class, with definition and modes. With
    one: definition, an example, what it is not and which type that is, quad class, Goldstein value, modes, contexts,
    and the crosswalk between CAMEO and PLOVER both ways."""
    import msgspec

    from kg import codebook

    entries = codebook.overview() if code is None else codebook.look_up(code)
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(entries), indent=2).decode() + "\n")
        return
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    sys.stdout.write((codebook.table if code is None else codebook.as_text)(entries, width) + "\n")
