"""A corpus folder, opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.corpus.asides import Asides
from kg.corpus.cast import Cast
from kg.corpus.helper import Helper
from kg.corpus.holdings import Holdings
from kg.corpus.lock import only_writer
from kg.corpus.manifest import Manifest
from kg.corpus.runs import Runs
from kg.corpus.settled import Settled
from kg.corpus.shards import Shards
from kg.corpus.tellings import Tellings
from kg.corpus.texts import Texts
from kg.corpus.work import Work
from kg.errors import KgError, UsageError
from kg.model import ArticleRecord

MANIFEST = "manifest.sqlite"


class Corpus:
    """The manifest's parts and the shards of one folder. Use `reading` or `writing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest(folder / MANIFEST)
        self.asides = Asides(self.manifest.database)
        self.holdings = Holdings(self.manifest.database)
        self.cast = Cast(self.manifest.database)
        self.texts = Texts(self.manifest.database)
        self.tellings = Tellings(self.manifest.database)
        self.settled = Settled(self.manifest.database)
        self.work = Work(self.manifest.database)
        self.runs = Runs(self.manifest.database)
        self.shards = Shards(folder / "records", self.manifest)
        self.helper = Helper(self)

    def records(self) -> Iterator[ArticleRecord]:
        """The record of every coded article that was not taken back."""
        return self.shards.records(self.manifest.ids())

    def close(self) -> None:
        self.helper.close()
        self.manifest.close()

    def end_run(self) -> None:
        """The last run has done all that it was to do."""
        if (run := self.runs.last()) is not None and run.ended is None:
            with self.manifest.writing():
                self.runs.enter(run.number, "done")


def is_corpus(path: Path) -> bool:
    """Whether a folder is a corpus."""
    return (path / MANIFEST).is_file()


@contextmanager
def reading(folder: Path) -> Iterator[Corpus]:
    """A corpus that is there, to be read, also while another process builds. UsageError if there is none."""
    if not is_corpus(folder):
        raise UsageError(f"there is no corpus at {folder}; name its folder by --corpus, or run kg build first")
    corpus = Corpus(folder)
    try:
        yield corpus
    finally:
        corpus.close()


@contextmanager
def writing(folder: Path, *, wait: bool = False, tell: Callable[[str], None] = lambda _: None) -> Iterator[Corpus]:
    """A corpus to be written by this process alone, made if it is not there; what a killed run left is put right.
    StoreError if another process writes to it, unless this is to `wait`; `tell` then says so. KgError if the folder
    cannot be written, UsageError if it is something else."""
    try:
        for part in ("records", "decisions"):
            (folder / part).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{folder} is no folder; name a new one by --corpus") from None
    except OSError as error:
        raise KgError(f"cannot write {folder}: {error.strerror}") from error
    with only_writer(folder, wait=wait, tell=tell):
        corpus = Corpus(folder)
        try:
            corpus.shards.recover()
            yield corpus
        finally:
            corpus.close()
