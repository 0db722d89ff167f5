"""Parquet: a row an article, its columns named by the user or recognised; a part of the file in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow
from pyarrow import parquet

from kg.errors import InputError
from kg.text.readers.columns import choose
from kg.text.readers.json_values import article_of
from kg.text.readers.messages import Extracted, Refused
from kg.text.readers.tables import missing_text

_ROWS = 64


def read_parquet(path: str | None, raw: bytes, columns: Mapping[str, str]) -> Iterator[Extracted | Refused]:
    """The rows in order. InputError if no column has the text."""
    pyarrow.set_cpu_count(1)
    file = parquet.ParquetFile(path or pyarrow.BufferReader(raw))
    there = [str(name) for name in file.schema_arrow.names]
    chosen = choose(there, columns)
    if "text" not in chosen:
        raise InputError(missing_text(there))
    number = 0
    for batch in file.iter_batches(_ROWS, columns=sorted(set(chosen.values())), use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield from _row(row, chosen, number)
    if not number:
        raise InputError("a table without rows")


def _row(row: dict[str, Any], columns: Mapping[str, str], number: int) -> Iterator[Extracted | Refused]:
    value = {name: _plain(cell, name == columns.get("id")) for name, cell in row.items()}
    try:
        article, warnings = article_of(value, columns, None, f"#{number}")
    except InputError as error:
        yield Refused(str(error), number)
        return
    for warning in warnings:
        yield Refused(warning, number, warning=True)
    named = any(value.get(columns[part]) for part in ("id", "url") if part in columns)
    yield Extracted(
        id=article.id if named else None,
        text=article.text,
        title=article.title,
        published=article.published,
        url=article.url,
        source=article.source,
        language=article.language,
        line=number,
    )


def _plain(cell: Any, is_id: bool) -> Any:
    """Dates as ISO dates, numbers of articles as words."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode(errors="replace")
    return str(cell) if is_id and isinstance(cell, int) else cell
