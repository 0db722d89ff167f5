"""Articles into a corpus: what it lacks is coded, what cannot be used is set aside with its reason."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kg.corpus import amending, asides
from kg.corpus.asides import SetAside
from kg.corpus.coding import Coding, batches
from kg.corpus.corpus import Corpus
from kg.corpus.expected import expected
from kg.corpus.manifest import Coded
from kg.model import Article, ArticleRecord, Problem

Reads = Callable[[Iterable[Path], str | None, str], Iterator[Article | Problem]]
"""`kg.text.readers.read_articles`: paths, publication date, columns as `text=body,published=date`."""


_record = msgspec.json.Decoder(ArticleRecord).decode


@dataclass(frozen=True)
class Input:
    """A file, folder or `-` to read, the publication date of articles in it that have none, and the columns of tables
    in it that are not recognised, as `text=body,published=date`."""

    path: Path
    published: str | None = None
    columns: str = ""

    @property
    def key(self) -> str:
        return asides.input_key(self.path)


@dataclass
class Told:
    """How a run tells what it does: each problem, and each article that it read or coded."""

    problem: Callable[[Problem], None] = lambda _: None
    read: Callable[[], None] = lambda: None
    coded: Callable[[], None] = lambda: None


@dataclass
class _Counts:
    read: int = 0
    coded: int = 0
    set_aside: int = 0
    of_input: dict[str, int] = field(default_factory=dict)


def code_missing(
    corpus: Corpus,
    inputs: Sequence[Input],
    coding: Coding,
    reads: Reads,
    told: Told,
    *,
    retry: bool = False,
    anew: bool = False,
) -> tuple[int, int]:
    """Code what the corpus lacks of these inputs, and all that was read of it before if it was coded otherwise; how
    many articles could be read, and how many were coded. What was set aside in the inputs before and is in order now
    is so no more. `retry`: the articles that the coder failed on are tried again, though nothing changed. `anew`: what
    another version of the coder coded, and is in none of these inputs, is coded again from what the corpus kept of it.

    Ctrl-C ends it after the batches that are under way, whose records are kept; then KeyboardInterrupt is raised. A
    second Ctrl-C ends it at once. KgError if the disk is full or a model is missing; what was coded is kept.
    """
    run = _Run(corpus, inputs, coding, told, retry)
    with _interrupts() as interrupted:
        try:
            for answers in coding.answers(batches(run.missing(reads, interrupted, anew=anew))):
                run.keep(answers)
        finally:
            corpus.shards.write_waiting(all_of_it=True)
    if interrupted.is_set():
        run.stopped()
        raise KeyboardInterrupt
    run.finish()
    return run.counts.read, run.counts.coded


class _Run:
    """One run: what it has read and not yet written down, and its counts."""

    def __init__(self, corpus: Corpus, inputs: Sequence[Input], coding: Coding, told: Told, retry: bool) -> None:
        self.counts = _Counts()
        self._corpus = corpus
        self._inputs = inputs
        self._coding = coding
        self._told = told
        self._retry = retry
        self._problems: list[tuple[SetAside, str]] = []
        self._input_of: dict[str, str] = {}
        self._amended = amending.articles(corpus)
        before = corpus.asides.expected([one.key for one in inputs])
        with corpus.manifest.writing():
            self.number = corpus.runs.begin(expected(one.path for one in inputs) or before)
            corpus.runs.begin_coding(self.number)

    def missing(self, reads: Reads, interrupted: threading.Event, *, anew: bool) -> Iterator[Article]:
        """The articles that are to be coded, until Ctrl-C."""
        for one, item in self._items(reads):
            if interrupted.is_set():
                return
            if isinstance(item, Problem):
                self._told.problem(item)
                if item.set_aside:
                    self._aside(asides.of_problem(item), one.key)
                continue
            self.counts.read += 1
            self.counts.of_input[one.key] = self.counts.of_input.get(one.key, 0) + 1
            self._told.read()
            if self._is_missing(item, one.key):
                self._input_of[item.id] = one.key
                yield item
            if len(self._problems) >= 1_000:
                self._write_down()
        if anew:
            yield from self._coded_otherwise(interrupted)

    def _coded_otherwise(self, interrupted: threading.Event) -> Iterator[Article]:
        found = dict(self._corpus.manifest.coded_otherwise(self._coding.signature.version))
        for article in self._corpus.shards.articles([key for key in found if key not in self._input_of]):
            if interrupted.is_set():
                return
            self._input_of[article.id] = found[article.id]
            yield article

    def keep(self, answers: Sequence[Coded]) -> None:
        """Write down what was coded, all of it or nothing; also the actors of each record, while others code. Those of
        records that decisions amend are taken over when all is coded."""
        failed = [one for one in answers if one.record is None]
        for one in failed:
            self._failed(one.id, self._input_of[one.id], one.reason)
        self.counts.coded += len(answers) - len(failed)
        with self._corpus.manifest.writing():
            self._corpus.manifest.note_coded(answers, self._coding.signature.version, self._input_of)
            for one in answers:
                if one.fingerprint:
                    self._corpus.texts.put(one.fingerprint)
                if one.record is not None and one.id not in self._amended:
                    self._corpus.cast.put(_record(one.record), one.digest)
            self._note()
        for one in answers:
            del self._input_of[one.id]
            self._told.coded()
        self._corpus.shards.write_waiting(all_of_it=False)
        self._corpus.helper.expect(self.counts.coded)

    def finish(self) -> None:
        """All inputs were read to their end."""
        with self._corpus.manifest.writing():
            self._note()
            self._corpus.asides.forget_mended((one.key for one in self._inputs), self.number)
            for one in self._inputs:
                self._corpus.asides.note_input(
                    one.key, one.published, one.columns, self.counts.of_input.get(one.key, 0)
                )
            self._corpus.runs.enter(self.number, "loading")
        self._corpus.shards.tidy()

    def stopped(self) -> None:
        """Ctrl-C came."""
        with self._corpus.manifest.writing():
            self._note()
            self._corpus.runs.enter(self.number, "stopped")

    def _items(self, reads: Reads) -> Iterator[tuple[Input, Article | Problem]]:
        """What is read, with the input that it is from. Inputs of one publication date and of the same columns are read
        by one reader, which knows an id that two of them have."""
        at = iter(self._inputs)
        current = next(at, None)
        while current is not None:
            here = first = current

            def paths(first: Input = first) -> Iterator[Path]:
                nonlocal here, current
                current = first
                while current is not None and (current.published, current.columns) == (first.published, first.columns):
                    here = current
                    yield current.path
                    current = next(at, None)

            for item in reads(paths(), first.published, first.columns):
                yield here, item

    def _is_missing(self, article: Article, source: str) -> bool:
        known = self._corpus.manifest.known(article.id)
        if known is None or known.state == "read":
            return True
        if known.state == "withdrawn" or known.digest == self._coding.signature.digest(article):
            if known.state == "failed" and not self._retry:
                self._failed(article.id, source, known.by)
            return known.state == "failed" and self._retry
        return True

    def _failed(self, article: str, source: str, reason: str) -> None:
        entry = asides.of_article(article, source, reason)
        self._aside(entry, source)
        self._told.problem(Problem(file=entry.file, line=None, reason=entry.reason))

    def _aside(self, entry: SetAside, source: str) -> None:
        self._problems.append((entry, source))
        self.counts.set_aside += 1

    def _write_down(self) -> None:
        with self._corpus.manifest.writing():
            self._note()

    def _note(self) -> None:
        manifest = self._corpus.manifest
        manifest.note_read((key, source) for key, source in self._input_of.items())
        self._corpus.asides.note(self._problems, self.number)
        self._corpus.runs.progress(
            self.number, read=self.counts.read, coded=self.counts.coded, set_aside=self.counts.set_aside
        )
        self._problems = []


@contextmanager
def _interrupts() -> Iterator[threading.Event]:
    """Set by the first Ctrl-C; the second raises KeyboardInterrupt. Only the main thread can ask for this."""
    came = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield came
        return

    def note(_: int, __: object) -> None:
        if came.is_set():
            raise KeyboardInterrupt
        came.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
