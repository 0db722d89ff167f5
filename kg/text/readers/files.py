"""Files that hold articles: one that is named, or those of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kg.model import Problem
from kg.text.readers.kinds import KINDS, Kind, kind_of
from kg.text.readers.names import without_suffix

_NOT_ARTICLES = frozenset({"readme", "license", "licence", "notice", "copying", "changelog", "makefile"})
_HEAD = 4_096


class ArticleFile(Struct, frozen=True):
    """A file with articles; `name` is its path without extension, relative to the folder that was given."""

    path: Path
    name: str
    kind: Kind


def find_files(path: Path) -> Iterator[ArticleFile | Problem]:
    """The file at `path`, or the files of a folder and the folders in it, sorted by name.

    Hidden files, READMEs and licences are passed over; files of other kinds are counted in one warning.
    """
    try:
        is_folder, is_there, is_link = path.is_dir(), path.exists(), path.is_symlink()
        kind = _kind(path) if is_there and not is_folder else None
    except OSError as error:
        yield Problem(file=str(path), line=None, reason=f"cannot be read: {error.strerror or error}")
        return
    if is_folder:
        yield from _walk(path)
    elif not is_there:
        reason = "a link that leads nowhere" if is_link else "there is no such file or folder"
        yield Problem(file=str(path), line=None, reason=reason)
    elif kind is None:
        yield Problem(file=str(path), line=None, reason=f"not a kind of file that kg reads ({KINDS})")
    else:
        yield ArticleFile(path, without_suffix(Path(path.name)), kind)


def _walk(folder: Path) -> Iterator[ArticleFile | Problem]:
    found = others = 0
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(Problem(file=str(error.filename), line=None, reason=f"cannot be read: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if is_passed_over(path):
                continue
            if path.is_symlink() and not path.exists():
                problems.append(Problem(file=str(path), line=None, reason="a link that leads nowhere"))
                continue
            kind = _known(path) if path.is_file() else None
            if kind is None:
                others += 1
            else:
                found += 1
                yield ArticleFile(path, without_suffix(path.relative_to(folder)), kind)
    yield from problems
    if not found:
        yield Problem(file=str(folder), line=None, reason=f"a folder without articles ({KINDS})")
    if others:
        yield Problem(file=str(folder), line=None, reason=of_other_kinds(others), set_aside=False)


def is_passed_over(path: os.PathLike[str]) -> bool:
    """Whether a file is hidden, or says something about the others."""
    plain = Path(path)
    return plain.name.startswith((".", "__MACOSX")) or plain.stem.lower() in _NOT_ARTICLES


def of_other_kinds(count: int) -> str:
    """The warning about files that kg does not read."""
    return f"{count} file{'s' if count > 1 else ''} of other kinds passed over"


def _known(path: Path) -> Kind | None:
    """The kind of a file in a folder; one that cannot be read is known by its name alone, and said to be so later."""
    try:
        return _kind(path)
    except OSError:
        return kind_of(path.suffix.lower())


def _kind(path: Path) -> Kind | None:
    suffix = path.suffix.lower()
    if not path.is_file():  # a pipe or device that was named: what it holds is seen when it is read
        return kind_of(suffix)
    try:
        with path.open("rb", buffering=0) as file:
            return kind_of(suffix, file.read(_HEAD))
    except OSError:
        return kind_of(suffix)
