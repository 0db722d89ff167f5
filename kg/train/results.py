"""Figures of training runs in a JSON Lines file, so that a study that was stopped does not train twice."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from kg import ids


class Result(Struct, frozen=True, kw_only=True):
    """What one run came to; `key` is a digest of everything that decides it, `seconds` what it took to train."""

    key: str
    name: str
    sentences: int
    seconds: float
    figures: dict[str, float]


def key_of(*parts: object) -> str:
    """A digest of records, texts and numbers."""
    return ids.digest(*(msgspec.json.encode(part).decode() for part in parts))


class Results:
    """The results in a file, by their keys. A line that is no result, such as one that a stop cut off, is left out."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._done: dict[str, Result] = {}
        text = file.read_bytes() if file.exists() else b""
        self._torn = not text.endswith(b"\n") and bool(text)
        for line in text.splitlines():
            try:
                result = msgspec.json.decode(line, type=Result)
            except msgspec.DecodeError:
                continue
            self._done[result.key] = result

    def get(self, key: str) -> Result | None:
        """What a run came to, if it is done."""
        return self._done.get(key)

    def add(self, result: Result) -> None:
        """Append a result, in a folder that is made if it is missing."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as file:
            file.write((b"\n" if self._torn else b"") + msgspec.json.encode(result) + b"\n")
        self._torn = False
        self._done[result.key] = result
