"""Files for `neo4j-admin database import full`: the whole graph with its roll-ups, as loading would have made it.

A file a label or relationship type; the type of each property is in its header. What is not known is an unquoted
nothing, every text is quoted. Aliases are parted by a character that none of them has; an import makes no empty list,
so `after.cypher` does, beside constraints and indexes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.export import kinds
from kg.export.files import text_file
from kg.export.kinds import Kind
from kg.export.reading import GROUPS, Group, Reader
from kg.graph import schema

_TYPES: dict[Kind, str] = {
    "text": "string", "whole": "long", "number": "double", "truth": "boolean", "day": "date", "texts": "string[]",
}  # fmt: skip
_NODES: Mapping[str, tuple[str, ...]] = {
    **schema.NODES,
    "Actor": (*schema.NODES["Actor"], *schema.ACTOR_TALLY.counts, *schema.ACTOR_TALLY.spans),
    **{rollup.label: rollup.properties for rollup in schema.ROLLUPS},
    "Graph": schema.META,
}
PASSES = (*_NODES, *(group.anchor for group in GROUPS))
"""The labels whose nodes are paged through, once for each time."""
_DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", ";", "|", "\u241f", "\u2063")
SCRIPT, AFTER = "import.sh", "after.cypher"
_EMPTY_LISTS = "MATCH (n:Actor) WHERE n.aliases IS NULL SET n.aliases = []"


def write(reader: Reader, folder: Path) -> None:
    """Write the files into a folder, with `import.sh`, which imports them, and `after.cypher`, to be run after it."""
    delimiter = _delimiter(reader)
    for label, names in _NODES.items():
        header = ["id:ID(" + label + ")", *(f"{name}:{_TYPES[kinds.of_node(name)]}" for name in names[1:])]
        with text_file(folder / f"{label}.csv") as file:
            file.write(",".join(header) + "\n")
            for node in reader.nodes(label, names):
                file.write(_line([node.get(name) for name in names], delimiter))
    for group in GROUPS:
        kind = group.types[0]
        names = kind.properties
        header = [f":START_ID({kind.source})", f":END_ID({kind.target})", ":TYPE"]
        header += [f"{name}:{_TYPES[kinds.of_relationship(name)]}" for name in names]
        with text_file(folder / _file_of(group)) as file:
            file.write(",".join(header) + "\n")
            for edge in reader.edges(group):
                values = [edge.source, edge.target, edge.type, *(edge.properties.get(name) for name in names)]
                file.write(_line(values, delimiter))
    with text_file(folder / AFTER) as file:
        file.write("".join(f"{statement};\n" for statement in (*schema.definitions(), _EMPTY_LISTS)))
    with text_file(folder / SCRIPT) as file:
        file.write(f"#!/bin/sh\n# {_WARNING}\n" + 'cd "$(dirname "$0")" || exit\n')
        file.write(f'exec {" ".join(command(delimiter))} "$@"\n')
    (folder / SCRIPT).chmod(0o755)


_WARNING = "Stop the server first. This replaces all that the database neo4j holds."


def command(delimiter: str) -> list[str]:
    """The command that imports the files of the current folder into the database `neo4j`."""
    nodes = [f"--nodes={label}={label}.csv" for label in _NODES]
    relationships = [f"--relationships={_file_of(group)}" for group in GROUPS]
    form = ["--overwrite-destination", "--multiline-fields=true", f"--array-delimiter=U+{ord(delimiter):04X}"]
    return ["neo4j-admin", "database", "import", "full", "neo4j", *form, *nodes, *relationships]


def _file_of(group: Group) -> str:
    return f"{group.types[0].name if len(group.types) == 1 else 'INTERACTION'}.csv"


def _delimiter(reader: Reader) -> str:
    query = "MATCH (a:Actor) WHERE any(name IN a.aliases WHERE name CONTAINS $text) RETURN a.id AS id"
    for each in _DELIMITERS:
        if not reader.store.read(query, {"text": each}, 1).rows:
            return each
    raise KgError("cannot write files for neo4j-admin: the names of actors have every character that could part them")


def _line(values: Sequence[Any], delimiter: str) -> str:
    return ",".join(_cell(value, delimiter) for value in values) + "\n"


def _cell(value: Any, delimiter: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return _quoted(delimiter.join(value))
        case str():
            return _quoted(value)
        case _:
            return str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
