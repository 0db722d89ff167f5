"""Articles from plain text, JSON Lines and folders of them, one after the other.

Nothing that is wrong with an input stops the run: it comes out as a `Problem` in place of the article, or, as a mere
warning, before it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Literal

import msgspec
from msgspec import Struct

from kg.errors import InputError
from kg.ids import digest
from kg.model import Article, Problem
from kg.text.clean import clean
from kg.text.english import why_not_english
from kg.text.files import LARGEST, ArticleFile, date_in_name, decode, find_files, read_plain
from kg.text.front_matter import front_matter

STDIN = "-"

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_FIELDS = ("id", "text", "title", "published", "url", "source")
_NO_DATE = "no publication date: relative dates stay open; give --published or a date in the file name"
_IGNORED = "is not a string, here and perhaps further on; ignored"
_QUOTED = 60


class _Seen(Struct, frozen=True):
    place: str
    text: str


def read_articles(paths: Iterable[Path | Literal["-"]], published: str | None = None) -> Iterator[Article | Problem]:
    """The articles of `paths` in order, streaming; "-" is JSON Lines on standard input.

    `published` (ISO date) is the publication date of articles that have none of their own. A plain-text article is
    called after its file; an id that was there before is set aside. Articles come out with text that can be written as
    UTF-8 and of the same length as given.
    """
    seen: dict[str, _Seen] = {}
    for path in paths:
        for item in _read(path, published):
            yield from [item] if isinstance(item, Problem) else _checked(*item, seen)


def _read(path: Path | str, published: str | None) -> Iterator[Problem | tuple[Article, str, int | None]]:
    """What is at `path`: each article with its file and line."""
    if str(path) == STDIN:
        yield from _json_lines(sys.stdin.buffer, "<stdin>", published)
        return
    for file in find_files(Path(path)):
        if isinstance(file, Problem):
            yield file
        elif file.kind == "plain":
            yield from _plain(file, published)
        else:
            try:
                with file.path.open("rb") as lines:
                    yield from _json_lines(lines, str(file.path), published)
            except OSError as error:
                reason = f"cannot be read: {error.strerror or error}"
                yield Problem(file=str(file.path), line=None, reason=reason)


def _plain(file: ArticleFile, published: str | None) -> Iterator[Problem | tuple[Article, str, int | None]]:
    name = str(file.path)
    try:
        text, warning = read_plain(file.path)
    except InputError as error:
        yield Problem(file=name, line=None, reason=str(error))
        return
    if warning:
        yield Problem(file=name, line=None, reason=warning, set_aside=False)
    values, _ = front_matter(text)
    stated = values.get("published") or values.get("date")
    day, wrong = _day(stated or published or date_in_name(file.name))
    if wrong:
        yield Problem(file=name, line=None, reason=wrong, set_aside=False)
    article = Article(
        id=values.get("id") or file.name,
        text=text,
        title=values.get("title") or _headline(text),
        published=day,
        url=values.get("url"),
        source=values.get("source"),
    )
    yield article, name, None


def _headline(text: str) -> str | None:
    """The first block of the article if it is a heading above running text."""
    plain = clean(text)
    first = plain.blocks[0] if plain.blocks else None
    return text[first.start : first.end] if first is not None and first.kind == "heading" else None


def _json_lines(
    lines: IO[bytes], name: str, published: str | None
) -> Iterator[Problem | tuple[Article, str, int | None]]:
    number = 0
    told: set[str] = set()
    while raw := lines.readline(LARGEST + 1):
        number += 1
        if len(raw) > LARGEST:
            while raw and not raw.endswith(b"\n"):
                raw = lines.readline(LARGEST)
            reason = f"a line of more than {LARGEST // 1_000_000} MB, so hardly one article"
            yield Problem(file=name, line=number, reason=reason)
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                yield Problem(file=name, line=None, reason="JSON Lines in UTF-16; kg reads them in UTF-8")
                return
        if raw.strip():
            try:
                article, warnings = _article(raw, published)
            except InputError as error:
                yield Problem(file=name, line=number, reason=str(error))
                continue
            for warning in warnings:
                if warning not in told:
                    yield Problem(file=name, line=number, reason=warning, set_aside=False)
            told.update(warning for warning in warnings if warning.endswith(_IGNORED))
            yield article, name, number


def _article(raw: bytes, published: str | None) -> tuple[Article, list[str]]:
    """The article of one line of JSON, with warnings. InputError says what is wrong with it."""
    warnings = []
    try:
        raw.decode()
    except UnicodeDecodeError:
        text, warning = decode(raw)
        raw = text.encode()
        warnings += [warning] if warning else []
    value = _object(raw)
    values: dict[str, Any] = {key: value[key] for key in _FIELDS if value.get(key) is not None}
    for key in ("id", "text"):
        if key not in values:
            raise InputError(f'no "{key}"')
        if not isinstance(values[key], str):
            raise InputError(f'"{key}" is not a string')
    for key in [key for key, content in values.items() if not isinstance(content, str)]:
        warnings.append(f'"{key}" {_IGNORED}')
        del values[key]
    if not values["id"].strip():
        raise InputError('"id" is empty')
    values["published"], wrong = _day(values.get("published") or published)
    warnings += [wrong] if wrong else []
    return Article(**values), warnings


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        if _ESCAPED_SURROGATE.search(raw):
            return _lenient(raw)
        raise InputError(f"not JSON: {_short(str(error))}") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return value


def _lenient(raw: bytes) -> dict[str, Any]:
    """JSON whose strings hold lone surrogates, which msgspec refuses and the standard library reads."""
    import json

    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {_short(str(error))}") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return value


def _day(stated: str | None) -> tuple[str | None, str | None]:
    """The ISO date of a date or timestamp, and a warning if it is none or lies in the future."""
    if not stated or not stated.strip():
        return None, None
    try:
        day = date.fromisoformat(stated.strip()[:10])
    except ValueError:
        return None, f'"published" is not a date: {_short(stated)!r}; taken as unknown'
    # somewhere on earth it is a day later than in UTC
    if day > datetime.now(UTC).date() + timedelta(days=1):
        return day.isoformat(), f"published in the future: {day.isoformat()}"
    return day.isoformat(), None


def _checked(article: Article, file: str, line: int | None, seen: dict[str, _Seen]) -> Iterator[Article | Problem]:
    """The article with what is worth a warning before it, or the reason why it is set aside."""

    def problem(reason: str, set_aside: bool) -> Problem:
        return Problem(file=file, line=line, reason=reason, set_aside=set_aside)

    cleaned, odd = _writable(article)
    key = digest(cleaned.text, length=32)
    place = file if line is None else f"{file}:{line}"
    if not cleaned.text[front_matter(cleaned.text)[1] :].strip():
        yield problem("empty: there is no text", True)
    elif (earlier := seen.get(cleaned.id)) is not None:
        same = "the same text" if earlier.text == key else "another text"
        yield problem(f"the id {_short(cleaned.id)!r} was there before with {same}: {earlier.place}", True)
    elif reason := why_not_english(cleaned.text):
        yield problem(reason, True)
    else:
        seen[cleaned.id] = _Seen(place, key)
        if odd:
            yield problem(odd, False)
        if "\0" in cleaned.text:
            yield problem(f"null characters in the text ({cleaned.text.count(chr(0))}), read as spaces", False)
        if cleaned.published is None:
            yield problem(_NO_DATE, False)
        yield cleaned


def _writable(article: Article) -> tuple[Article, str | None]:
    """The article with U+FFFD in place of lone surrogates, which no UTF-8 can hold, and a warning if it had any."""
    values = {name: getattr(article, name) for name in _FIELDS}
    odd = sum(len(_SURROGATE.findall(value)) for value in values.values() if value and not value.isascii())
    if not odd:
        return article, None
    whole = {name: value and _SURROGATE.sub("\ufffd", value) for name, value in values.items()}
    return Article(**whole), f"lone surrogates ({odd}), each read as U+FFFD"


def _short(words: str) -> str:
    """At most `_QUOTED` characters of what an input says, so that no message carries a text."""
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
