"""Coding by several processes of this machine, each with a coder of its own.

They are new processes of the same Python, so each loads the models: about 0.8 GB of memory a worker. So many batches
are under way that none waits; what is read and not yet coded stays within that. A worker that dies on an article (it
was killed for its memory, a library crashed) takes no other with it: what it held is coded again, one article at a
time, by new ones, and the article that does it again is set aside.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import ParamSpec, TypeVar

from kg.corpus.coding import Codes, Coding, Signed, code_batch, failed
from kg.corpus.manifest import Coded
from kg.corpus.once import OnceEach
from kg.model import Article

AHEAD = 2
"""Batches under way for each worker."""

Makes = Callable[[], Codes]
"""Loads a coder; a function that another process finds under the same name."""

P = ParamSpec("P")
T = TypeVar("T")

_loaded: Codes | Exception | None = None
"""In a worker: its coder, or why it has none."""


@contextmanager
def workers(makes: Makes, count: int) -> Iterator[Coding]:
    """Coding by `count` processes; they end with this one, however it ends. What `makes` raises is raised here."""
    pool = _Pool(makes, count)
    try:
        yield Coding(pool.signature(), pool.answers)
    finally:
        pool.close()


class _Pool:
    def __init__(self, makes: Makes, count: int) -> None:
        self._makes = makes
        self._count = count
        self._executor = self._start()
        self._signed: Signed | None = None

    def signature(self) -> Signed:
        self._signed = self._signed or self._submit(_signature).result()
        return self._signed

    def answers(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Coded]]:
        """The answers in the order of the batches."""
        under_way: deque[tuple[Sequence[Article], Future[list[Coded]]]] = deque()
        for batch in batches:
            under_way.append((batch, self._code(batch)))
            while len(under_way) >= AHEAD * self._count:
                yield self._next(under_way)
        while under_way:
            yield self._next(under_way)

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _next(self, under_way: deque[tuple[Sequence[Article], Future[list[Coded]]]]) -> list[Coded]:
        batch, answer = under_way.popleft()
        try:
            return answer.result()
        except BrokenProcessPool:
            self._renew()
            found = [one for article in batch for one in self._alone(article)]
            again = [(other, self._again(other, given)) for other, given in under_way]
            under_way.clear()
            under_way.extend(again)
            return found

    def _again(self, batch: Sequence[Article], given: Future[list[Coded]]) -> Future[list[Coded]]:
        """A batch that went down with the others; what was answered before stays."""
        return given if given.done() and given.exception() is None else self._code(batch)

    def _alone(self, article: Article) -> list[Coded]:
        try:
            return self._code([article]).result()
        except BrokenProcessPool:
            self._renew()
            return [failed(self.signature(), article, "a process died when it coded it")]

    def _code(self, batch: Sequence[Article]) -> Future[list[Coded]]:
        try:
            return self._submit(_code, batch)
        except BrokenProcessPool as error:  # it broke since, and the next answer that is asked for says so
            broken: Future[list[Coded]] = Future()
            broken.set_exception(error)
            return broken

    def _renew(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, get_context("spawn"), _load, (self._makes,))

    def _submit(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Ctrl-C is for the process that people see: those that are started here never get to know of it."""
        with _without_interrupts():
            return self._executor.submit(function, *arguments, **named)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C waits for the end; what is started inside inherits that it waits for ever. Windows has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _load(makes: Makes) -> None:
    global _loaded
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _loaded = OnceEach(makes())
    except Exception as error:  # whatever it is, it is raised where somebody reads it
        _loaded = error


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _coder() -> Codes:
    if _loaded is None or isinstance(_loaded, Exception):
        raise _loaded or RuntimeError("no coder was loaded")
    return _loaded


def _signature() -> Signed:
    return _coder().signature


def _code(batch: Sequence[Article]) -> list[Coded]:
    return code_batch(_coder(), batch)
