"""What holds for each process that this one starts: it hears nothing of Ctrl-C, and it ends when this one does."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ctrl-C waits for the end; what is started inside inherits that it waits for ever. Windows has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin(clear_up: Callable[[], None] = lambda: None) -> None:
    """In a process that was started: Ctrl-C is for the one that people see. Where that one was killed, `clear_up` what
    it could not, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(clear_up,), daemon=True).start()


def _end_with_parent(clear_up: Callable[[], None]) -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        clear_up()
        os._exit(1)
