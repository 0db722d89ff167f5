"""Articles from files of any kind, folders, archives and standard input, one after the other.

Each kind has its module: `plain`, `json_values` (JSON Lines and JSON), `tables` (CSV), `warc`, `archives`, and `html`,
`feeds`, `mail`, `pdf`, `parquet`, which a process of its own runs (`process` says why). `kinds` chooses, `dispatch`
calls, `checks` looks at every article, `limits` has what a reader puts up with. Nothing that is wrong with an input
stops the run: it comes out as a `Problem` in place of the article, or, as a mere warning, before it. No reader asks
another machine for anything, and none writes what it reads to a place that the input names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.model import Article, Problem
from kg.text.readers.checks import Seen, checked
from kg.text.readers.dispatch import STDIN, read_inside, read_path
from kg.text.readers.limits import Limits
from kg.text.readers.process import ReaderProcess
from kg.text.readers.reading import Reading

__all__ = ["STDIN", "Limits", "read_articles"]


def read_articles(
    paths: Iterable[Path | str],
    published: str | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Iterator[Article | Problem]:
    """The articles of `paths` in order, streaming; "-" is standard input.

    `published` (ISO date) is the publication date of articles that have none of their own. `columns` names columns of
    tables and keys of JSON objects that are not recognised (`{"text": "body"}`; `columns.FIELDS` has the names).
    `limits` are `Limits.of()` if not given: UsageError if `$KG_LIMITS` is none. A file of one article gives it its
    name; an id that was there before is set aside. Articles come out with text that can be written as UTF-8; that of
    plain text and JSON is of the same length as given.
    """
    seen: dict[str, Seen] = {}
    limits = limits or Limits.of()
    process = ReaderProcess(limits)
    reading = Reading(published, columns or {}, limits, process, read_inside)
    try:
        for path in paths:
            for item in read_path(path, reading):
                yield from [item] if isinstance(item, Problem) else checked(item, seen)
    finally:
        process.close()
