"""The header of a Cypher file: comment lines `// KEY: VALUE` before the query.

A line of `//` and three or more spaces goes on with the value above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

_ITEM = re.compile(r"// (\w+): (\S.*)")
_MORE = re.compile(r"// {3,}(\S.*)")


class Line(Struct, frozen=True):
    """One item; `number` is that of its first line in the file."""

    number: int
    key: str
    value: str


class Header(Struct, frozen=True):
    """The items, the query below them, and the number of the query's first line."""

    lines: tuple[Line, ...]
    query: str
    first: int

    def of(self, key: str) -> list[Line]:
        """The items of a key, in order."""
        return [line for line in self.lines if line.key == key]

    def once(self, key: str) -> Line | None:
        """The one item of a key, if it is there. Raises Wrong where it is there twice."""
        found = self.of(key)
        if len(found) > 1:
            raise Wrong(found[1].number, f"{key} is given twice")
        return found[0] if found else None

    def required(self, key: str) -> str:
        """The value of a key that must be there once. Raises Wrong."""
        line = self.once(key)
        if line is None:
            raise Wrong(1, f"the header has no {key}")
        return line.value


class Wrong(Exception):
    """What is wrong with a file, and in which line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def split(text: str, keys: Sequence[str]) -> Header:
    """A file's header and query. Raises Wrong for a header line that is none, or has another key than `keys`."""
    lines: list[Line] = []
    rows = text.splitlines()
    at = 0
    for at, row in enumerate([*rows, ""], 1):
        if not row.startswith("//"):
            break
        more, item = _MORE.fullmatch(row), _ITEM.fullmatch(row)
        if more and lines:
            lines[-1] = Line(lines[-1].number, lines[-1].key, f"{lines[-1].value} {more[1].strip()}")
        elif item and item[1] in keys:
            lines.append(Line(at, item[1], item[2].strip()))
        else:
            raise Wrong(at, f"a header line is '// KEY: VALUE' with one of the keys {', '.join(keys)}")
    rest = "\n".join(rows[at - 1 :])
    return Header(tuple(lines), rest.strip(), at + len(rest) - len(rest.lstrip("\n")))
