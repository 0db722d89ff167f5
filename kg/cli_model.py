"""The commands about the coder itself: `kg explain`, `kg eval`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli_errors import exits_cleanly
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.model import ArticleRecord, Event

EXPLAIN_EPILOG = "Example: kg explain 0c1d2e3f4a5b --store kg.db (the event column of a report has the ids)"
EVAL_EPILOG = "Example: kg eval --by type; kg eval --html eval.html"

Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


@exits_cleanly
def explain(
    event: Annotated[str, typer.Argument(metavar="EVENT_ID", help="The id of an event, or how it begins.")],
    store: Annotated[
        str | None, typer.Option("--store", help="The store that was built.", show_default="$KG_STORE or kg.db")
    ] = None,
    records: Annotated[
        Path | None, typer.Option(help="A corpus, or event records.", show_default="the corpus beside the store")
    ] = None,
    examples: Annotated[int, typer.Option(min=0, help="How many marked sentences to show.")] = 3,
    as_json: Json = False,
) -> None:
    """Why an event was coded so: its words, its scores, how actors, date and place were worked out, the marked
    sentences nearest to it, and which other mentions in the corpus tell of it."""
    from kg.explanation import as_text, explanation
    from kg.settings import corpus_beside, default_store

    path = records or corpus_beside(store or default_store())
    record, found = find_event(event, path)
    told = explanation(record, found, examples, path, _other_mentions(found.id, path))
    if as_json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(told)).decode() + "\n")
    else:
        sys.stdout.write(as_text(told) + "\n")


def _other_mentions(event: str, path: Path) -> list[tuple[str, str]]:
    """Of an event in a corpus, where other articles tell of it too."""
    from kg.corpus.corpus import is_corpus, reading

    if not is_corpus(path):
        return []
    with reading(path) as corpus:
        return corpus.settled.others(event)


def find_event(event: str, path: Path) -> tuple[ArticleRecord, Event]:
    """The one event whose id begins so. UsageError if there is none, or more than one."""
    from kg.loading import read_all

    if not path.exists():
        raise UsageError(f"there are no event records at {path}; name their file, or run kg build first")
    found = [
        (record, one)
        for record in read_all([path], lambda _: None)
        for one in record.events
        if one.id.startswith(event)
    ]
    distinct = {one.id: (record, one) for record, one in found}
    if len(distinct) != 1:
        what = "no event" if not distinct else f"{len(distinct)} events"
        raise UsageError(f"{what} in {path} whose id begins with {event!r}; the event column of a report has the ids")
    return next(iter(distinct.values()))


@exits_cleanly
def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option(
            help="Folder of marked sentences, of marked articles in its articles/, and of floors.json.",
            show_default="data/gold/test",
        ),
    ] = None,
    by: Annotated[
        Literal["type", "modality", "slot", "construction"] | None,
        typer.Option("--by", help="The scores apart by one of these, instead of those of the whole."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Everything as JSON on standard output: all tables, and each error.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            help="Also a page to leaf through: all tables, which types are taken for which, whether confidence "
            "can be trusted, each error with what is marked and what was found."
        ),
    ] = None,
) -> None:
    """Score the coder on marked sentences and articles that it has not learned from. Exit code 1 where a score is under
    its floor, whatever is shown.

    Scores: precision, recall, F1 of triggers, types, sources, targets, modality, and of sentences without an event;
    for whole articles the shares of names, dates and places that are right, and F1 of who is meant. Confidence ECE: how
    far confidence is on average from the share of events that are right (10 bins; 0 is perfect)."""
    from kg.evaluation import tables
    from kg.evaluation.evaluation import evaluate as run
    from kg.evaluation.evaluation import test_folder
    from kg.pipeline import Coder

    found = run(Coder(("events",)), gold or test_folder())
    if html:
        from kg.evaluation.page import render as page

        _write(page(found), html)
    if as_json:
        import msgspec

        from kg.reports.escape import visible

        sys.stdout.write(visible(msgspec.json.encode(found).decode()) + "\n")
    else:
        from kg.reports.render import Page, render

        results = [tables.by(found, by)] if by else [tables.scores(found), tables.measures(found)]
        pages = [Page(title="", question="", parameters={}, query="", result=each) for each in results if each.rows]
        sys.stdout.write("\n".join(render(each, "table", None) for each in pages))
    if low := found.low():
        raise KgError(f"under the floor: {', '.join(low)}")


def _write(text: str, file: Path) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from None
