"""`kg review`: the questions that a build left, asked one by one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from kg.cli_build import Folder, Wait, _load, _written
from kg.cli_coding import Where
from kg.cli_decisions import By, folder_of, in_words, login, make, opened_at
from kg.cli_errors import exits_cleanly, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.corpus.corpus import Corpus
    from kg.corpus.review import Item
    from kg.resolve.decisions import Decision, DecisionKind

REVIEW_EPILOG = (
    "Example: kg review --store kg.db, answer by single keys, then kg review --apply; kg review --list --kind actors; "
    "kg review --json | head"
)
_KEYS = {
    "actors": "s same, d different, r rename, k skip, q quit",
    "events": "s same, d different, x drop the second, f fix a slot of the second, k skip, q quit",
    "unsure": "c confirm, x drop, f fix a slot, k skip, q quit",
}
_WIDTH = 110


class _Answer(NamedTuple):
    """What a key decides: of which sides, with which value."""

    kind: DecisionKind
    sides: tuple[int, ...]
    value: dict[str, str | None]


@exits_cleanly
def review(
    store: Where = None,
    corpus: Folder = None,
    kind: Annotated[
        Literal["actors", "events", "unsure"] | None,
        typer.Option(
            help="Only pairs of actors, pairs of events, or events of low confidence.", show_default="all of them"
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Ask nothing; print the questions.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ask nothing; a line of JSON a question.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many questions.")] = 100,
    by: By = None,
    ask_why: Annotated[bool, typer.Option("--why", help="Ask for the reason of each answer.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Ask nothing; put what was decided into the graph.")] = False,
    wait: Wait = False,
) -> None:
    """Look at what kg is not sure of: actors and events that may be one, events that it doubts; those whose answer
    changes most come first. An answer is one key, and is on the disk before the next question."""
    folder = folder_of(store, corpus)
    if apply:
        _apply(folder, store, wait)
        return
    with opened_at(folder) as opened:
        questions = _questions(opened, kind, limit)
        if listed or as_json:
            _print(questions, as_json)
        else:
            _walk(opened, questions, by or login(), ask_why)


def _questions(corpus: Corpus, kind: Literal["actors", "events", "unsure"] | None, limit: int) -> Iterator[Item]:
    from itertools import islice

    from kg.corpus.decision_files import read_decisions
    from kg.corpus.review import items
    from kg.resolve.decisions import in_force

    decided = in_force(read_decisions(corpus.folder / "decisions", lambda problem: say(str(problem))))
    return islice(items(corpus, decided, kind), limit)


def _print(questions: Iterator[Item], as_json: bool) -> None:
    import msgspec

    from kg.reports.escape import visible

    count = 0
    for item in questions:
        count += 1
        if as_json:
            told = {**item._asdict(), "sides": [side._asdict() for side in item.sides]}
            sys.stdout.write(visible(msgspec.json.encode(told).decode()) + "\n")
        else:
            sys.stdout.write("\n".join(_shown(item)) + "\n\n")
    say(f"{count:,} questions{'; kg review asks them' if count else ''}")


def _walk(corpus: Corpus, questions: Iterator[Item], by: str, ask_why: bool) -> None:
    from kg.corpus.decision_files import append

    made: list[Decision] = []
    affected = 0
    try:
        for item in questions:
            sys.stdout.write("\n".join(_shown(item)) + "\n")
            answer = _asked(corpus, item)
            if answer is None:
                break
            if answer.sides:
                why = input("why? ").strip() if ask_why else ""
                subjects = [item.subjects[side] for side in answer.sides]
                made.append(make(answer.kind, subjects, answer.value, by, why))
                append(corpus.folder / "decisions", made[-1:])
                affected += sum(item.sides[side].articles for side in answer.sides)
                sys.stdout.write(f"  written: {made[-1].id}; kg undo takes it back\n")
            sys.stdout.write("\n")
    except (KeyboardInterrupt, EOFError):
        sys.stdout.write("\n")
    for each in made:
        say(f"{each.id}  {in_words(each)}")
    if made:
        say(f"{len(made):,} decisions about what {affected:,} articles say; kg review --apply takes them up")
    else:
        say("nothing was decided")


def _asked(corpus: Corpus, item: Item) -> _Answer | None:
    """What the person answers, without sides to skip; None to end."""
    both = tuple(range(len(item.sides)))
    last = both[-1:]
    while True:
        key = _key(f"  {_KEYS[item.kind]}: ")
        known = {word[0] for word in _KEYS[item.kind].split(", ")}
        if key not in known:
            continue
        match key:
            case "q":
                return None
            case "s":
                return _Answer("same", both, {})
            case "d":
                return _Answer("different", both, {})
            case "c":
                return _Answer("confirm", both, {})
            case "x":
                return _Answer("drop_event", last, {})
            case "r":
                if found := _renamed():
                    return found
            case "f":
                if found := _fixed(corpus, last):
                    return found
            case _:
                return _Answer("confirm", (), {})


def _renamed() -> _Answer | None:
    side = input("  which of the two, 1 or 2? ").strip()
    name = input("  what is it to be called? ").strip()
    return _Answer("rename", (int(side) - 1,), {"name": name}) if side in ("1", "2") and name else None


def _fixed(corpus: Corpus, sides: tuple[int, ...]) -> _Answer | None:
    from kg.corpus.fixing import slot_value
    from kg.resolve.slots import SLOTS, check

    slot = input(f"  which slot ({', '.join(SLOTS)})? ").strip()
    told = input("  what is right? ").strip()
    try:
        value = slot_value(corpus, slot, told)
        check(slot, value)
    except (UsageError, ValueError) as error:
        say(str(error))
        return None
    return _Answer("fix_slot", sides, value)


def _key(prompt: str) -> str:
    """One key on a terminal; else the first letter of a line. EOFError where there is no more."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()[:1].lower()
    import click

    key = click.getchar()
    sys.stdout.write(f"{key if key.isprintable() else ''}\n")
    return key.lower()


def _shown(item: Item) -> list[str]:
    """A question in lines; what articles say is made harmless."""
    from textwrap import wrap

    from kg.reports.escape import readable

    about = {"actors": "One actor?", "events": "One event?", "unsure": "Is this right?"}[item.kind]
    lines = [f"{about}  score {item.score:.2f}: {readable('; '.join(filter(None, item.reasons)))}  [{item.id}]"]
    for number, side in enumerate(item.sides, 1):
        articles = f"{side.articles:,} article{'s' if side.articles != 1 else ''}"
        lines.append(f"  {number}. {readable(side.title)} ({articles})")
        for article, sentence in side.sentences:
            said = wrap(f"{readable(sentence)} [{readable(article)}]", _WIDTH) or [""]
            lines += [f"       {line}" for line in said]
    return lines


def _apply(folder: Path, store: str | None, wait: bool) -> None:
    from kg.cli_progress import Tally
    from kg.graph.store import open_store
    from kg.settings import default_store

    tally = Tally()
    with _written(folder, wait, there=True) as opened, open_store(store or default_store(), create=True) as graph:
        graph.prepare()
        _load(opened, graph, tally)
        place = graph.address
    tally.summary(False, f"{place}", "events")
