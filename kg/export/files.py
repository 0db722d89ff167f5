"""Files that are there whole or not at all: written beside their place under another name, then moved."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import KgError, UsageError
from kg.records import refuse_devices

STANDARD_OUTPUT = Path("-")


@contextmanager
def text_file(path: Path) -> Iterator[IO[str]]:
    """A UTF-8 file to write into, which takes its place at the end; `-` is standard output.

    UsageError if it cannot be made, KgError if it cannot be written whole.
    """
    if path == STANDARD_OUTPUT:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    with _beside(path) as part:
        try:
            file = part.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}") from None
        with file:
            yield file
            _sync(file)


@contextmanager
def binary_file(path: Path) -> Iterator[Path]:
    """The path of a file to write, which takes its place at the end. Errors are those of `text_file`."""
    if path == STANDARD_OUTPUT:
        raise UsageError("this format cannot be written to standard output; name a file with -o")
    with _beside(path) as part:
        yield part


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A folder to write files into; at the end they take their places in the folder `path`, which may be there.

    UsageError if it cannot be made, KgError if a file cannot be written whole.
    """
    if path == STANDARD_OUTPUT:
        raise UsageError("this format is several files; name a folder with -o")
    if path.exists() and not path.is_dir():
        raise UsageError(f"cannot write {path}: it is a file; name a folder")
    part = _part(path)
    try:
        part.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
    try:
        yield part
        path.mkdir(exist_ok=True)
        for file in sorted(part.iterdir()):
            file.replace(path / file.name)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    refuse_devices(path)
    part = _part(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _part(path: Path) -> Path:
    """Where `path` is written; two processes do not meet there."""
    return path.absolute().with_name(f".{path.absolute().name}.{os.getpid()}.writing")


def _sync(file: IO[str]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _cannot_write(path: Path, error: OSError) -> KgError:
    return KgError(f"cannot write {path}: {error.strerror or error}; nothing of it was kept")
