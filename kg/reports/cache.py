"""Rows that an algorithm worked out, kept for the version of the graph that they were worked out from.

A file an answer, in the user's cache folder; who has the folder has the names in it. What cannot be read or written
there is worked out again: a cache is no reason to fail.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from kg.ids import digest

KEPT = 200
"""So many answers are kept; the oldest go first."""

Rows = list[tuple[Any, ...]]


class Cache:
    """Answers in a folder, which is made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Rows] = {}

    def get(self, key: str) -> Rows | None:
        """The rows that were kept under a key of `key_of`, if they are there."""
        if key not in self._known:
            with contextlib.suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
                self._known[key] = msgspec.msgpack.decode(self._path(key).read_bytes(), type=list[tuple[Any, ...]])
        return self._known.get(key)

    def put(self, key: str, rows: Rows) -> None:
        """Keep `rows`: values of JSON, no dates."""
        self._known[key] = rows
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(msgspec.msgpack.encode(rows))
            Path(file.name).replace(self._path(key))
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        files = sorted(self._folder.glob("*.rows"), key=lambda path: path.stat().st_mtime)
        for path in files[:-KEPT]:
            path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.rows"


def key_of(version: str, algorithm: str, query: str, values: dict[str, Any]) -> str:
    """What an answer depends on, as a digest: the versions of the graph and of the algorithm, query and parameters."""
    told = sorted((name, repr(value)) for name, value in values.items())
    return digest(version, algorithm, query, repr(told), length=32)
