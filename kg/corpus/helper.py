"""A second process that works out of a corpus what this one then writes: coding is over, and one more CPU is free.

It reads the corpus as it was last written, and gives its answers in the order of the articles. Where it dies, or there
is too little to do for starting it, this process does the same work.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.corpus import processes

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus

FEW = 300
"""Articles that are not worth a process, which takes about half a second to start."""
_PORTION = 50
"""Articles that are handed over at once."""
_AHEAD = 3
"""Portions under way."""

T = TypeVar("T")
Works = Callable[["Corpus", list[str]], list[T]]
"""What is to be worked out of these articles; a function that another process finds under the same name."""

_corpus: Corpus | None = None
"""In the process: what it reads."""


class Helper:
    """Nothing is started before there is enough to do; `close` it in the end."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._executor: ProcessPoolExecutor | None = None

    def expect(self, articles: int) -> None:
        """So many articles are to be worked on soon."""
        if articles >= FEW and self._executor is None:
            with processes.without_interrupts():
                self._executor = ProcessPoolExecutor(1, get_context("spawn"), _open, (self._corpus.folder,))
                self._executor.submit(_ready)

    def work(self, works: Works[T], articles: Iterable[str]) -> Iterator[T]:
        """What `works` gives for all of these, in portions. What it raises is raised here."""
        left = iter(articles)
        first = list(islice(left, FEW))
        self.expect(len(first))
        left = chain(first, left)
        under_way: deque[tuple[list[str], Future[list[T]] | None]] = deque()
        while portion := list(islice(left, _PORTION)):
            under_way.append((portion, self._submit(works, portion)))
            if len(under_way) >= _AHEAD:
                yield from self._next(works, under_way)
        while under_way:
            yield from self._next(works, under_way)

    def close(self) -> None:
        """Let go of the process."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _submit(self, works: Works[T], portion: list[str]) -> Future[list[T]] | None:
        if self._executor is None:
            return None
        try:
            return self._executor.submit(_work, works, portion)
        except BrokenProcessPool:
            return None

    def _next(self, works: Works[T], under_way: deque[tuple[list[str], Future[list[T]] | None]]) -> list[T]:
        portion, answer = under_way.popleft()
        try:
            if answer is not None:
                return answer.result()
        except BrokenProcessPool:
            self.close()
        return works(self._corpus, portion)


def _open(folder: Path) -> None:
    global _corpus
    from kg.corpus.corpus import Corpus

    processes.begin()
    _corpus = Corpus(folder)


def _ready() -> None:
    """So that the process is there before there is work."""


def _work(works: Works[T], portion: list[str]) -> list[T]:
    assert _corpus is not None
    return works(_corpus, portion)
