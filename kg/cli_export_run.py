"""What the commands `kg export …` share: the store read with a bar, the summary, the data sets' columns and choices."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from kg.cli_errors import say
from kg.cli_progress import Tally, measured
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.export.reading import Reader


def rows_into(output: Path, write: Callable[[Reader, IO[str]], int]) -> Callable[[Reader], int]:
    """What `export` takes, of something that writes rows into a text file and counts them."""
    from kg.export.files import text_file

    def into_file(reader: Reader) -> int:
        with text_file(output) as file:
            return write(reader, file)

    return into_file


def export(
    store: str | None,
    passes: Sequence[str],
    write: Callable[[Reader], int],
    output: Path,
    as_json: bool,
    what: Literal["files", "rows"],
) -> None:
    """Write, and say how much: as JSON on standard output, unless the data is there."""
    from kg.export.files import STANDARD_OUTPUT

    if as_json and output == STANDARD_OUTPUT:
        raise UsageError("--json and the data cannot both be on standard output; name a file with -o")
    with _reader(store, passes) as reader:
        count = write(reader)
    if as_json:
        print(json.dumps({"output": str(output), what: count}))
    else:
        place = "standard output" if output == STANDARD_OUTPUT else output
        say(f"wrote {place}: {count} {what if count != 1 else what[:-1]}")


def import_files(corpus: Path, output: Path, as_json: bool) -> None:
    """Write the files for neo4j-admin of a corpus, which is brought in step first, and say how much. UsageError if
    there is none."""
    from kg.corpus.corpus import is_corpus, writing
    from kg.corpus.resolving import resolve, resolved_rows
    from kg.export import neo4j_admin
    from kg.export.files import folder

    if not is_corpus(corpus):
        raise UsageError(f"there is no corpus at {corpus}; kg build makes one")
    tally = Tally()
    with writing(corpus, tell=say) as opened, folder(output) as part:
        resolve(opened, tally.tell)
        tally.articles, _ = opened.manifest.totals()
        with measured("articles exported", tally.articles) as step:
            tally.events = neo4j_admin.write_articles(
                lambda: (rows for _, rows in resolved_rows(opened, opened.manifest.ids())), part, lambda: step(1)
            )
    tally.summary(as_json, f"wrote {output}", "articles", "events")


@contextmanager
def _reader(store: str | None, passes: Sequence[str]) -> Iterator[Reader]:
    from kg.export.reading import Reader
    from kg.graph.store import open_store
    from kg.settings import default_store

    with open_store(store or default_store()) as graph:
        total = Reader(graph).count(*passes)
        with measured("exported", total) as step:
            reader = Reader(graph, step)
            with reader.unchanged():
                yield reader


def modalities(given: list[str] | None) -> tuple[str, ...]:
    """Those that are asked for, asserted if none is. UsageError for one that is not there."""
    from typing import get_args

    from kg.model import Modality

    known = get_args(Modality)
    chosen = tuple(given or ("asserted",))
    if unknown := set(chosen) - {*known, "all"}:
        raise UsageError(f"no modality {', '.join(sorted(unknown))}; there are {', '.join(known)}, all")
    return known if "all" in chosen else chosen


def print_columns(name: str, as_json: bool) -> None:
    """The columns of a data set and what is in each."""
    from kg.export.coded import columns

    table = columns(name)
    if as_json:
        print(json.dumps([{"column": each.column, "from": each.source} for each in table], indent=2))
        return
    for number, each in enumerate(table, 1):
        print(f"{number:2}  {each.column:24}{each.source or 'empty: a graph has none of it'}")
