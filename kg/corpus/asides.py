"""What was set aside and why, and the inputs that were read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.ids import digest
from kg.model import Problem

STDIN = "-"


class SetAside(NamedTuple):
    """What is in no graph, and why: a file, a line of it, or an article. `id` is the same for the same place."""

    id: str
    file: str
    line: int | None
    reason: str

    @property
    def name(self) -> str:
        """`file:line`."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def of_problem(problem: Problem) -> SetAside:
    """The entry of a problem of a reader; a path is absolute, so that it is the same from wherever kg is run."""
    file = problem.file if problem.file.startswith("<") else str(Path(problem.file).absolute())
    return SetAside(digest("set aside", file, str(problem.line), length=16), file, problem.line, problem.reason)


def of_article(article: str, source: str, reason: str) -> SetAside:
    """The entry of an article of an input that the coder failed on."""
    return SetAside(digest("failed", article, length=16), source, None, f"article {article}: {reason}")


def input_key(path: Path | str) -> str:
    """What an input is known by: its absolute path, so that it is the same from wherever kg is run."""
    return STDIN if str(path) == STDIN else str(Path(path).absolute())


class Asides:
    """The tables `set_aside` and `input` of a manifest; writing is inside its transactions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def note(self, problems: Iterable[tuple[SetAside, str]], run: int) -> None:
        """What cannot be used, each with the input that it is in."""
        rows = [(*problem, source, run) for problem, source in problems]
        self._database.executemany("INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?, ?, ?)", rows)

    def forget_mended(self, inputs: Iterable[str], run: int) -> None:
        """Once these inputs were read to their end in a run: what it found no longer wrong with them and with what is
        in them."""
        for path in inputs:
            self._database.execute(
                "DELETE FROM set_aside WHERE run < ? AND (input = ? OR substr(input, 1, ?) = ?)",
                (run, path, len(path) + 1, f"{path}/"),
            )

    def all(self) -> Iterator[SetAside]:
        """All of it, sorted by file and line."""
        query = "SELECT id, file, line, reason FROM set_aside ORDER BY file, line, id"
        for row in self._database.execute(query):
            yield SetAside(*row)

    def reasons(self, limit: int) -> list[tuple[str, int]]:
        """The most frequent reasons, as far as the first colon, with how often each was given."""
        query = (
            "SELECT CASE instr(reason, ':') WHEN 0 THEN reason ELSE substr(reason, 1, instr(reason, ':') - 1) END AS r,"
            " count(*) AS n FROM set_aside GROUP BY r ORDER BY n DESC, r LIMIT ?"
        )
        return [(row[0], row[1]) for row in self._database.execute(query, (limit,))]

    def count(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM set_aside").fetchone()[0])

    def note_input(self, path: str, published: str | None, columns: str, articles: int) -> None:
        """An input that was read to its end, the publication date and the columns that were given for it, and how many
        articles it had."""
        query = "INSERT OR REPLACE INTO input (path, published, columns, articles) VALUES (?, ?, ?, ?)"
        self._database.execute(query, (path, published, columns, articles))

    def columns_of(self, path: str) -> str:
        """The columns that were given for an input when it was read last; empty if none were, or it never was."""
        row = self._database.execute("SELECT columns FROM input WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    def inputs(self, *, with_problems: bool) -> list[tuple[str, str | None, str]]:
        """What was read before, with the publication date and the columns that were given for it; or only that of which
        something was set aside. Standard input cannot be read again."""
        query = """
            SELECT path, published, columns FROM input
            WHERE path != ? AND (? OR path IN (SELECT input FROM set_aside)) ORDER BY path
        """
        found = self._database.execute(query, (STDIN, not with_problems))
        return [(row[0], row[1], row[2]) for row in found]

    def slow(self, limit: int) -> list[str]:
        """The first of what took longer to read or to code than it may: file and line of what was read, the article of
        what was coded."""
        query = "SELECT id, file, line, reason FROM set_aside WHERE reason LIKE '%took longer than % seconds to %'"
        found = self._database.execute(f"{query} ORDER BY file, line, id LIMIT ?", (limit,))
        return [entry.reason if entry.reason.startswith("article ") else f"{entry.name}: {entry.reason}"
                for entry in (SetAside(*row) for row in found)]  # fmt: skip

    def expected(self, inputs: Sequence[str]) -> int | None:
        """How many articles these inputs had when they were read last; None if one of them never was."""
        total = 0
        for path in inputs:
            row = self._database.execute("SELECT articles FROM input WHERE path = ?", (path,)).fetchone()
            if row is None:
                return None
            total += row[0]
        return total
