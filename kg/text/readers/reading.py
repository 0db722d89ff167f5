"""What readers hand each other: a source of bytes goes in, articles and problems come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.model import Article, Problem
from kg.text.readers.budget import Budget
from kg.text.readers.limits import Limits
from kg.text.readers.process import ReaderProcess


class Found(NamedTuple):
    """An article, and the file and line that it comes from."""

    article: Article
    file: str
    line: int | None = None


Item = Problem | Found


class Source(NamedTuple):
    """Bytes to read. `stream` can `peek`, and need not seek. `path` is there for a file of its own."""

    file: str
    """How it is named to people: `crawl.zip!a/b.html`."""
    name: str
    """What its articles are called after: its path without the extension, `crawl/a/b`."""
    suffix: str
    """In lower case, with the dot."""
    stream: BinaryIO
    path: Path | None = None
    depth: int = 0

    def problem(self, reason: str, line: int | None = None, *, set_aside: bool = True) -> Problem:
        """Something wrong with it."""
        return Problem(file=self.file, line=line, reason=reason, set_aside=set_aside)


@dataclass
class Reading:
    """One call of `read_articles`: what was asked for, and what its readers share."""

    published: str | None
    columns: Mapping[str, str]
    limits: Limits
    process: ReaderProcess
    inside: Callable[[Source, Reading], Iterator[Item]]
    """Reads a source that an archive holds."""
    budget: Budget = field(default_factory=Budget)
    """What the archive that is being read may still expand to."""
