"""Marked sentences of the user: checked against the notation and what is there, and added to a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataError, UsageError
from kg.text.straighten import straighten
from kg.train.corpus import ARTICLES, locate_all
from kg.train.notation import Marked, parse, read

HEAD = "# Marked sentences of our own. Notation and rulings: data/gold/train/README.md of kg; kg teach adds a line.\n"


class Known:
    """Where sentences stand already: `train` are files that are learned from, `test` those that must not be."""

    def __init__(self, train: Iterable[Path], test: Iterable[Path]) -> None:
        self._where = {key(each.marked.text): f"it is in the test set ({each.file}:{each.line}), which is never learned"
                       for each in locate_all(test)[0]}  # fmt: skip
        for each in locate_all(train)[0]:
            self._where.setdefault(key(each.marked.text), f"it is in {each.file}:{each.line} already")

    def refuse(self, marked: Marked) -> None:
        """UsageError if the sentence stands somewhere, that says where."""
        if where := self._where.get(key(marked.text)):
            raise UsageError(f"not added: {where}")
        self._where[key(marked.text)] = "it is given twice"


def key(text: str) -> str:
    """What two texts of one sentence have in common, whatever their typography and case."""
    return " ".join(straighten(text).casefold().split())


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines with a sentence and their numbers, in the typography that the encoder reads; comments are left out."""
    plain = ((number, " ".join(straighten(line).split())) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in plain if line and not line.startswith("#")]


def checked(text: str, known: Known) -> list[str]:
    """The lines of `text`, if each can be learned. UsageError about the first that cannot, with its number if there
    are several."""
    lines = lines_of(text)
    if not lines:
        raise UsageError("there is no sentence; kg teach --help has an example")
    for number, line in lines:
        try:
            known.refuse(_one(line))
        except (DataError, UsageError) as error:
            raise UsageError(f"line {number}: {error}" if len(lines) > 1 else str(error)) from None
    return [line for _, line in lines]


def _one(line: str) -> Marked:
    marked = parse(line)
    if marked.mentions:
        raise UsageError("{@…} marks an actor of an article (a file in articles/), not of a sentence")
    return marked


def append(lines: Iterable[str], file: Path) -> int:
    """Add the lines at the end of `file`, made when it is missing, and say how many sentences it holds then.

    UsageError if it cannot be written, or holds what is no text.
    """
    if file.resolve().parent.name == ARTICLES:
        raise UsageError(f"{file} is in a folder of whole articles; choose another --file")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        there = file.read_text(encoding="utf-8") if file.exists() else HEAD
        start = "" if file.exists() else there
        with file.open("a", encoding="utf-8") as handle:
            handle.write(start + ("" if not there or there.endswith("\n") else "\n"))
            handle.writelines(line + "\n" for line in lines)
    except UnicodeDecodeError:
        raise UsageError(f"{file} is no text in UTF-8; choose another --file") from None
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from None
    return len(read([file])[0])
