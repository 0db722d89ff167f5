"""Coding by other processes of this machine, one or more, each with a coder of its own.

They are new processes of the same Python, so each loads the models: about 0.8 GB of memory a worker. So many batches
are under way that none waits; what is read and not yet coded stays within that. A worker that dies on an article (it
was killed for its memory, a library crashed, it took longer than it may) takes no other with it: what it held is coded
again, one article at a time, by new ones, and the article that does it again is set aside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from kg.corpus import processes
from kg.corpus.coding import Codes, Coding, Signed, code_batch, failed
from kg.corpus.fingerprints import fingerprint
from kg.corpus.manifest import Coded
from kg.corpus.once import OnceEach
from kg.corpus.time_limit import TimeLimit, ended_one
from kg.model import Article

AHEAD = 2
"""Batches under way for each worker."""
CHARACTERS_A_SECOND = 2_000
"""What any machine codes in a second of processor time; a batch of several articles may take that much longer than one
article may, and then each of them is coded alone."""

Makes = Callable[[], Codes]
"""Loads a coder; a function that another process finds under the same name."""

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE, WAIT = 6, 30
"""Seconds on the clock for each second of processor time that an article may take, and those that any may."""
_loaded: Codes | Exception | None = None
"""In a worker: its coder, or why it has none."""
_WARM = Article(id="", text="Iran's envoy met Iraq's president in Baghdad on Tuesday.", published="2017-09-06")
"""Coded once by each worker, so that no article's time goes into what is loaded when it is first needed."""
_limit: TimeLimit | None = None
"""In a worker."""


@contextmanager
def workers(makes: Makes, count: int, seconds: float) -> Iterator[Coding]:
    """Coding by `count` processes; they end with this one, however it ends. An article may take so many seconds of
    processor time. What `makes` raises is raised here."""
    with TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as notes:
        pool = Pool(makes, count, seconds, Path(notes))
        try:
            yield Coding(pool.signature(), pool.answers)
        except BaseException:
            pool.kill()
            raise
        finally:
            pool.close()


class Pool:
    """What `workers` starts. `notes` is an empty folder of its own; `close` it in the end."""

    def __init__(self, makes: Makes, count: int, seconds: float, notes: Path) -> None:
        self._makes = makes
        self._count = count
        self._seconds = seconds
        self._notes = notes
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

    def kill(self) -> None:
        """What is being coded is not waited for."""
        for process in list((self._executor._processes or {}).values()):  # kill_workers() from Python 3.14 on
            process.kill()

    def close(self) -> None:
        """Let go of the processes, once what they are coding is coded."""
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
            self._executor.shutdown(wait=True)
            slow = ended_one(self._notes)
            self._renew()
            reason = (
                f"took longer than {self._seconds:g} seconds to code" if slow else "a process died when it coded it"
            )
            return [failed(self.signature(), article, reason)]

    def _code(self, batch: Sequence[Article]) -> Future[list[Coded]]:
        try:
            return self._submit(_code, batch, self._allowed(batch))
        except BrokenProcessPool as error:  # it broke since, and the next answer that is asked for says so
            broken: Future[list[Coded]] = Future()
            broken.set_exception(error)
            return broken

    def _allowed(self, batch: Sequence[Article]) -> float:
        if len(batch) == 1:
            return self._seconds
        return self._seconds + sum(len(article.text) for article in batch) / CHARACTERS_A_SECOND

    def _renew(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        for note in self._notes.iterdir():
            note.unlink()
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, get_context("spawn"), _load, (self._makes, self._notes))

    def _submit(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        with processes.without_interrupts():
            return self._executor.submit(function, *arguments, **named)


def _load(makes: Makes, notes: Path) -> None:
    global _loaded, _limit
    processes.begin(partial(rmtree, notes, ignore_errors=True))
    _limit = TimeLimit(notes)
    try:
        _loaded = OnceEach(makes())
        fingerprint(_WARM)
        code_batch(_loaded, [_WARM])
    except Exception as error:  # whatever it is, it is raised where somebody reads it
        _loaded = error


def _coder() -> Codes:
    if _loaded is None or isinstance(_loaded, Exception):
        raise _loaded or RuntimeError("no coder was loaded")
    return _loaded


def _signature() -> Signed:
    return _coder().signature


def _code(batch: Sequence[Article], seconds: float) -> list[Coded]:
    coder = _coder()
    assert _limit is not None
    with _limit.holds(seconds, PATIENCE * seconds + WAIT):
        return code_batch(coder, batch)
