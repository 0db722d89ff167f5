"""The options of the commands that read articles, and the reader that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.model import Article, Problem

ARTICLES = (
    "Files or folders of articles: text, HTML, JSON Lines, JSON, CSV, TSV, Parquet, RSS, Atom, WARC, EML, MHTML, PDF; "
    "ZIP, .gz and .zst of any of these; - is standard input."
)
Columns = Annotated[
    str | None,
    typer.Option(
        metavar="NAME=COLUMN,...",
        help="Which column of a table, or key of JSON, has the id, text, title, published, url, source or language "
        "where that is not recognised: text=narrative,published=printed_on.",
    ),
]
Bounds = Annotated[
    str | None,
    typer.Option(
        "--limits",
        metavar="NAME=VALUE,...",
        help="What kg puts up with: seconds of processor time to read an article (kg build: and as many to code it), "
        "size of a page or file, depth and ratio of archives, memory: seconds=10,page=20MB.",
        show_default="$KG_LIMITS, else seconds=60,file=64MB,page=10MB,depth=3,ratio=200",
    ),
]


def reader(
    columns: str | None, limits: str | None
) -> Callable[[Iterable[Path | str], str | None], Iterator[Article | Problem]]:
    """`read_articles` with these options. UsageError says what is wrong with one."""
    from kg.text.readers import Limits, read_articles
    from kg.text.readers.columns import parse_columns

    return partial(read_articles, columns=parse_columns(columns), limits=Limits.of(limits))
