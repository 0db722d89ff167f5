"""A process that ends itself when its work takes too long, whatever it is doing then.

A limit that Python looks at does not hold: a regular expression or a parser written in C lets no signal handler and no
thread of Python run until it is done. So the kernel's timer ends the process, by processor time, so that a machine that
is busy with other things costs no article; and a thread that is not Python's ends it once several times as much has
gone by on the clock, as where it waits for something that never comes. Both write down first where it was.
"""

from __future__ import annotations

import faulthandler
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TimeLimit:
    """Of the process that it is made in, which may be limited by one alone. `notes` is a folder in which the process
    that started this one looks for why it ended."""

    def __init__(self, notes: Path) -> None:
        self._note = (notes / str(os.getpid())).open("wb")  # kept open: it is written to where nothing else can be done
        if hasattr(signal, "SIGPROF"):
            faulthandler.register(signal.SIGPROF, self._note, all_threads=False, chain=True)

    @contextmanager
    def holds(self, seconds: float, clock: float) -> Iterator[None]:
        """What is done inside takes at most so many seconds of processor time, where the system has such a timer, and
        so many on the clock; or the process ends."""
        timer = getattr(signal, "setitimer", None)
        faulthandler.dump_traceback_later(clock, file=self._note, exit=True)
        if timer is not None:
            timer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            if timer is not None:
                timer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()


def ended_one(notes: Path) -> bool:
    """Whether a limit ended a process whose notes are in this folder."""
    return any(note.stat().st_size for note in notes.iterdir())
