"""Shards: Parquet files of records with the articles that they are of, each written whole or not at all and never
changed afterwards.

A record waits in the manifest until there are enough for a shard, or the run ends. Of a shard, the rows that are the
present record of an article count; `tidy` writes what is left of thinned and of small shards into new ones.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from kg.corpus.kept import unpacked
from kg.corpus.manifest import Manifest, Place
from kg.errors import DataError, KgError
from kg.model import Article, ArticleRecord

ROWS = 1_000
"""Records of a full shard."""
SMALL = 20
"""So many shards that are less than half full are put together."""

_NAME = re.compile(r"(\d{8})\.parquet")
_Row = tuple[str, ArticleRecord, bytes | None]
"""The id of an article, its record, and what was coded."""
_decoder = msgspec.json.Decoder(ArticleRecord)


class Shards:
    """The folder `records/` of a corpus, kept in step with its manifest."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self._manifest = manifest

    def recover(self) -> None:
        """Remove files that no run came to note: a run was stopped between writing a shard and saying so, or between
        putting shards together and removing them."""
        known = {self.path(number) for number in self._manifest.shard_numbers()}
        for file in self.folder.iterdir():
            if file not in known and (_NAME.fullmatch(file.name) or file.suffix == ".writing"):
                file.unlink()

    def write_waiting(self, *, all_of_it: bool) -> None:
        """Write full shards of the records that wait; or all of them, at the end of a run. KgError if the disk is
        full: they go on waiting."""
        while (waiting := self._manifest.waiting(ROWS)) and (all_of_it or len(waiting) == ROWS):
            self._write([(key, _decoder.decode(raw), article) for key, raw, article in waiting])

    def tidy(self) -> None:
        """Put small shards together, and write anew what is left of those of which most was replaced."""
        rows = self._manifest.shards()
        small = [number for number, (_, live) in rows.items() if 2 * live < ROWS]
        dead = [number for number in small if 2 * rows[number][1] < rows[number][0]]
        if len(small) < SMALL and not dead:
            return
        chosen = small if len(small) >= SMALL else dead
        page: list[_Row] = []
        for row in self._live(chosen):
            page.append(row)
            if len(page) == ROWS:
                self._write(page)
                page = []
        if page:
            self._write(page)
        with self._manifest.writing():
            self._manifest.forget_shards(chosen)
        for number in chosen:
            self.path(number).unlink(missing_ok=True)

    def records(self, ids: Iterable[str]) -> Iterator[ArticleRecord]:
        """The records of articles in the order of `ids`; those that follow each other in a shard are read at once.
        DataError if a shard is missing or damaged."""
        page: list[tuple[str, int]] = []
        shard = -1
        for key in ids:
            place = self._manifest.place_of(key)
            number = place.shard if isinstance(place, Place) else -1
            if page and (number != shard or len(page) == ROWS):
                yield from self._rows(shard, page)
                page = []
            shard = number
            if isinstance(place, Place):
                page.append((key, place.row))
            elif place is not None:
                yield _decoder.decode(place)
        yield from self._rows(shard, page)

    def articles(self, ids: Iterable[str]) -> Iterator[Article]:
        """What was coded of articles, as far as it was kept; those that follow each other in a shard are read at once.
        DataError if a shard is missing or damaged."""
        page: list[int] = []
        shard = -1
        for key in ids:
            place = self._manifest.place_of(key)
            number = place.shard if isinstance(place, Place) else -1
            if page and (number != shard or len(page) == ROWS):
                yield from self._articles(shard, page)
                page = []
            shard = number
            if isinstance(place, Place):
                page.append(place.row)
            elif (waits := self._manifest.waiting_article(key)) is not None:
                yield unpacked(waits)
        if page:
            yield from self._articles(shard, page)

    def _articles(self, number: int, rows: Sequence[int]) -> Iterator[Article]:
        from kg.export import parquet_records

        found = parquet_records.kept(self.path(number), set(rows))
        for row in rows:
            if (article := found.get(row)) is not None:
                yield unpacked(article)

    def path(self, number: int) -> Path:
        return self.folder / f"{number:08}.parquet"

    def _live(self, numbers: Sequence[int]) -> Iterator[_Row]:
        from kg.export import parquet_records

        for number in numbers:
            rows = self._manifest.rows_of(number)
            kept = parquet_records.kept(self.path(number), rows)
            records = self._rows(number, [(key, row) for row, key in rows.items()])
            for (row, key), record in zip(rows.items(), records, strict=True):
                yield key, record, kept.get(row)

    def _rows(self, number: int, wanted: Sequence[tuple[str, int]]) -> Iterator[ArticleRecord]:
        """Rows of a shard, in the order asked."""
        if not wanted:
            return
        from kg.export import parquet_records

        found = parquet_records.rows(self.path(number), {row for _, row in wanted})
        for key, row in wanted:
            if row not in found or found[row].id != key:
                raise DataError(f"{self.path(number)}: has not the record of {key}; restore the file, or build anew")
            yield found[row]

    def _write(self, records: Sequence[_Row]) -> None:
        from kg.export import parquet_records

        number = 1 + max(self._manifest.shard_numbers(), default=0)
        target = self.path(number)
        part = target.with_suffix(".writing")
        try:
            parquet_records.write_with(part, ((record, article) for _, record, article in records))
            _to_disk(part)
            size = part.stat().st_size
            part.replace(target)
            _to_disk(self.folder)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            reason = error.strerror or error
            raise KgError(f"cannot write {target}: {reason}; what was done before is kept, run again") from error
        with self._manifest.writing():
            self._manifest.note_shard(number, (key for key, _, _ in records), size)


def _to_disk(path: Path) -> None:
    """What was written is on the disk, whatever happens to the machine. Windows has no such thing for folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
