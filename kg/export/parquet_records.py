"""Event records as Parquet, and back: a row an article, nested as in the JSON Lines; the types come from the records.

DuckDB reads it as it is (`SELECT id, UNNEST(events) FROM 'records.parquet'`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import inspect

from kg.errors import DataError, UsageError
from kg.export import nested
from kg.model import ArticleRecord, Problem
from kg.records import check_dates

_KEPT = "kept"
_ROWS = 500
"""Articles that are written or read at a time."""
_FEW = 4
"""Of a group of rows, less than one in so many is picked out before it is converted."""


def write(path: Path, records: Iterable[ArticleRecord]) -> int:
    """Write records into a file and count them."""
    left, count = iter(records), 0
    with pq.ParquetWriter(path, _form(), compression="zstd") as writer:
        while page := list(islice(left, _ROWS)):
            writer.write_table(pa.Table.from_pylist([msgspec.to_builtins(each) for each in page], _form()))
            count += len(page)
    return count


def write_with(path: Path, records: Iterable[tuple[ArticleRecord, bytes | None]]) -> None:
    """Write records into a file, each with bytes that belong to it, in a column of their own (`kept`)."""
    left = iter(records)
    form = _form().append(pa.field(_KEPT, pa.binary()))
    with pq.ParquetWriter(path, form, compression="zstd") as writer:
        while page := list(islice(left, _ROWS)):
            values = [msgspec.to_builtins(record) | {_KEPT: kept} for record, kept in page]
            writer.write_table(pa.Table.from_pylist(values, form))


def kept(path: Path, wanted: Container[int]) -> dict[int, bytes | None]:
    """The bytes that belong to these rows of a file, counted from 0. DataError if the file cannot be read."""
    try:
        with pq.ParquetFile(path) as file:
            found = file.read([_KEPT]).column(0).to_pylist() if _KEPT in file.schema_arrow.names else []
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{path}: cannot be read: {' '.join(str(error).split())}; restore it") from None
    return {row: value for row, value in enumerate(found) if row in wanted}


def read(path: Path) -> Iterator[ArticleRecord | Problem]:
    """The records of a file; a row that is none, or that has a date of no calendar, comes out as a Problem.
    UsageError if the file cannot be read or is no Parquet."""
    try:
        with pq.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist(maps_as_pydicts="strict"):
                    number += 1
                    yield _record(row, path, number)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    except pa.ArrowException as error:
        raise UsageError(f"cannot read {path}: {' '.join(str(error).split())}") from None


def rows(path: Path, wanted: Container[int]) -> dict[int, ArticleRecord]:
    """These rows of a file, counted from 0; groups of rows that have none of them are passed over. DataError if the
    file cannot be read, or holds something else."""
    found: dict[int, ArticleRecord] = {}
    try:
        state = path.stat()
        with pq.ParquetFile(path) as file:
            first = 0
            for group in range(file.num_row_groups):
                after = first + file.metadata.row_group(group).num_rows
                chosen = [row for row in range(first, after) if row in wanted]
                if chosen:
                    table = _group(path, (state.st_ino, state.st_size, state.st_mtime_ns), group)
                    if len(chosen) * _FEW < after - first:
                        values = list(nested.rows(table.take([row - first for row in chosen])))
                    else:
                        of_group = list(nested.rows(table))
                        values = [of_group[row - first] for row in chosen]
                    found.update(zip(chosen, msgspec.convert(values, list[ArticleRecord]), strict=True))
                first = after
    except (OSError, pa.ArrowException, ValueError) as error:
        raise DataError(f"{path}: cannot be read: {' '.join(str(error).split())}; restore it") from None
    return found


@lru_cache(maxsize=1)
def _group(path: Path, _state: tuple[int, ...], group: int) -> pa.Table:
    """Kept, since whoever reads a file in order asks for a few rows at a time."""
    with pq.ParquetFile(path) as file:
        return file.read_row_group(group, _form().names)


def _record(row: dict[str, Any], path: Path, number: int) -> ArticleRecord | Problem:
    try:
        record = msgspec.convert(row, ArticleRecord)
        check_dates(record)
    except ValueError as error:
        return Problem(file=str(path), line=number, reason=f"no event record: {error}")
    return record


@cache
def _form() -> pa.Schema:
    return pa.schema(_fields(inspect.type_info(ArticleRecord)))


def _fields(kind: inspect.Type) -> list[pa.Field]:
    assert isinstance(kind, inspect.StructType)
    return [pa.field(field.encode_name, _type(field.type)) for field in kind.fields]


def _type(kind: inspect.Type) -> pa.DataType:
    match kind:
        case inspect.UnionType(types=types):
            return _type(next(each for each in types if not isinstance(each, inspect.NoneType)))
        case inspect.StructType():
            return pa.struct(_fields(kind))
        case inspect.VarTupleType(item_type=item):
            return pa.list_(_type(item))
        case inspect.DictType(key_type=key, value_type=value):
            return pa.map_(_type(key), _type(value))
        case inspect.StrType() | inspect.LiteralType():
            return pa.string()
        case inspect.IntType():
            return pa.int64()
        case inspect.FloatType():
            return pa.float64()
        case _:
            raise TypeError(f"a record has a field of a type that has no place in Parquet: {kind}")
