"""The commands of single steps: `kg extract`, `kg relate`, `kg load`; `kg.cli_build` has the whole way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kg.cli_errors import exits_cleanly
from kg.cli_inputs import ARTICLES, Bounds, Columns, reader
from kg.cli_progress import Tally, ticking
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.graph.rows import ArticleRows
    from kg.model import Article, ArticleRecord, Problem
    from kg.pipeline import Coder, Layer
    from kg.records import Journal

_Item = TypeVar("_Item")
_Counted = TypeVar("_Counted", "ArticleRecord", "ArticleRecord | ArticleRows")

EXTRACT_EPILOG = (
    "Example: kg extract articles.jsonl -o records.jsonl --layers events; to look at the events in their articles: "
    "kg extract articles/ -o events.html --format html"
)
RELATE_EPILOG = (
    "Example: kg relate pairs.jsonl -o types.jsonl, with lines such as "
    '{"id": "1", "text": "Iran thanked Iraq.", "source": [0, 4], "target": [13, 17]}'
)
LOAD_EPILOG = (
    "Example: kg load records.jsonl --store neo4j://localhost:7687/neo4j; "
    "what kg export jsonl wrote: kg load graph.jsonl"
)

Articles = Annotated[
    list[Path],
    typer.Argument(help=ARTICLES),
]
Where = Annotated[
    str | None,
    typer.Option("--store", help="A path, or neo4j://host:7687/database.", show_default="$KG_STORE or kg.db"),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Publication date of articles that have none of their own."),
]
Json = Annotated[bool, typer.Option("--json", help="The summary as JSON on standard output.")]


@exits_cleanly
def extract(
    articles: Articles,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The records, Parquet if it ends in .parquet; or the page.")
    ],
    format: Annotated[
        str,
        typer.Option(
            help="jsonl: event records, a line an article. html: one page with the articles and their events marked in "
            "them, as displaCy draws spans; it loads nothing from elsewhere."
        ),
    ] = "jsonl",
    layers: Annotated[
        str, typer.Option(help="Which of events, times, places; comma-separated.")
    ] = "events,times,places",
    published: Published = None,
    columns: Columns = None,
    limits: Bounds = None,
    as_json: Json = False,
) -> None:
    """Articles to event records, without a store. Until all is done the records are in OUTPUT.part, and a run that was
    stopped goes on from there."""
    from kg.loading import write_records
    from kg.records import Journal, refuse_devices, write_lines

    chosen = _layers(layers)
    if format not in ("jsonl", "html"):
        raise UsageError(f"no format {format}; there are jsonl, html")
    refuse_devices(output)
    day, reads = publication_day(published), reader(columns, limits)
    tally = Tally()
    texts: dict[str, Article] = {}
    part = output.with_name(output.name + ".part")
    with Journal(part) as journal:
        keep = texts if format == "html" else None
        ids = _code(reads(articles, day), journal, _coder(chosen), tally, keep)
        if format == "html":
            from kg.displacy_page import page

            write_lines(output, page((texts[record.id], record) for record in journal.records(ids)))
        else:
            write_records(output, journal.records(ids), lambda: None)
        for _ in _counted(journal.records(ids), tally, lambda: None):
            pass
    part.unlink()
    tally.summary(as_json, f"wrote {output}")
    raise typer.Exit(tally.exit_code)


@exits_cleanly
def relate(
    pairs: Annotated[Path, typer.Argument(help="JSON Lines: id, text, source [start, end], target [start, end].")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The answers: JSON Lines, a line a pair.")],
    as_json: Json = False,
) -> None:
    """What a given source does to a given target in a sentence: always one PLOVER type."""
    import msgspec

    from kg.extract import encoder
    from kg.extract import pairs as given
    from kg.model import Problem
    from kg.records import write_lines

    tally = Tally()
    asked: list[given.Pair] = []
    decoder = msgspec.json.Decoder(given.Pair)
    try:
        lines = pairs.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"cannot read {pairs}: {error.strerror}") from None
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            pair = decoder.decode(raw)
            wrong = given.wrong_span(pair)
        except ValueError as error:
            wrong = str(error)
        if wrong:
            tally.tell(Problem(file=str(pairs), line=number, reason=f"no pair: {wrong}"))
        else:
            asked.append(pair)
    with ticking("pairs") as ticker:
        coder = encoder.load()
        answers = _each((given.relate(pair, coder) for pair in asked), ticker.step)
        write_lines(output, (msgspec.json.encode(answer) for answer in answers))
    tally.more = {"pairs": len(asked)}
    tally.summary(as_json, f"wrote {output}", "set_aside")
    raise typer.Exit(tally.exit_code)


@exits_cleanly
def load(
    records: Annotated[
        list[Path],
        typer.Argument(
            help="Event records, JSON Lines or .parquet, that `kg extract` wrote; the folder of a corpus, or a "
            "graph that `kg export parquet` or `kg export jsonl` wrote."
        ),
    ],
    store: Where = None,
    as_json: Json = False,
) -> None:
    """Event records, or an exported graph, to a graph. Loading the same twice, or in another order, gives the same
    graph. In records every article stands for itself: actors and events across articles are `kg build`'s, and are in a
    corpus and in an exported graph."""
    from kg.graph.store import open_store
    from kg.loading import read_graphs
    from kg.settings import default_store

    tally = Tally()
    with open_store(store or default_store(), create=True) as graph, ticking("articles loaded") as ticker:
        graph.prepare()
        summary = graph.load(_counted(read_graphs(records, tally.tell), tally, ticker.step))
        place = graph.address
    tally.more = {"loaded": summary.loaded, "replaced": summary.replaced, "unchanged": summary.unchanged}
    tally.summary(as_json, f"loaded into {place}")
    raise typer.Exit(tally.exit_code)


def _coder(layers: tuple[Layer, ...] = ("events", "times", "places")) -> Coder:
    from kg.pipeline import Coder

    return Coder(layers)


def _layers(words: str) -> tuple[Layer, ...]:
    from kg.pipeline import LAYERS

    chosen = {word.strip() for word in words.split(",")}
    if unknown := chosen - set(LAYERS):
        raise UsageError(f"no layer {', '.join(sorted(unknown))}; there are {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if layer in chosen)


def publication_day(text: str | None) -> str | None:
    """The given publication date; UsageError if it is none."""
    from datetime import date

    if text is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"--published {text} is no date; write it as 2017-09-06") from None


def _code(
    found: Iterable[Article | Problem],
    journal: Journal,
    coder: Coder,
    tally: Tally,
    keep: dict[str, Article] | None = None,
) -> list[str]:
    """Code what the journal lacks; the ids of all readable articles in their order. The articles go into `keep`."""
    from kg.records import code_missing

    if keep is not None:
        found = _kept(found, keep)
    with ticking("articles coded") as ticker:

        def done(_: ArticleRecord) -> None:
            tally.coded += 1
            ticker.step()

        return code_missing(found, journal, coder.digest, coder.code, tally.tell, done)


def _kept(found: Iterable[Article | Problem], keep: dict[str, Article]) -> Iterator[Article | Problem]:
    from kg.model import Article

    for item in found:
        if isinstance(item, Article):
            keep[item.id] = item
        yield item


def _counted(records: Iterable[_Counted], tally: Tally, step: Callable[[], None]) -> Iterator[_Counted]:
    for record in records:
        tally.articles += 1
        tally.events += len(record.events)
        yield record
        step()


def _each(items: Iterable[_Item], step: Callable[[], None]) -> Iterator[_Item]:
    for item in items:
        yield item
        step()
