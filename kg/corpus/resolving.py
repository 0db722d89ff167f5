"""Copies, actors and events across the articles of a corpus, kept in step: of actors only the blocks are resolved anew
that articles came to, went from, or changed in, of events what is like those that changed. What is left to do is in the
manifest, so that a run that is stopped goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import msgspec
from msgspec.structs import replace

from kg import __version__
from kg.corpus import amending, events_across
from kg.corpus.cast import Settled
from kg.corpus.corpus import Corpus
from kg.corpus.decision_files import read_decisions
from kg.corpus.placing import place
from kg.corpus.tellings import ToldArticle, told_article
from kg.graph.rows import ArticleRows
from kg.ids import digest
from kg.model import ArticleRecord, Problem
from kg.resolve import actors
from kg.resolve.article_actors import Key
from kg.resolve.block import block_of, joined
from kg.resolve.consensus import Telling, consensus
from kg.resolve.decisions import Decision, about_actors, in_force
from kg.resolve.event_rows import resolved_rows as rows_of_resolved
from kg.resolve.replaced import with_actors
from kg.resolve.set_roles import with_roles
from kg.settings import data

_ARTICLES = 500
"""A transaction."""
_ACTORS = 20_000
"""Article actors that are resolved at a time; a block is never cut."""
_FORM = 2
"""Of what is kept of an actor across articles."""
_RESOLVED_BY, _DECIDED, _JOINED = "resolved by", "actors decided", "blocks joined"


def resolve(corpus: Corpus, tell: Callable[[Problem], None]) -> None:
    """Bring copies, actors and events of a corpus in step with its coded records and its decisions. A decision that
    finds nothing, and a line that is none, go to `tell`."""
    decisions = in_force(read_decisions(corpus.folder / "decisions", tell))
    place(corpus, decisions)
    amending.take_decisions(corpus, decisions)
    events_across.compared_as_before(corpus)
    _take_over(corpus)
    _take_decisions(corpus, decisions)
    for blocks in _groups(corpus, _join(corpus, decisions)):
        found = actors.resolve(corpus.cast.actors(blocks), decisions)
        with corpus.manifest.writing():
            corpus.cast.settle(blocks, _settled(found))
            corpus.work.ask(blocks, found.work, {actor.id: actor for actor in found.actors})
    located, _ = amending.located(corpus, decisions, keep=True)
    events_across.resolve(corpus, corpus.helper.work(_told, corpus.tellings.behind()), located)
    _tell_unfound(corpus, decisions, tell)


def resolved_records(corpus: Corpus, ids: Iterable[str]) -> Iterator[ArticleRecord]:
    """The records of articles, with the actors that they tell of across articles."""
    for record, _ in amending.coded_records(corpus, ids):
        yield with_actors(record, corpus.cast.of(record.id))


def resolved_rows(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, ArticleRows]]:
    """Articles with their rows, of actors and events across articles."""
    return corpus.helper.work(_rows, ids)


def _told(corpus: Corpus, ids: list[str]) -> list[ToldArticle]:
    return list(map(told_article, resolved_records(corpus, ids)))


def _rows(corpus: Corpus, ids: list[str]) -> list[tuple[str, ArticleRows]]:
    found = []
    note = corpus.cast.note(_DECIDED)
    decided = msgspec.json.decode(note, type=dict[str, Decision]) if note else {}
    roles = corpus.cast.set_roles(s for each in decided.values() if each.kind == "set_role" for s in each.subjects)
    for told in resolved_records(corpus, ids):
        dropped = corpus.settled.dropped(told.id)
        record = replace(told, events=tuple(event for event in told.events if event.id not in dropped))
        several = corpus.settled.of(record.id)
        alone = [event for event in record.events if event.id not in several]
        origins = corpus.texts.origins([record.id])
        spelled = corpus.cast.spelled(record.id)
        single = {event.id: consensus([Telling.of(record, event, spelled)], origins) for event in alone}
        events = {(record.id, key): event for key, event in (several | single).items()}
        published = {event.event.id: event.published for event in events.values()}
        found.append((record.id, with_roles(rows_of_resolved(record, events), roles, published)))
    return found


def _take_over(corpus: Corpus) -> None:
    """The actors of what was coded since, and no more those of what went."""
    for article in corpus.cast.gone():
        with corpus.manifest.writing():
            corpus.cast.drop(article)
            corpus.tellings.drop(article)
    records = amending.coded_records(corpus, corpus.cast.behind())
    while page := list(islice(records, _ARTICLES)):
        with corpus.manifest.writing():
            for record, coded in page:
                corpus.cast.put(record, coded)


def _take_decisions(corpus: Corpus, decisions: Iterable[Decision]) -> None:
    """Of what is decided otherwise than when actors were resolved last, the blocks are touched; all of them, where the
    way of resolving is another."""
    by = _resolved_by()
    now = {decision.id: decision for decision in filter(about_actors, decisions)}
    note = corpus.cast.note(_DECIDED)
    before = msgspec.json.decode(note, type=dict[str, Decision]) if note else {}
    if corpus.cast.note(_RESOLVED_BY) == by and now.keys() == before.keys():
        return
    changed = [(now.get(key) or before[key]) for key in now.keys() ^ before.keys()]
    with corpus.manifest.writing():
        if corpus.cast.note(_RESOLVED_BY) != by:
            corpus.cast.touch_all()
        for subject in (subject for decision in changed for subject in decision.subjects):
            corpus.cast.touch({block_of(actor) for actor in corpus.cast.named_by(subject)})
        corpus.cast.keep_note(_RESOLVED_BY, by)
        corpus.cast.keep_note(_DECIDED, msgspec.json.encode(now).decode())


def _join(corpus: Corpus, decisions: Iterable[Decision]) -> Mapping[str, str]:
    """The block that stands for each of those that decisions join. With a block all are touched that it is joined with,
    or was when actors were resolved last."""
    pairs = []
    for decision in decisions:
        if decision.kind == "same" and about_actors(decision):
            actors_meant = (actor for subject in decision.subjects for actor in corpus.cast.named_by(subject))
            blocks = sorted({block_of(actor) for actor in actors_meant})
            pairs += [(blocks[0], other) for other in blocks[1:]]
    home = joined(pairs)
    before = msgspec.json.decode(corpus.cast.note(_JOINED) or "[]", type=list[tuple[str, str]])
    if pairs or before:
        ever = joined([*pairs, *before])
        reached = {ever.get(block, block) for block in corpus.cast.touched()}
        with corpus.manifest.writing():
            corpus.cast.touch(block for block, first in ever.items() if first in reached)
            corpus.cast.keep_note(_JOINED, msgspec.json.encode(pairs).decode())
    return home


def _groups(corpus: Corpus, home: Mapping[str, str]) -> Iterator[list[str]]:
    """The touched blocks, as many as fit, and always together those that decisions join."""
    touched = sorted(corpus.cast.touched(), key=lambda block: (home.get(block, block), block))
    group: list[str] = []
    size = 0
    for block, count in corpus.cast.sizes(touched):
        if size >= _ACTORS and home.get(block, block) != home.get(group[-1], group[-1]):
            yield group
            group, size = [], 0
        group.append(block)
        size += count
    if group:
        yield group


def _settled(found: actors.Resolution) -> dict[Key, Settled]:
    """Who each article actor is, with the name across articles."""
    settled = {}
    for one in found.actors:
        settled_as = Settled(one.id, one.kind, one.country, one.name, one.set_roles, one.former)
        settled.update(dict.fromkeys(one.members, settled_as))
    return settled


def _tell_unfound(corpus: Corpus, decisions: Iterable[Decision], tell: Callable[[Problem], None]) -> None:
    for missing in amending.unfound(corpus, decisions):
        what = f"decision {missing.decision.id} ({missing.decision.kind})"
        reason = f"{what} finds no object: {missing.reason}; it is about {missing.subject.told}"
        tell(Problem(file=str(corpus.folder / "decisions"), line=None, reason=reason, set_aside=False))


def _resolved_by() -> str:
    tables = [file for name in ("names", "actors") for file in sorted(data(name).glob("*.*"))]
    parts = [part for file in tables for part in (file.name, file.read_text("utf-8"))]
    return digest(__version__, str(_FORM), *parts)
