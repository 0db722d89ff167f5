"""The commands about the coder itself: `kg explain`, `kg eval`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_errors import exits_cleanly
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.model import ArticleRecord, Event

EXPLAIN_EPILOG = "Example: kg explain 0c1d2e3f4a5b --store kg.db (the event column of a report has the ids)"
EVAL_EPILOG = "Example: kg eval --json"

Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


@exits_cleanly
def explain(
    event: Annotated[str, typer.Argument(metavar="EVENT_ID", help="The id of an event, or how it begins.")],
    store: Annotated[
        str | None, typer.Option("--store", help="The store that was built.", show_default="$KG_STORE or kg.db")
    ] = None,
    records: Annotated[Path | None, typer.Option(help="Event records.", show_default="those beside the store")] = None,
    examples: Annotated[int, typer.Option(min=0, help="How many marked sentences to show.")] = 3,
    as_json: Json = False,
) -> None:
    """Why an event was coded so: its words, its scores, how actors, date and place were worked out, and the marked
    sentences nearest to it."""
    from kg.explanation import as_text, explanation
    from kg.settings import default_store, records_beside

    path = records or records_beside(store or default_store())
    record, found = find_event(event, path)
    told = explanation(record, found, examples, path)
    if as_json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(told)).decode() + "\n")
    else:
        sys.stdout.write(as_text(told) + "\n")


def find_event(event: str, path: Path) -> tuple[ArticleRecord, Event]:
    """The one event whose id begins so. UsageError if there is none, or more than one."""
    from kg.model import ArticleRecord
    from kg.records import read_records

    if not path.exists():
        raise UsageError(f"there are no event records at {path}; name their file, or run kg build first")
    found = [
        (record, one)
        for record in read_records([path])
        if isinstance(record, ArticleRecord)
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
        Path | None, typer.Option(help="Folder of marked sentences.", show_default="data/gold/test")
    ] = None,
    as_json: Json = False,
) -> None:
    """Score the coder on marked sentences that it has not learned from; fails where a score is under its floor."""
    from kg.evaluation import sentences as scores
    from kg.pipeline import Coder

    results = scores.evaluate(Coder(("events",)), gold or scores.test_folder())
    if as_json:
        import msgspec

        sys.stdout.write(msgspec.json.encode(results).decode() + "\n")
    else:
        from kg.graph.store import Result
        from kg.reports.render import Page, render

        rows: list[tuple[object, ...]] = [(n, s.precision, s.recall, s.f1, s.floor) for n, s in results.items()]
        result = Result(("score", "precision", "recall", "f1", "floor"), rows)
        sys.stdout.write(render(Page(title="", question="", parameters={}, query="", result=result), "table", None))
    if low := [name for name, score in results.items() if not score.holds]:
        raise KgError(f"under the floor: {', '.join(low)}")
