"""The commands that tell about a corpus: `kg status`, `kg diff`."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_build import Folder
from kg.cli_coding import Where
from kg.cli_errors import exits_cleanly, say

if TYPE_CHECKING:
    from kg.corpus.diff import Difference

STATUS_EPILOG = "Example: kg status --store kg.db; while it builds: watch kg status"
DIFF_EPILOG = "Example: kg diff before.records.jsonl kg.corpus; kg diff old.db new.db --json"

Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


@exits_cleanly
def status(corpus: Folder = None, store: Where = None, as_json: Json = False) -> None:
    """Where a build stands: articles by state, which version coded them, what was set aside and why, what each store
    holds, and of the last run how far it is, its rate and the time left."""
    import msgspec

    from kg.corpus.corpus import reading
    from kg.corpus.status import as_text
    from kg.corpus.status import status as status_of
    from kg.reports.escape import readable, visible
    from kg.settings import corpus_beside, default_store

    with reading(corpus or corpus_beside(store or default_store())) as opened:
        found = status_of(opened)
    if as_json:
        sys.stdout.write(visible(msgspec.json.encode(found).decode()) + "\n")
    else:
        for line in as_text(found):
            sys.stdout.write(readable(line) + "\n")


@exits_cleanly
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="Event records, a corpus, or a store.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another of these.")],
    limit: Annotated[int, typer.Option(min=0, help="At most so many differences; the counts are of all.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON a difference, all of them.")] = False,
) -> None:
    """What B has otherwise than A: events gained, lost, and changed, with the slots that differ. What a new version of
    the coder, or a decision, did."""
    import msgspec

    from kg.corpus.diff import as_values, differences, told_by
    from kg.reports.escape import readable, visible

    counts: Counter[str] = Counter()
    for found in differences(told_by(before), told_by(after)):
        counts[found.kind] += 1
        if as_json:
            sys.stdout.write(visible(msgspec.json.encode(as_values(found)).decode()) + "\n")
        elif counts.total() <= limit:
            sys.stdout.write(readable(_line(found)) + "\n")
    if not as_json and counts.total() > limit:
        say(f"{counts.total() - limit:,} more; --limit shows them")
    say(f"{counts['gained']:,} gained, {counts['lost']:,} lost, {counts['changed']:,} changed")


def _line(found: Difference) -> str:
    told = found.told
    names = " → ".join(", ".join(names) or "nobody" for names in (told.source, told.target))
    what = (
        f"{found.kind:8}{told.article}  {told.event}  {told.type} “{told.trigger}”  {names}  {told.start or 'no date'}"
    )
    changes = "; ".join(f"{name} {_value(old)} → {_value(new)}" for name, (old, new) in found.slots.items())
    return f"{what}  [{changes}]" if changes else what


def _value(value: object) -> str:
    return ", ".join(map(str, value)) or "nobody" if isinstance(value, tuple) else str(value or "none")
