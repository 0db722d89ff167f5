"""Archives: what is in a ZIP, what is compressed. Nothing is unpacked to the disk; a member is read as a stream."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import IO, BinaryIO, Protocol, cast

from kg.errors import InputError
from kg.model import Problem
from kg.text.readers.budget import Budget, Earning, counted, peekable
from kg.text.readers.files import is_passed_over, of_other_kinds
from kg.text.readers.kinds import KINDS, kind_of
from kg.text.readers.names import inner_path, without_suffix
from kg.text.readers.reading import Item, Reading, Source
from kg.text.readers.words import short

_IN_MEMORY = 16_000_000
_ENCRYPTED = 0x1
_SUFFIXES = (".gz", ".gzip", ".zst", ".zstd")


class _Reads(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read_zip(source: Source, reading: Reading) -> Iterator[Item]:
    """The members of a ZIP in the order of their names, each by its kind."""
    _check_depth(source, reading)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool, _seekable(source, spool) as whole:
        size = whole.seek(0, 2)
        outer = source.depth == 0
        budget = Budget(reading.limits.free + reading.limits.ratio * size) if outer else reading.budget
        with zipfile.ZipFile(whole) as archive:
            members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
            if len(members) > reading.limits.members:
                raise InputError(f"{len(members)} files in one archive; the limit is {reading.limits.members}")
            yield from _members(source, replace(reading, budget=budget), archive, members)


def read_gzip(source: Source, reading: Reading) -> Iterator[Item]:
    """What was compressed by gzip, one file."""
    yield from _compressed(source, reading, lambda stream: gzip.GzipFile(fileobj=stream))


def read_zstd(source: Source, reading: Reading) -> Iterator[Item]:
    """What was compressed by Zstandard, one file."""
    import zstandard

    # a window of more than 128 MB would take that much memory
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    yield from _compressed(source, reading, lambda stream: reader.stream_reader(stream, read_across_frames=True))


def _compressed(source: Source, reading: Reading, opened: Callable[[BinaryIO], _Reads]) -> Iterator[Item]:
    _check_depth(source, reading)
    budget, raw = reading.budget, source.stream
    if source.depth == 0:
        budget = Budget(reading.limits.free)
        raw = cast(BinaryIO, Earning(source.stream, budget, reading.limits.ratio))
    stream = peekable(counted(opened(raw), budget))
    inner = PurePath(source.name if source.suffix in _SUFFIXES else f"{source.name}{source.suffix}")
    suffix = inner.suffix.lower()
    if kind_of(suffix, _head(stream)) is None:
        raise InputError(f"what it holds is not a kind of file that kg reads ({KINDS})")
    shown = f"{source.file}!{inner.name}"
    inside = Source(shown, without_suffix(inner), suffix, stream, depth=source.depth + 1)
    yield from reading.inside(inside, replace(reading, budget=budget))


def _members(
    source: Source, reading: Reading, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[Item]:
    found = others = 0
    for member in members:
        path = inner_path(member.filename)
        if is_passed_over(path) or "__MACOSX" in path.parts:
            continue
        shown = f"{source.file}!{short(member.filename, 200)}"
        try:
            if member.flag_bits & _ENCRYPTED:
                raise InputError("encrypted")
            with archive.open(member) as opened:
                stream = peekable(counted(opened, reading.budget))
                suffix = path.suffix.lower()
                if kind_of(suffix, _head(stream)) is None:
                    others += 1
                    continue
                found += 1
                inside = Source(shown, f"{source.name}/{without_suffix(path)}", suffix, stream, depth=source.depth + 1)
                yield from reading.inside(inside, reading)
        except (InputError, OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
            found += 1
            yield Problem(file=shown, line=None, reason=why(error))
        if reading.budget.spent > reading.budget.allowed:
            raise InputError("expands to far more than articles do (an archive bomb?); the rest of it is passed over")
    if not found:
        yield source.problem(f"an archive without articles ({KINDS})")
    if others:
        yield source.problem(of_other_kinds(others), set_aside=False)


def why(error: Exception) -> str:
    """In words, why bytes cannot be read."""
    if isinstance(error, InputError):
        return str(error)
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"cannot be read: {short(said, 120)}"


def _check_depth(source: Source, reading: Reading) -> None:
    if source.depth >= reading.limits.depth:
        raise InputError(f"nested more than {reading.limits.depth} archives deep")


def _head(stream: BinaryIO) -> bytes:
    return bytes(stream.peek(4_096)[:4_096])  # type: ignore[attr-defined]


def _seekable(source: Source, spool: IO[bytes]) -> IO[bytes]:
    """The file itself, or a copy of what comes as a stream."""
    if source.path is not None and source.depth == 0:
        return source.path.open("rb")
    while piece := source.stream.read(1 << 20):
        spool.write(piece)
    spool.seek(0)
    return spool
