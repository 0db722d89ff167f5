"""Events across the articles of a corpus, kept in step: only mentions of changed articles are compared anew, and only
what they are alike, or were, is settled anew. What is left to do is in the manifest, so that a run that is stopped goes
on from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from kg import __version__
from kg.corpus.corpus import Corpus
from kg.corpus.tellings import Row, ToldArticle
from kg.corpus.work import DROPPED, NEARLY
from kg.ids import digest
from kg.resolve.consensus import consensus, origin_of, part_of, whole_digest
from kg.resolve.decisions import Decision, drops_whole
from kg.resolve.event_blocks import candidates_within
from kg.resolve.event_rows import rows_digest
from kg.resolve.events import event_key, resolve_events
from kg.resolve.same_event import THRESHOLD, likeness
from kg.settings import data

Pair = tuple[str, str]
"""Ids of two mentions."""

_ARTICLES = 500
"""A transaction."""
_MENTIONS = 20_000
"""Mentions that are compared at a time; a block is never cut."""
_SETTLED = 2_000
"""Mentions that are settled at a time, with all that they may be of one event with."""
_COMPARED_BY, _DECIDED = "events compared by", "events decided"


def resolve(corpus: Corpus, told: Iterable[ToldArticle], decisions: Iterable[Decision]) -> None:
    """Bring the events in step. `told` are the events of the articles that are behind, with actors across articles."""
    decided = _decided(decisions)
    _take_over(corpus, told)
    _take_decisions(corpus, decided)
    _link(corpus)
    _settle(corpus, decided)
    _digest(corpus)


def compared_as_before(corpus: Corpus) -> None:
    """Where mentions are compared otherwise now than they were, all are to be taken over anew. Comes first."""
    files = sorted(data("resolve").glob("*.*"))
    by = digest(__version__, *(part for file in files for part in (file.name, file.read_text("utf-8"))))
    if corpus.cast.note(_COMPARED_BY) != by:
        with corpus.manifest.writing():
            corpus.tellings.compare_all_anew()
            corpus.cast.keep_note(_COMPARED_BY, by)


def _take_over(corpus: Corpus, told: Iterable[ToldArticle]) -> None:
    left = iter(told)
    while page := list(islice(left, _ARTICLES)):
        with corpus.manifest.writing():
            for article in page:
                corpus.tellings.put(article)


class _Decided(NamedTuple):
    """What analysts take for one event, and what for two, as sorted pairs of mentions, and the mentions of events that
    are none."""

    same: list[Pair]
    different: list[Pair]
    dropped: frozenset[str]


def _decided(decisions: Iterable[Decision]) -> _Decided:
    pairs: dict[str, set[Pair]] = {"same": set(), "different": set()}
    dropped: set[str] = set()
    for decision in decisions:
        ids = sorted({subject.event for subject in decision.subjects if subject.event is not None})
        if decision.kind in pairs and len(ids) == len(decision.subjects):
            pairs[decision.kind] |= {(one, other) for at, one in enumerate(ids) for other in ids[at + 1 :]}
        elif drops_whole(decision):
            dropped.update(ids)
    return _Decided(sorted(pairs["same"]), sorted(pairs["different"]), frozenset(dropped))


def _take_decisions(corpus: Corpus, decided: _Decided) -> None:
    """Settle anew what is decided otherwise than when it was settled last."""
    now: set[tuple[str, ...]] = {("same", *pair) for pair in decided.same}
    now |= {("different", *pair) for pair in decided.different} | {("dropped", key) for key in decided.dropped}
    note = corpus.cast.note(_DECIDED)
    before = set(msgspec.json.decode(note, type=list[tuple[str, ...]])) if note else set()
    if now != before:
        with corpus.manifest.writing():
            corpus.tellings.loosen(events=sorted({key for _, *pair in now ^ before for key in pair}))
            corpus.cast.keep_note(_DECIDED, msgspec.json.encode(sorted(now)).decode())


def _link(corpus: Corpus) -> None:
    """Find what the mentions that came are alike."""
    for blocks in _groups(corpus.tellings.unlinked_blocks()):
        numbers, mentions, fresh = corpus.tellings.in_blocks(blocks)
        near = [
            (numbers[one], numbers[other], *found)
            for one, other in candidates_within(mentions, set(blocks), fresh)
            if (found := likeness(mentions[one], mentions[other])) is not None and found.points >= THRESHOLD - NEARLY
        ]
        with corpus.manifest.writing():
            corpus.tellings.link((one, other) for one, other, points, _ in near if points >= THRESHOLD)
            corpus.work.doubt(pair for pair in near if pair[2] < THRESHOLD)
    with corpus.manifest.writing():
        corpus.tellings.all_linked()


def _groups(sizes: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    group: list[str] = []
    total = 0
    for block, size in sizes:
        group.append(block)
        total += size
        if total >= _MENTIONS:
            yield group
            group, total = [], 0
    if group:
        yield group


def _settle(corpus: Corpus, decided: _Decided) -> None:
    joined: dict[str, set[str]] = {}
    for one, other in decided.same:
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    while loose := corpus.tellings.loose(_SETTLED):
        with corpus.manifest.writing():
            done: set[int] = set()
            for number in loose:
                if number not in done:
                    reached = _reached(corpus, number, joined)
                    _settle_together(corpus, reached, decided)
                    done |= reached
            corpus.tellings.settled(done)


def _reached(corpus: Corpus, number: int, joined: dict[str, set[str]]) -> set[int]:
    """What a chain of likenesses, or decisions, leads to from a mention; itself included."""
    found = {number}
    ahead = [number]
    while ahead:
        one = ahead.pop()
        others = corpus.tellings.alike(one)
        if joined:
            (row,) = corpus.tellings.rows([one])
            others += chain.from_iterable(map(corpus.tellings.numbers_of, joined.get(row.event, ())))
        for other in others:
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


def _settle_together(corpus: Corpus, numbers: set[int], decided: _Decided) -> None:
    """Settle mentions that nothing else can be of one event with. Of an event that is none, all tellings go."""
    rows = {(row.event, row.article): row for row in corpus.tellings.rows(sorted(numbers))}
    origins = corpus.texts.origins({row.article for row in rows.values()})
    for key in {row.key for row in rows.values()} - {""}:
        corpus.settled.forget(key)
    if len(rows) == 1 and not decided.dropped.intersection(row.event for row in rows.values()):
        _alone(corpus, next(iter(rows.values())), origins)
        return
    ids = {row.event for row in rows.values()}
    mentions = corpus.tellings.mentions(row.number for row in rows.values())
    pairs = ([pair for pair in of if ids.issuperset(pair)] for of in (decided.same, decided.different))
    for event in resolve_events(mentions, *pairs):
        own = [rows[mention.id, mention.article] for mention in event]
        if not decided.dropped.isdisjoint(mention.id for mention in event):
            for row in own:
                corpus.tellings.settle(row, f"{DROPPED}{event_key(event)}", "")
            continue
        if len(own) == 1:
            _alone(corpus, own[0], origins)
            continue
        told = (replace(corpus.tellings.telling(row), spelled=corpus.cast.spelled(row.article)) for row in own)
        made = consensus(told, origins)
        assert made.event.id == event_key(event)
        corpus.settled.keep(made)
        for row in own:
            corpus.tellings.settle(row, made.event.id, made.digest)


def _alone(corpus: Corpus, row: Row, origins: dict[str, str]) -> None:
    origin = origin_of(row.article, row.outlet, origins)
    whole = whole_digest([part_of(row.event, row.article, row.record, origin, row.published)])
    corpus.tellings.settle(row, "", whole)


def _digest(corpus: Corpus) -> None:
    found = corpus.settled.undigested()
    while page := list(islice(found, _ARTICLES)):
        with corpus.manifest.writing():
            corpus.settled.note_digests({article: rows_digest(told, events) for article, told, events in page})
