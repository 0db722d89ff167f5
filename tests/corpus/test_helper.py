"""Work on a corpus by a second process: the same answers in the same order, whatever becomes of it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from told_events import build, met

from kg.corpus import helper
from kg.corpus.corpus import Corpus, reading
from kg.corpus.resolving import resolved_rows
from kg.errors import DataError
from kg.graph import schema

IDS = [f"article-{number:03}" for number in range(120)]


@pytest.fixture
def corpus() -> Corpus:
    build([met("a", "Agency"), met("b", "Daily")])
    return Corpus(Path("kg.corpus"))


def tell(_: Corpus, articles: list[str]) -> list[tuple[str, int]]:
    return [(article, os.getpid()) for article in articles]


def die_elsewhere(_: Corpus, articles: list[str]) -> list[tuple[str, int]]:
    if os.getpid() != int(Path("here").read_text()):
        os.kill(os.getpid(), signal.SIGKILL)
    return tell(_, articles)


def refuse(_: Corpus, articles: list[str]) -> list[str]:
    raise DataError(f"{articles[0]}: is damaged")


def test_a_few_articles_start_no_process(corpus: Corpus) -> None:
    assert list(corpus.helper.work(tell, iter(IDS))) == [(article, os.getpid()) for article in IDS]
    corpus.close()


def test_many_are_worked_on_elsewhere_in_their_order(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "FEW", 100)
    found = list(corpus.helper.work(tell, iter(IDS)))
    assert [article for article, _ in found] == IDS
    assert {process for _, process in found}.isdisjoint({os.getpid()})
    with pytest.raises(DataError, match="article-000: is damaged"):
        list(corpus.helper.work(refuse, IDS))
    corpus.close()
    (gone,) = {process for _, process in found}
    with pytest.raises(ProcessLookupError):
        os.kill(gone, 0)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_where_it_dies_this_process_does_the_work(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "FEW", 100)
    Path("here").write_text(str(os.getpid()))
    assert list(corpus.helper.work(die_elsewhere, IDS)) == [(article, os.getpid()) for article in IDS]
    corpus.close()


def test_rows_from_elsewhere_are_those_from_here(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.close()
    with reading(Path("kg.corpus")) as opened:
        here = list(resolved_rows(opened, ["a", "b"]))
    monkeypatch.setattr(helper, "FEW", 1)
    with reading(Path("kg.corpus")) as opened:
        elsewhere = list(resolved_rows(opened, ["a", "b"]))
    assert elsewhere == here
    types = {id(row.type) for _, rows in elsewhere for event in rows.events for row in event.relationships}
    assert types <= set(map(id, schema.RELATIONSHIPS))
