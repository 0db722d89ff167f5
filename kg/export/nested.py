"""Nested Arrow columns as Python values, a column at a time: several times quicker than `to_pylist`, which goes value
by value."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table, as `table.to_pylist(maps_as_pydicts="strict")` gives them."""
    columns = [values(column.combine_chunks()) for column in table.columns]
    names = table.column_names
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def values(array: pa.Array) -> list[Any]:
    """The values of an array; null is None."""
    kind = array.type
    if isinstance(array, pa.ChunkedArray):
        return [value for chunk in array.chunks for value in values(chunk)]
    if pa.types.is_struct(kind):
        return _structs(array)
    if pa.types.is_map(kind):
        pairs = list(zip(values(array.keys), values(array.items), strict=True))
        return [None if part is None else dict(part) for part in _parts(array, pairs)]
    if pa.types.is_list(kind):
        return _parts(array, values(array.values))
    if pa.types.is_string(kind) or (_is_plain(kind) and array.null_count == 0):
        found: list[Any] = array.to_numpy(zero_copy_only=False).tolist()
        return found
    plain: list[Any] = array.to_pylist()
    return plain


def _is_plain(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind))


def _structs(array: pa.StructArray) -> list[Any]:
    names = [field.name for field in array.type]
    columns = [values(array.field(place)) for place in range(len(names))]
    found: list[Any] = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    if array.null_count:
        known = pc.is_valid(array).to_pylist()
        return [value if there else None for value, there in zip(found, known, strict=True)]
    return found


def _parts(array: pa.ListArray | pa.MapArray, flat: list[Any]) -> list[Any]:
    """`flat` are the values of all lists, the parent of a slice included, into which offsets point."""
    offsets = array.offsets.to_numpy().tolist()
    found: list[Any] = [flat[begin:end] for begin, end in pairwise(offsets)]
    if array.null_count:
        known = pc.is_valid(array).to_pylist()
        return [value if there else None for value, there in zip(found, known, strict=True)]
    return found
