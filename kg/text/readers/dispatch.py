"""Which reader reads what, and that nothing which goes wrong in one of them stops the run."""

from __future__ import annotations

import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.model import Problem
from kg.text.readers import archives, json_values, paged, plain, tables
from kg.text.readers.budget import peekable
from kg.text.readers.files import find_files
from kg.text.readers.kinds import Kind, kind_of, kind_of_standard_input
from kg.text.readers.reading import Item, Reading, Source
from kg.text.readers.words import short

STDIN = "-"

Reader = Callable[[Source, Reading], Iterator[Item]]


def _warc(source: Source, reading: Reading) -> Iterator[Item]:
    from kg.text.readers import warc

    yield from warc.read(source, reading)


READERS: dict[Kind, Reader] = {
    "plain": plain.read,
    "json_lines": json_values.read_lines,
    "json": json_values.read_file,
    "html": paged.read_html,
    "feed": paged.read_feed,
    "table": tables.read,
    "parquet": paged.read_parquet,
    "warc": _warc,
    "mail": paged.read_mail,
    "pdf": paged.read_pdf,
    "zip": archives.read_zip,
    "gzip": archives.read_gzip,
    "zstd": archives.read_zstd,
}


def read_path(path: Path | str, reading: Reading) -> Iterator[Item]:
    """What is at `path`: a file, the files of a folder, or standard input."""
    if str(path) == STDIN:
        stream = peekable(sys.stdin.buffer)
        kind = kind_of_standard_input(_head(stream))
        yield from _guarded(Source("<stdin>", "stdin", "", stream), reading, kind)
        return
    for file in find_files(Path(path)):
        if isinstance(file, Problem):
            yield file
            continue
        try:
            with file.path.open("rb") as opened:
                source = Source(str(file.path), file.name, file.path.suffix.lower(), cast(BinaryIO, opened), file.path)
                yield from _guarded(source, reading, file.kind)
        except OSError as error:
            yield Problem(file=str(file.path), line=None, reason=f"cannot be read: {error.strerror or error}")


def read_inside(source: Source, reading: Reading) -> Iterator[Item]:
    """What an archive holds."""
    kind = kind_of(source.suffix, _head(source.stream))
    if kind is not None:
        yield from _guarded(source, reading, kind)


def _guarded(source: Source, reading: Reading, kind: Kind) -> Iterator[Item]:
    """What the reader of its kind finds, and in the end the reason why it went no further, if it did not."""
    try:
        yield from READERS[kind](source, reading)
    except (InputError, OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        yield source.problem(archives.why(error))
    except Exception as error:  # whatever a broken file makes a library raise: the next file is not to blame
        yield source.problem(f"cannot be read: {short(f'{type(error).__name__}: {error}', 120)}")


def _head(stream: BinaryIO) -> bytes:
    return bytes(stream.peek(4_096)[:4_096])  # type: ignore[attr-defined]
