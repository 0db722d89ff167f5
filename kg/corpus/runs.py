"""The runs of a corpus: what each did and how far it is, for `kg status` and for the time that is left."""

from __future__ import annotations

import sqlite3
import time
from typing import Literal, NamedTuple

Phase = Literal["reading", "loading", "done", "stopped"]


class Run(NamedTuple):
    """One run of `kg build`. Times are seconds since 1970; `expected` is how many articles there are to read, as far as
    that can be told; `coding_since` is when the first article went to the coder."""

    number: int
    started: float
    touched: float
    ended: float | None
    phase: Phase
    expected: int | None
    read: int
    coded: int
    set_aside: int
    coding_since: float | None

    @property
    def rate(self) -> float | None:
        """Articles coded a second."""
        if self.coding_since is None or self.touched <= self.coding_since:
            return None
        return self.coded / (self.touched - self.coding_since)

    @property
    def seconds_left(self) -> float | None:
        """Until all articles are read, at the rate of this run so far."""
        if self.ended is not None or self.expected is None or not self.read or self.coding_since is None:
            return None
        return max(0, self.expected - self.read) * (self.touched - self.coding_since) / self.read


class Runs:
    """The table `run` of a manifest; writing is inside its transactions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def begin(self, expected: int | None) -> int:
        """A new run; its number. A run that never ended was killed."""
        now = time.time()
        self._database.execute("UPDATE run SET ended = touched, phase = 'stopped' WHERE ended IS NULL")
        return int(
            self._database.execute(
                "INSERT INTO run (started, touched, phase, expected) VALUES (?, ?, 'reading', ?)", (now, now, expected)
            ).lastrowid
            or 0
        )

    def begin_coding(self, run: int) -> None:
        self._database.execute("UPDATE run SET coding_since = ? WHERE number = ?", (time.time(), run))

    def progress(self, run: int, *, read: int, coded: int, set_aside: int) -> None:
        """How far a run is."""
        self._database.execute(
            "UPDATE run SET touched = ?, read = ?, coded = ?, set_aside = ? WHERE number = ?",
            (time.time(), read, coded, set_aside, run),
        )

    def enter(self, run: int, phase: Phase) -> None:
        """The next phase of a run; the last two end it."""
        now = time.time()
        ended = now if phase in ("done", "stopped") else None
        self._database.execute("UPDATE run SET phase = ?, ended = ? WHERE number = ?", (phase, ended, run))

    def last(self) -> Run | None:
        """The latest run."""
        columns = ", ".join(Run._fields)
        row = self._database.execute(f"SELECT {columns} FROM run ORDER BY number DESC LIMIT 1").fetchone()  # noqa: S608
        return row and Run(*row)
