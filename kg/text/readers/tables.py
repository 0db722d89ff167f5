"""CSV and its kin: a row an article, its columns named by the user or recognised."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.errors import InputError
from kg.text.readers.columns import choose
from kg.text.readers.decoding import GUESSED, by_mark
from kg.text.readers.json_values import article_of
from kg.text.readers.reading import Found, Item, Reading, Source
from kg.text.readers.words import short

_SAMPLE = 1 << 16


def read(source: Source, reading: Reading) -> Iterator[Item]:
    """An article a row; one without an id is called after its URL, else after the file and its number."""
    head: bytes = source.stream.peek(_SAMPLE)[:_SAMPLE]  # type: ignore[attr-defined]
    encoding = _encoding(head)
    if encoding == "cp1252":
        yield source.problem(GUESSED, set_aside=False)
    text = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="")
    try:
        rows = csv.reader(_lines(text, reading.limits.file), delimiter=_delimiter(source, head, encoding))
        csv.field_size_limit(reading.limits.file)
        yield from _articles(source, reading, rows)
    except csv.Error as error:
        raise InputError(f"not a table from here on: {error}") from None
    finally:
        text.detach()


def missing_text(there: list[str]) -> str:
    """The reason why a table cannot be read."""
    columns = short(", ".join(there), 80)
    return f"no column with the text is recognised; name it, as in --columns text=body (there are: {columns})"


def _articles(source: Source, reading: Reading, rows: Iterator[list[str]]) -> Iterator[Item]:
    header = next(rows, None)
    if header is None:
        raise InputError("empty: there is no text")
    columns = choose(header, reading.columns)
    if "text" not in columns:
        raise InputError(missing_text(header))
    empty = True
    for count, row in enumerate(rows, 1):
        line = count + 1
        if not any(row):
            continue
        empty = False
        if len(row) != len(header):
            yield source.problem(f"a row of {len(row)} columns where the first has {len(header)}", line)
            continue
        value = {name: cell for name, cell in zip(header, row, strict=True) if cell}
        try:
            article, warnings = article_of(value, columns, reading.published, f"{source.name}#{count}")
        except InputError as error:
            yield source.problem(str(error), line)
            continue
        for warning in warnings:
            yield source.problem(warning, line, set_aside=False)
        yield Found(article, source.file, line)
    if empty:
        raise InputError("a table without rows")


def _lines(text: io.TextIOWrapper, most: int) -> Iterator[str]:
    while line := text.readline(most + 1):
        if len(line) > most:
            raise InputError(f"a line of more than {most / 1_000_000:g} MB, so hardly one article")
        yield line


def _encoding(head: bytes) -> str:
    marked = by_mark(head)
    if marked != "utf-8":
        return marked
    if b"\0" in head:
        raise InputError("a binary file (it holds null bytes), no text")
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # else a character that the sample cuts
            return "cp1252"
    return "utf-8"


def _delimiter(source: Source, head: bytes, encoding: str) -> str:
    if source.suffix in (".tsv", ".tab"):
        return "\t"
    first = head.decode(encoding, errors="replace").partition("\n")[0]
    return max(",;\t|", key=first.count)
