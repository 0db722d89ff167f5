"""Actors across the articles of a corpus, kept in step: only the blocks are resolved anew that articles came to, went
from, or changed in. What is left to do is in the manifest, so that a run that is stopped goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from kg import __version__
from kg.corpus.cast import Settled
from kg.corpus.corpus import Corpus
from kg.ids import digest
from kg.model import ArticleRecord, Problem
from kg.resolve import actors
from kg.resolve.article_actors import ArticleActor, Key
from kg.resolve.decisions import Decision, about_actors
from kg.resolve.replaced import with_actors
from kg.settings import data

_ARTICLES = 500
"""A transaction."""
_ACTORS = 20_000
"""Article actors that are resolved at a time; a block is never cut."""
_RESOLVED_BY = "resolved by"
_decoder = msgspec.json.Decoder(Decision)


def resolve(corpus: Corpus, tell: Callable[[Problem], None]) -> None:
    """Bring the actors of a corpus in step with its coded records and its decisions. A decision that finds nothing, and
    a line that is none, go to `tell`."""
    decisions = list(read_decisions(corpus.folder / "decisions", tell))
    _take_over(corpus)
    by = _resolved_by(decisions)
    if corpus.cast.note(_RESOLVED_BY) != by:
        with corpus.manifest.writing():
            corpus.cast.touch_all()
            corpus.cast.keep_note(_RESOLVED_BY, by)
    for blocks in _groups(corpus, decisions):
        found = actors.resolve(corpus.cast.actors(blocks), decisions)
        with corpus.manifest.writing():
            corpus.cast.settle(blocks, _settled(found, decisions))
    _digest(corpus)
    _tell_unfound(corpus, decisions, tell)


def resolved_records(corpus: Corpus, ids: Iterable[str]) -> Iterator[ArticleRecord]:
    """The records of articles, with the actors that they tell of across articles."""
    for record in corpus.shards.records(ids):
        yield with_actors(record, corpus.cast.of(record.id))


def read_decisions(folder: Path, tell: Callable[[Problem], None]) -> Iterator[Decision]:
    """The decisions of a folder: JSON Lines, one decision a line; a line that is none goes to `tell`."""
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            try:
                yield _decoder.decode(line)
            except msgspec.DecodeError as error:
                tell(Problem(file=str(file), line=number, reason=f"no decision: {error}"))


def _take_over(corpus: Corpus) -> None:
    """The actors of what was coded since, and no more those of what went."""
    for article in corpus.cast.gone():
        with corpus.manifest.writing():
            corpus.cast.drop(article)
    records = corpus.shards.records(corpus.cast.behind())
    while page := list(islice(records, _ARTICLES)):
        with corpus.manifest.writing():
            for record in page:
                corpus.cast.put(record)


def _groups(corpus: Corpus, decisions: list[Decision]) -> Iterator[list[str]]:
    """The touched blocks; with decisions all at once and with those that they join, else as many as fit."""
    touched = corpus.cast.touched()
    if touched and decisions:
        changed = corpus.cast.actors(touched)
        wanted: set[str] = set()

        def in_blocks(blocks: Iterable[str]) -> list[ArticleActor]:
            wanted.update(blocks)
            return []

        actors.touched(changed, in_blocks, decisions, corpus.cast.named_by)
        yield sorted(wanted.union(touched))
        return
    group: list[str] = []
    size = 0
    for block, count in corpus.cast.sizes(touched):
        group.append(block)
        size += count
        if size >= _ACTORS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _digest(corpus: Corpus) -> None:
    records = resolved_records(corpus, corpus.cast.undigested())
    while page := list(islice(records, _ARTICLES)):
        with corpus.manifest.writing():
            for record in page:
                corpus.cast.note_digest(record.id, record.digest)


def _settled(found: actors.Resolution, decisions: Iterable[Decision]) -> dict[Key, Settled]:
    """Who each article actor is; a name only where an analyst gave it."""
    given = {decision.value.get("name") for decision in decisions if decision.kind == "rename"}
    settled = {}
    for one in found.actors:
        name = one.name if one.name in given else None
        settled.update(dict.fromkeys(one.members, Settled(one.id, one.kind, one.country, name)))
    return settled


def _tell_unfound(corpus: Corpus, decisions: Iterable[Decision], tell: Callable[[Problem], None]) -> None:
    for decision in filter(about_actors, decisions):
        for subject in decision.subjects:
            if next(corpus.cast.named_by(subject), None) is None:
                told = msgspec.json.encode(subject).decode()
                reason = f"decision {decision.id} ({decision.kind}) finds no actor that is {told}"
                tell(Problem(file=str(corpus.folder / "decisions"), line=None, reason=reason, set_aside=False))


def _resolved_by(decisions: Iterable[Decision]) -> str:
    tables = [file for name in ("names", "actors") for file in sorted(data(name).glob("*.*"))]
    parts = [part for file in tables for part in (file.name, file.read_text("utf-8"))]
    return digest(__version__, *parts, *sorted(decision.id for decision in decisions))
