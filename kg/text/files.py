"""Files that hold articles: which ones, and their bytes as text."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kg.errors import InputError
from kg.model import Problem

PLAIN = frozenset({".txt", ".text", ".md", ""})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
LARGEST = 64_000_000
"""Bytes of the largest article: of a plain-text file, or of a line of JSON Lines."""

_NOT_ARTICLES = frozenset({"readme", "license", "licence", "notice", "copying", "changelog", "makefile"})
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


class ArticleFile(Struct, frozen=True):
    """A file with articles; `name` is its path without extension, relative to the folder that was given."""

    path: Path
    name: str
    kind: Literal["plain", "json_lines"]


def find_files(path: Path) -> Iterator[ArticleFile | Problem]:
    """The file at `path`, or the files of a folder and the folders in it, sorted by name.

    Hidden files, READMEs and licences are passed over; files of other kinds are counted in one warning.
    """
    try:
        is_folder, is_there, is_link = path.is_dir(), path.exists(), path.is_symlink()
    except OSError as error:
        yield Problem(file=str(path), line=None, reason=f"cannot be read: {error.strerror or error}")
        return
    if is_folder:
        yield from _walk(path)
    elif not is_there:
        reason = "a link that leads nowhere" if is_link else "there is no such file or folder"
        yield Problem(file=str(path), line=None, reason=reason)
    elif (kind := _kind(path)) is None:
        yield Problem(file=str(path), line=None, reason=_other_kind(path))
    else:
        yield ArticleFile(path, _without_suffix(Path(path.name)), kind)


def read_plain(path: Path) -> tuple[str, str | None]:
    """The text of a file, and a warning if its encoding had to be guessed. InputError says why it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from error
    if len(raw) > LARGEST:
        raise InputError(f"larger than {LARGEST // 1_000_000} MB, so hardly one article")
    return decode(raw)


def decode(raw: bytes) -> tuple[str, str | None]:
    """Bytes as text: UTF-8, UTF-16 with a byte order mark, else Windows-1252 with a warning. InputError for binary."""
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    if encoding != "utf-16" and b"\0" in raw:
        raise InputError("a binary file (it holds null bytes), no text")
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError as error:
        if encoding == "utf-16" or _is_binary(raw):
            raise InputError(f"a binary file, no text ({error.reason} at byte {error.start})") from error
    return raw.decode("cp1252", errors="replace"), "not UTF-8; read as Windows-1252"


def date_in_name(name: str) -> str | None:
    """The ISO date in a file name ("2017-09-06", "20170906"), or None.

    >>> date_in_name("irna-2017-09-06-shamkhani")
    '2017-09-06'
    """
    for year, _, month, day in _DATE.findall(name):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def _walk(folder: Path) -> Iterator[ArticleFile | Problem]:
    found = others = 0
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(Problem(file=str(error.filename), line=None, reason=f"cannot be read: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            kind = _kind(path)
            if name.startswith(".") or path.stem.lower() in _NOT_ARTICLES:
                continue
            if path.is_symlink() and not path.exists():
                problems.append(Problem(file=str(path), line=None, reason="a link that leads nowhere"))
            elif kind is None or not path.is_file():
                others += 1
            else:
                found += 1
                yield ArticleFile(path, _without_suffix(path.relative_to(folder)), kind)
    yield from problems
    if not found:
        yield Problem(file=str(folder), line=None, reason="a folder without articles (.txt, .md, .jsonl)")
    if others:
        reason = f"{others} file{'s' if others > 1 else ''} of other kinds passed over"
        yield Problem(file=str(folder), line=None, reason=reason, set_aside=False)


def _kind(path: Path) -> Literal["plain", "json_lines"] | None:
    suffix = path.suffix.lower()
    if suffix in JSON_LINES:
        return "json_lines"
    # "APW19980807.0261": what follows the dot is a number, no kind of file
    return "plain" if suffix in PLAIN or suffix[1:].isdigit() else None


def _without_suffix(path: Path) -> str:
    plain = path if path.suffix[1:].isdigit() else path.with_suffix("")
    return plain.as_posix()


def _other_kind(path: Path) -> str:
    hint = "; JSON Lines end in .jsonl" if path.suffix.lower() == ".json" else ""
    return f"not a kind of file that kg reads (.txt, .md, .jsonl){hint}"


def _is_binary(raw: bytes) -> bool:
    """Whether more than one byte in fifty is a control character that no text has."""
    head = raw[:100_000]
    control = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    return 50 * control > len(head)
