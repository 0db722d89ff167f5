"""Articles as JSON objects: in lines, in a list, or in an object that holds a list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from kg.errors import InputError
from kg.model import Article
from kg.text.readers.budget import read_within
from kg.text.readers.columns import FIELDS, choose
from kg.text.readers.days import day_of
from kg.text.readers.decoding import by_mark, decode
from kg.text.readers.reading import Found, Item, Reading, Source
from kg.text.readers.words import short

_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_IGNORED = "is not a string, here and perhaps further on; ignored"
_DEEPEST = 1_000  # msgspec's own limit too; ijson has none, and its memory grows with the square of the depth
_LISTS = ("articles", "items", "data", "results", "docs", "documents", "entries", "records", "news", "stories")


def read_lines(source: Source, reading: Reading) -> Iterator[Item]:
    """JSON Lines, an article each. Every one has an id of its own."""
    most = reading.limits.file
    number = 0
    told: set[str] = set()
    while raw := source.stream.readline(most + 1):
        number += 1
        if len(raw) > most:
            while raw and not raw.endswith(b"\n"):
                raw = source.stream.readline(most)
            yield source.problem(f"a line of more than {most / 1_000_000:g} MB, so hardly one article", number)
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                yield source.problem("JSON Lines in UTF-16; kg reads them in UTF-8")
                return
        if raw.strip():
            try:
                value, warnings = _line(raw)
                article, more = _article(value, reading)
            except InputError as error:
                yield source.problem(str(error), number)
                continue
            yield from _warnings(source, number, warnings + more, told)
            yield Found(article, source.file, number)


def read_file(source: Source, reading: Reading) -> Iterator[Item]:
    """A JSON file: a list of objects, which is read one by one, an object that holds such a list, one object, or JSON
    Lines under this name. An object without an id is called after its URL, else after the file and its number."""
    head = source.stream.peek(1 << 16).lstrip(b" \t\r\n\xef\xbb\xbf")  # type: ignore[attr-defined]
    first = head.partition(b"\n")
    if first[1] and first[0].lstrip().startswith(b"{") and _is_whole(first[0]):
        yield from read_lines(source, reading)
        return
    values = _elements(source, reading.limits.file) if head.startswith(b"[") else iter(_of_object(source, reading))
    told: set[str] = set()
    number = 0
    for number, value in enumerate(values, 1):
        line = None if number == 1 and not head.startswith(b"[") else number
        try:
            article, warnings = _article(value, reading, f"{source.name}#{number}" if line else source.name)
        except InputError as error:
            yield source.problem(str(error), line)
            continue
        yield from _warnings(source, line, warnings, told)
        yield Found(article, source.file, line)
    if not number:
        yield source.problem("an empty list: there is no article")


def _elements(source: Source, most: int) -> Iterator[Any]:
    """The elements of a list, one at a time, of at most `most` bytes each. InputError where no more can be read."""
    import ijson

    start = source.stream.peek(3)[:3]  # type: ignore[attr-defined]
    if start == b"\xef\xbb\xbf":
        source.stream.read(3)
    element = _Element(source.stream, most)
    try:
        events = _shallow(ijson.basic_parse(element, use_float=True))
        for value in ijson.items(ijson.parse(events), "item"):
            element.size = 0
            yield value
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise InputError(f"not JSON from here on: {short(str(error).splitlines()[0])}") from None


def _shallow(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    depth = 0
    for event, value in events:
        if event in ("start_array", "start_map"):
            depth += 1
            if depth > _DEEPEST:
                raise InputError(f"nested more than {_DEEPEST:,} levels deep, so no articles")
        elif event in ("end_array", "end_map"):
            depth -= 1
        yield event, value


class _Element:
    """A stream that ends in InputError where one element of a list is larger than an article."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._most = most
        self.size = 0

    def read(self, size: int) -> bytes:
        chunk = self._stream.read(size)
        self.size += len(chunk)
        if self.size > self._most + size:  # what was read ahead belongs to the element before
            raise InputError(f"an object of more than {self._most / 1_000_000:g} MB, so hardly one article")
        return chunk


def _of_object(source: Source, reading: Reading) -> list[Any]:
    raw = read_within(source.stream, reading.limits.file, "no single article; write a JSON list or JSON Lines")
    if by_mark(raw) != "utf-8":
        raw = decode(raw)[0].encode("utf-8", "surrogatepass")
    value, _ = _line(raw)
    for name in _LISTS:
        if isinstance(value.get(name), list) and "text" not in choose(value, reading.columns):
            return list(value[name]) or [{}]
    return [value]


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False


def _warnings(source: Source, number: int | None, warnings: list[str], told: set[str]) -> Iterator[Item]:
    for warning in warnings:
        if warning not in told:
            yield source.problem(warning, number, set_aside=False)
    told.update(warning for warning in warnings if warning.endswith(_IGNORED))


def _line(raw: bytes) -> tuple[dict[str, Any], list[str]]:
    """The object of one line of JSON, with warnings. InputError says what is wrong with it."""
    warnings = []
    try:
        raw.decode()
    except UnicodeDecodeError:
        text, warning = decode(raw)
        raw = text.encode()
        warnings += [warning] if warning else []
    return _object(raw), warnings


def _article(value: Any, reading: Reading, name: str | None = None) -> tuple[Article, list[str]]:
    """The article of an object, with warnings; `name` is that of one without an id, which is wrong where there is no
    such name. InputError says what is wrong with it."""
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return article_of(value, choose(map(str, value), reading.columns), reading.published, name)


def article_of(
    value: Mapping[str, Any], columns: Mapping[str, str], published: str | None, name: str | None = None
) -> tuple[Article, list[str]]:
    """The article of an object or a row whose columns are known, with warnings. InputError says what is wrong."""
    warnings = []
    values: dict[str, Any] = {field: value.get(column) for field, column in columns.items()}
    values = {field: content for field, content in values.items() if content is not None}
    if "id" not in values and name is not None:
        url = values.get("url")
        values["id"] = url if isinstance(url, str) and url.strip() else name
    for field in ("id", "text"):
        if field not in values:
            raise InputError(f'no "{columns.get(field, field)}"')
        if not isinstance(values[field], str):
            raise InputError(f'"{field}" is not a string')
    for field in [field for field, content in values.items() if not isinstance(content, str)]:
        warnings.append(f'"{field}" {_IGNORED}')
        del values[field]
    if not values["id"].strip():
        raise InputError('"id" is empty')
    values["published"], wrong = day_of(values.get("published") or published)
    warnings += [wrong] if wrong else []
    return Article(**{field: values[field] for field in FIELDS if field in values}), warnings


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        if _ESCAPED_SURROGATE.search(raw):
            return _lenient(raw)
        raise InputError(f"not JSON: {short(str(error))}") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return value


def _lenient(raw: bytes) -> dict[str, Any]:
    """JSON whose strings hold lone surrogates, which msgspec refuses and the standard library reads."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {short(str(error))}") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return value
