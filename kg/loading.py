"""What graphs are made of, in any form: event records as JSON Lines or Parquet, corpus folders, and exported graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg.corpus.corpus import is_corpus, reading
from kg.errors import UsageError
from kg.graph import schema
from kg.model import ArticleRecord, Problem
from kg.records import read_records, write_lines

if TYPE_CHECKING:
    from kg.graph.rows import ArticleRows

_PARQUET = ".parquet"
_LINE = 1_000_000
"""Bytes of the longest line that is taken for a node."""


def read_graphs(paths: Iterable[Path], tell: Callable[[Problem], None]) -> Iterator[ArticleRecord | ArticleRows]:
    """What `Store.load` takes, of files of records, corpora, and graphs that `kg export parquet` or `jsonl` wrote; a
    problem goes to `tell`. UsageError if a path cannot be read."""
    for path in paths:
        if is_corpus(path):
            from kg.corpus.resolving import resolved_rows

            with reading(path) as corpus:
                if not corpus.settled.is_settled():
                    raise UsageError(f"a build of {path} was stopped; end it by kg build first")
                for _, rows in resolved_rows(corpus, corpus.manifest.ids()):
                    yield rows
        elif path.is_dir():
            from kg.export import parquet_graph

            yield from parquet_graph.read(path)
        elif _is_graph(path):
            from kg.export import json_graph

            yield from json_graph.read(path)
        else:
            yield from read_all([path], tell)


def read_all(paths: Iterable[Path], tell: Callable[[Problem], None]) -> Iterator[ArticleRecord]:
    """The records of files, and those of corpora as they were coded; a problem goes to `tell`. UsageError if one cannot
    be read."""
    for path in paths:
        if is_corpus(path):
            with reading(path) as corpus:
                yield from corpus.records()
            continue
        for item in _parquet(path) if is_parquet(path) else read_records([path]):
            if isinstance(item, Problem):
                tell(item)
            else:
                yield item


def write_records(output: Path, records: Iterable[ArticleRecord], step: Callable[[], None]) -> int:
    """Write records into a file, Parquet by its ending, else JSON Lines, and count them: all of it, or nothing.
    UsageError or KgError if it cannot be written."""
    count = 0

    def counted() -> Iterator[ArticleRecord]:
        nonlocal count
        for record in records:
            yield record
            count += 1
            step()

    if is_parquet(output):
        from kg.export import parquet_records
        from kg.export.files import binary_file

        with binary_file(output) as part:
            parquet_records.write(part, counted())
    else:
        write_lines(output, map(msgspec.json.Encoder().encode, counted()))
    return count


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet, by its ending."""
    return path.suffix.lower() == _PARQUET


def _is_graph(path: Path) -> bool:
    """Whether the first line of a file is a node. What is no plain file can be read only once."""
    if not path.is_file() or is_parquet(path):
        return False
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.readline(_LINE), type=_Node).label in schema.NODES
    except (OSError, ValueError):
        return False


class _Node(msgspec.Struct):
    label: str


def _parquet(path: Path) -> Iterator[ArticleRecord | Problem]:
    from kg.export import parquet_records

    return parquet_records.read(path)
