"""The files of decisions of a corpus: JSON Lines, a decision a line. Lines are added, never changed or taken away."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from filelock import FileLock

from kg.errors import KgError
from kg.ids import slug
from kg.model import Problem
from kg.resolve.decisions import Decision

_decoder = msgspec.json.Decoder(Decision)
_encoder = msgspec.json.Encoder()


def read_decisions(folder: Path, tell: Callable[[Problem], None]) -> Iterator[Decision]:
    """The decisions of a folder, all of them; `kg.resolve.decisions.in_force` says which count. A line that is none
    goes to `tell`."""
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                yield _decoder.decode(line)
            except msgspec.DecodeError as error:
                tell(Problem(file=str(file), line=number, reason=f"no decision: {error}"))


def append(folder: Path, decisions: Iterable[Decision]) -> Path:
    """Add decisions to the file of who decided; when this returns, they are on the disk. All or none are added.
    KgError if they cannot be written."""
    chosen = list(decisions)
    file = folder / f"{slug(chosen[0].by) if chosen[0].by else 'nobody'}.jsonl"
    text = b"".join(_encoder.encode(decision) + b"\n" for decision in chosen)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            _write(file, text)
    except OSError as error:
        raise KgError(f"cannot write {file}: {error.strerror or error}; nothing was decided") from error
    return file


def _write(file: Path, text: bytes) -> None:
    new = not file.exists()
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    try:
        size = os.fstat(handle).st_size
        if size and not _ends_a_line(file):
            text = b"\n" + text  # somebody's editor left the last line open, or a write was cut off
        try:
            if os.write(handle, text) != len(text):
                raise OSError("the disk is full")
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if new and os.name != "nt":
        parent = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)


def _ends_a_line(file: Path) -> bool:
    with file.open("rb") as read:
        read.seek(-1, os.SEEK_END)
        return read.read(1) == b"\n"
