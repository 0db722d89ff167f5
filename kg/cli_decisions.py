"""What was decided, listed and undone: `kg decisions`, `kg undo`; and how a decision is written."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_build import Folder
from kg.cli_coding import Where
from kg.cli_errors import exits_cleanly, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.resolve.decisions import Decision, DecisionKind, Subject

DECISIONS_EPILOG = "Example: kg decisions --store kg.db; kg decisions --json | jq 'select(.unfound != [])'"
UNDO_EPILOG = "Example: kg undo 5a0c1b2d3e4f --why 'two of one name after all'"

By = Annotated[str | None, typer.Option("--by", help="Who decides.", show_default="your login name")]
Json = Annotated[bool, typer.Option("--json", help="The decision as JSON on standard output.")]
Why = Annotated[str, typer.Option("--why", help="The reason, which is kept.")]


@exits_cleanly
def decisions(
    store: Where = None,
    corpus: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON a decision.")] = False,
) -> None:
    """What was decided: who, when, what, why, and what finds no object any more. What was undone is shown too."""
    import msgspec

    from kg.corpus.amending import unfound
    from kg.corpus.decision_files import read_decisions
    from kg.reports.escape import readable, visible
    from kg.resolve.decisions import in_force

    with opened_at(folder_of(store, corpus)) as opened:
        every = {each.id: each for each in read_decisions(opened.folder / "decisions", lambda p: say(str(p)))}
        counting = in_force(every.values())
        lost: dict[str, list[str]] = {}
        for missing in unfound(opened, counting):
            lost.setdefault(missing.decision.id, []).append(f"{missing.reason}: {missing.subject.told}")
    force = {each.id for each in counting}
    for each in sorted(every.values(), key=lambda d: (d.at, d.id)):
        if as_json:
            told = {"id": each.id, "in_force": each.id in force, "unfound": lost.get(each.id, [])}
            line = msgspec.json.encode({**told, **msgspec.to_builtins(each)}).decode()
            sys.stdout.write(visible(line) + "\n")
            continue
        state = "" if each.id in force or each.kind == "undo" else "  [undone, or decided otherwise later]"
        sys.stdout.write(readable(f"{each.id}  {each.at}  {each.by or 'somebody'}  {in_words(each)}{state}") + "\n")
        for reason in lost.get(each.id, []):
            sys.stdout.write(f"    finds no object: {readable(reason)}\n")
    say(f"{len(every):,} decisions, {len(force):,} in force, {len(lost):,} that find no object")


@exits_cleanly
def undo(
    decision: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Of a decision, as kg decisions shows it.", show_default="last")
    ] = None,
    store: Where = None,
    corpus: Folder = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """Undo a decision. Nothing is deleted: another decision says that it counts no more; undo that one, and it counts
    again."""
    from kg.corpus.decision_files import read_decisions
    from kg.resolve.decisions import in_force

    with opened_at(folder_of(store, corpus)) as opened:
        every = {each.id: each for each in read_decisions(opened.folder / "decisions", lambda p: say(str(p)))}
        if decision is None:
            counting = in_force(every.values())
            if not counting:
                raise UsageError("nothing was decided that could be undone")
            chosen = counting[-1]
        else:
            found = [each for key, each in sorted(every.items()) if key.startswith(decision)]
            if len(found) != 1:
                what = "several decisions begin with" if found else "no decision"
                raise UsageError(f"{what} {decision!r}; kg decisions lists them")
            chosen = found[0]
        decide(opened, "undo", [], {"decision": chosen.id}, by, why, as_json)
        say(f"undone: {in_words(chosen)}")


def in_words(decision: Decision) -> str:
    """A decision in one line."""
    told = " | ".join(each.name or each.actor or f"{each.event or ''} in {each.article}" for each in decision.subjects)
    shown = (name for name in ("name", "role", "country", "since", "until", "slot", "value", "decision"))
    value = ", ".join(f"{name} {decision.value[name]}" for name in shown if decision.value.get(name))
    parts = (decision.kind.replace("_", " "), told, f"→ {value}" if value else "", f"({decision.why or 'no reason'})")
    return " ".join(filter(None, parts))


def make(
    kind: DecisionKind, subjects: Iterable[Subject], value: dict[str, str | None], by: str | None, why: str
) -> Decision:
    """A decision of now."""
    from kg.resolve.decisions import Decision

    known: dict[str, str | None] = {name: told for name, told in value.items() if told is not None}
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    return Decision(kind=kind, subjects=tuple(subjects), value=known, by=by or login(), at=at, why=why)


def login() -> str:
    """Who is at work."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a name, as in some containers
        return "unknown"


def decide(
    corpus: Corpus,
    kind: DecisionKind,
    subjects: list[Subject],
    value: dict[str, str | None],
    by: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Write a decision down, and say so."""
    import msgspec

    from kg.corpus.decision_files import append
    from kg.reports.escape import visible

    made = make(kind, subjects, value, by, why)
    file = append(corpus.folder / "decisions", [made])
    told = visible(msgspec.json.encode({"id": made.id, **msgspec.to_builtins(made)}).decode()) if as_json else made.id
    sys.stdout.write(f"{told}\n")
    say(f"written to {file}; kg build, or kg review --apply, puts it into the graph; kg undo takes it back")


def folder_of(store: str | None, corpus: Path | None) -> Path:
    """The corpus that options name."""
    from kg.settings import corpus_beside, default_store

    return corpus or corpus_beside(store or default_store())


def opened_at(folder: Path) -> AbstractContextManager[Corpus]:
    """The corpus there, to be read."""
    from kg.corpus.corpus import reading

    return reading(folder)
