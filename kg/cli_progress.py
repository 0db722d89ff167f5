"""What people see while a long command works: a counter on standard error, if that is a terminal; and the summary."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kg.cli_errors import say
from kg.model import Problem


@dataclass
class Tally:
    """Counts of one run, for the summary and the exit code."""

    articles: int = 0
    coded: int = 0
    events: int = 0
    set_aside: int = 0
    warnings: int = 0
    more: dict[str, int] = field(default_factory=dict)

    def tell(self, problem: Problem) -> None:
        """Count a problem and say it in one line."""
        if problem.set_aside:
            self.set_aside += 1
            say(f"set aside: {problem}")
        else:
            self.warnings += 1
            say(f"warning: {problem}")

    def counted(self, *names: str) -> dict[str, int]:
        """All counts by name, or those of `names`; and what is in `more`."""
        chosen = names or ("articles", "coded", "events", "set_aside", "warnings")
        return {name: getattr(self, name) for name in chosen} | self.more

    @property
    def exit_code(self) -> int:
        """1 if some input was set aside."""
        return 1 if self.set_aside else 0

    def summary(self, as_json: bool, done: str, *names: str) -> None:
        """The counts, all or those of `names`: as JSON on standard output, or as a line to people."""
        counted = self.counted(*names)
        if as_json:
            print(json.dumps(counted))
        else:
            counts = ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in counted.items())
            say(f"{done}: {counts}")


class Ticker:
    """Counts what is done."""

    def __init__(self, show: Callable[[int], None]) -> None:
        self._show = show
        self._count = 0

    def step(self) -> None:
        """One more."""
        self._count += 1
        self._show(self._count)


@contextmanager
def ticking(label: str, total: int | None = None) -> Iterator[Ticker]:
    """A live counter on standard error with its rate, and a bar and the time left where `total` is known; nothing where
    that is no terminal."""
    if not sys.stderr.isatty():
        yield Ticker(lambda _: None)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bar = [] if total is None else [BarColumn()]
    left = [] if total is None else [TextColumn("left"), TimeRemainingColumn()]
    rate = TextColumn("{task.fields[rate]}")
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), *bar, MofNCompleteColumn(), rate, TimeElapsedColumn(), *left
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120) as progress:
        task = progress.add_task(label, total=total, rate="")
        began = time.monotonic()

        def show(count: int) -> None:
            rate = count / max(time.monotonic() - began, 0.001)
            progress.update(task, completed=count, rate=f"{rate:.3g} a second")

        yield Ticker(show)


@contextmanager
def measured(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error that moves on by what the function is given, until `total`; nothing where that is no
    terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda count: progress.advance(task, count)
