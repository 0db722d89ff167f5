"""The files that `neo4j-admin database import full` reads: one a label or relationship type.

The type of each property is in the header of its file. What is not known is an unquoted nothing, every text is quoted.
Lists are parted by a character that none of their texts has; an import makes no empty list, so `after.cypher` does,
beside constraints and indexes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from kg.errors import KgError
from kg.export import kinds
from kg.export.files import text_file
from kg.export.kinds import Kind
from kg.export.reading import GROUPS, Group
from kg.graph import schema
from kg.graph.schema import Properties

_TYPES: dict[Kind, str] = {
    "text": "string", "whole": "long", "number": "double", "truth": "boolean", "day": "date", "texts": "string[]",
}  # fmt: skip
NODES: Mapping[str, tuple[str, ...]] = {
    **schema.NODES,
    "Actor": (*schema.NODES["Actor"], *schema.ACTOR_TALLY.counts, *schema.ACTOR_TALLY.spans),
    **{rollup.label: rollup.properties for rollup in schema.ROLLUPS},
    "Graph": schema.META,
}
"""The properties of each label, roll-ups included."""
DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", ";", "|", "\u241f", "\u2063")
"""What can part the texts of a list, the likeliest first."""
SCRIPT, AFTER = "import.sh", "after.cypher"
_EMPTY_LISTS = "MATCH (n:Actor) WHERE n.aliases IS NULL CALL (n) { SET n.aliases = [] } IN TRANSACTIONS OF 10000 ROWS"
_NONE_PARTS = "cannot write files for neo4j-admin: the names of actors have every character that could part them"
_WARNING = "Stop the server first. This replaces all that the database neo4j holds."


class DelimiterError(KgError):
    """A text of a list holds the character that is to part it."""


class ImportFiles:
    """The files of a folder, open to be written; a context manager. `import.sh` imports them, `after.cypher` is to be
    run after it."""

    def __init__(self, folder: Path, delimiter: str) -> None:
        self._folder = folder
        self._delimiter = delimiter
        self._open = ExitStack()
        self._nodes: dict[str, IO[str]] = {}
        self._edges: dict[str, tuple[IO[str], tuple[str, ...]]] = {}

    def __enter__(self) -> ImportFiles:
        with ExitStack() as opened:
            for label, names in NODES.items():
                header = ["id:ID(" + label + ")", *(f"{name}:{_TYPES[kinds.of_node(name)]}" for name in names[1:])]
                self._nodes[label] = self._begun(opened, f"{label}.csv", header)
            for group in GROUPS:
                kind = group.types[0]
                header = [f":START_ID({kind.source})", f":END_ID({kind.target})", ":TYPE"]
                header += [f"{name}:{_TYPES[kinds.of_relationship(name)]}" for name in kind.properties]
                file = self._begun(opened, _file_of(group), header)
                self._edges |= {each.name: (file, kind.properties) for each in group.types}
            _write_commands(self._folder, self._delimiter)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def node(self, label: str, row: Properties) -> None:
        """DelimiterError if a text of a list cannot be told from its neighbours."""
        self._nodes[label].write(self._line([row.get(name) for name in NODES[label]]))

    def edge(self, kind: str, source: str, target: str, properties: Properties) -> None:
        """DelimiterError as above."""
        file, names = self._edges[kind]
        file.write(self._line([source, target, kind, *(properties.get(name) for name in names)]))

    def _begun(self, opened: ExitStack, name: str, header: Sequence[str]) -> IO[str]:
        file = opened.enter_context(text_file(self._folder / name))
        file.write(",".join(header) + "\n")
        return file

    def _line(self, values: Sequence[Any]) -> str:
        return ",".join(map(self._cell, values)) + "\n"

    def _cell(self, value: Any) -> str:
        match value:
            case None:
                return ""
            case str():
                return _quoted(value)
            case bool():
                return "true" if value else "false"
            case list():
                if any(self._delimiter in text for text in value):
                    raise DelimiterError(_NONE_PARTS)
                return _quoted(self._delimiter.join(value))
            case _:
                return str(value)


def command(delimiter: str) -> list[str]:
    """The command that imports the files of the current folder into the database `neo4j`."""
    nodes = [f"--nodes={label}={label}.csv" for label in NODES]
    relationships = [f"--relationships={_file_of(group)}" for group in GROUPS]
    form = ["--overwrite-destination", "--multiline-fields=true", f"--array-delimiter=U+{ord(delimiter):04X}"]
    return ["neo4j-admin", "database", "import", "full", "neo4j", *form, *nodes, *relationships]


def _write_commands(folder: Path, delimiter: str) -> None:
    with text_file(folder / AFTER) as file:
        file.write("".join(f"{statement};\n" for statement in (*schema.definitions(), _EMPTY_LISTS)))
    with text_file(folder / SCRIPT) as file:
        file.write(f"#!/bin/sh\n# {_WARNING}\n" + 'cd "$(dirname "$0")" || exit\n')
        file.write(f'exec {" ".join(command(delimiter))} "$@"\n')
    (folder / SCRIPT).chmod(0o755)


def _file_of(group: Group) -> str:
    return f"{group.types[0].name if len(group.types) == 1 else 'INTERACTION'}.csv"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
