"""What the tests of the pipeline and the command line share: articles, the command run here or in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from kg.cli import app
from kg.graph.store import open_store
from kg.model import Article, ArticleRecord, Event, Mention, Place, Span, Time
from kg.text.readers import read_articles

PROJECT = Path(__file__).parents[1]
ARTICLES = PROJECT / "data" / "articles"
SHARED = PROJECT.parent / "shared"
MEETING = "Iranian security chief Ali Shamkhani met Russian envoy Alexander Lavrentiev in Tehran on Tuesday."


def kg(*words: object, stdin: bytes | None = None) -> Result:
    """`kg` in this process."""
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def own_process(*words: object, script: Path | None = None, **more: Any) -> subprocess.Popen[str]:
    """`kg`, or a script that runs it, in a process of its own."""
    start = [str(script)] if script else ["-c", "from kg.cli import app; app()"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.Popen(
        [sys.executable, *start, *map(str, words)],
        env=environment | {"PYTHONPATH": str(PROJECT)} | more.pop("env", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def read(path: Path) -> list[Article]:
    """The articles of a file or folder that can be read."""
    return [item for item in read_articles([path], "2017-09-06") if isinstance(item, Article)]


def lines(path: Path, values: Iterable[object]) -> Path:
    """A JSON Lines file; bytes are written as they are."""
    path.write_bytes(b"".join(v + b"\n" if isinstance(v, bytes) else json.dumps(v).encode() + b"\n" for v in values))
    return path


def rows(address: object, query: str, **parameters: object) -> list[tuple[Any, ...]]:
    """What a store answers."""
    with open_store(str(address)) as store:
        return store.read(query, parameters).rows


def said_of(record: ArticleRecord) -> list[Span | Mention | Time | Place]:
    """Everything in a record that claims to be words of the text."""
    return [*record.times, *record.places, *(each for event in record.events for each in said_of_event(event))]


def said_of_event(event: Event) -> list[Span | Mention | Time | Place]:
    given: list[Span | Mention | Time | Place | None] = [event.sentence, event.trigger, *event.source, *event.target]
    given += [event.speaker, event.place]
    if event.date and event.date.text is not None:
        start, end = event.date.start_char, event.date.end_char
        assert start is not None
        assert end is not None
        given.append(Span(text=event.date.text, start=start, end=end))
    return [each for each in given if each is not None]


def names(mentions: Iterable[Mention]) -> set[str]:
    """The actors of mentions."""
    return {mention.actor.name for mention in mentions}


def until(condition: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 60) -> None:
    """Wait until something is so, or the process has ended."""
    import time

    end = time.monotonic() + seconds
    while not condition() and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.002)
