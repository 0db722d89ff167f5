"""Event records as JSON Lines: reading them, and a journal that survives being stopped at any point."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from kg.errors import KgError, UsageError
from kg.model import Article, ArticleRecord, Problem

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(ArticleRecord)


def read_records(paths: Iterable[Path]) -> Iterator[ArticleRecord | Problem]:
    """The records of JSON Lines files; a line that is none, or that has a date of no calendar, comes out as a Problem.
    UsageError if a file cannot be read."""
    for path in paths:
        try:
            with path.open("rb") as file:
                for number, raw in enumerate(file, 1):
                    if raw.strip():
                        yield _record(raw, path, number)
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}") from error


def _record(raw: bytes, path: Path, number: int) -> ArticleRecord | Problem:
    try:
        record = _decoder.decode(raw)
        check_dates(record)
    except ValueError as error:
        return Problem(file=str(path), line=number, reason=f"no event record: {error}")
    return record


def check_dates(record: ArticleRecord) -> None:
    """Raises ValueError for a date that is in no calendar."""
    days = [record.published, *(day for e in record.events if e.date for day in (e.date.start, e.date.end))]
    for day in filter(None, days):
        date.fromisoformat(day)


class Journal:
    """A JSON Lines file that grows by one record at a time and says what it holds already.

    Each record is written whole and at once; a line that a kill or a full disk cut off is dropped when the journal
    is opened again. `digests` has the digest of the last record of each article. Use it as a context manager.
    """

    def __init__(self, path: Path) -> None:
        """KgError if the file cannot be read or written, UsageError if it is a device or a folder."""
        refuse_devices(path)
        self.path = path
        self.digests: dict[str, str] = {}
        self._places: dict[str, int] = {}
        self._lines = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = path.open("a+b")
            self._recover()
        except OSError as error:
            raise _cannot_write(path, error) from error

    def _recover(self) -> None:
        """Index the records; cut off what follows the last whole line."""
        self._file.seek(0)
        while True:
            place = self._file.tell()
            raw = self._file.readline()
            if not raw:
                return
            if not raw.endswith(b"\n"):
                self._file.truncate(place)
                return
            try:
                record = _decoder.decode(raw)
            except msgspec.DecodeError:
                continue
            self._index(record, place)

    def _index(self, record: ArticleRecord, place: int) -> None:
        self.digests[record.id], self._places[record.id] = record.digest, place
        self._lines += 1

    def add(self, record: ArticleRecord) -> None:
        """Append a record. KgError if the disk is full; what was written before is kept."""
        try:
            place = self._file.seek(0, os.SEEK_END)
            self._file.write(_encoder.encode(record) + b"\n")
            self._file.flush()
        except OSError as error:
            raise _cannot_write(self.path, error) from error
        self._index(record, place)

    def records(self, ids: Iterable[str]) -> Iterator[ArticleRecord]:
        """The last record of each of these articles, in this order."""
        for key in ids:
            self._file.seek(self._places[key])
            yield _decoder.decode(self._file.readline())

    @property
    def superseded(self) -> int:
        """How many records were replaced by later ones."""
        return self._lines - len(self._places)

    def write(self, target: Path, ids: Iterable[str]) -> None:
        """The last records of these articles as a file of their own: all of it, or nothing."""
        write_lines(target, map(_encoder.encode, self.records(ids)))

    def close(self) -> None:
        """Let go of the file; records that later ones replaced are left out of it from now on."""
        if self.superseded:
            self.write(self.path, sorted(self._places, key=lambda key: self._places[key]))
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            with suppress(OSError):  # on a full disk the half line that is still held has no place
                self._file.close()


def refuse_devices(path: Path) -> None:
    """UsageError for a path that is there and no file, as what is written whole would take its place, and for "-": what
    is there whole or not at all is no stream."""
    if path == Path("-"):
        raise UsageError("cannot write records to standard output; name a file")
    if path.exists() and not path.is_file():
        raise UsageError(f"cannot write {path}: it is a folder or a device; name a file")


def write_lines(target: Path, lines: Iterable[bytes]) -> None:
    """Write lines as a file: all of it, or nothing. KgError if it cannot be written, UsageError if it is no file."""
    refuse_devices(target)
    part = target.with_name(target.name + ".writing")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            for each in lines:
                file.write(each + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _cannot_write(path: Path, error: OSError) -> KgError:
    return KgError(f"cannot write {path}: {error.strerror}; what was done before is kept, run again to go on")


def code_missing(
    articles: Iterable[Article | Problem],
    journal: Journal,
    digest: Callable[[Article], str],
    code: Callable[[Iterable[Article]], Iterator[ArticleRecord]],
    tell: Callable[[Problem], None],
    done: Callable[[ArticleRecord], None],
) -> list[str]:
    """Code the articles that the journal does not hold yet; the ids of all of them, in their order.

    A problem goes to `tell`; a record that was coded now, to `done`.
    """
    ids: list[str] = []

    def missing() -> Iterator[Article]:
        for article in articles:
            if isinstance(article, Problem):
                tell(article)
                continue
            ids.append(article.id)
            if journal.digests.get(article.id) != digest(article):
                yield article

    for record in code(missing()):
        journal.add(record)
        done(record)
    return ids
