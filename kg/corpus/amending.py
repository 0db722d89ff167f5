"""What analysts decided about single articles' events, kept in step: coded records as they leave them, and which events
the decisions mean now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from kg.corpus.corpus import Corpus
from kg.model import ArticleRecord
from kg.resolve.amended import amended, event_of
from kg.resolve.decisions import ABOUT_RECORDS, Decision, Subject, Unfound, about_actors

_AMENDED, _FOUND = "records amended by", "events found"
_ByArticle = dict[str, list[Decision]]
_Found = dict[str, tuple[str, str | None]]
"""By subject, as JSON: the digest of the coded record that was looked into, and the id of the event in it."""


def take_decisions(corpus: Corpus, decisions: Iterable[Decision]) -> None:
    """Take up what is decided about records; those about which something else is decided now are told anew."""
    now: _ByArticle = {}
    for decision in decisions:
        if decision.kind in ABOUT_RECORDS and not about_actors(decision):
            for article in {subject.article for subject in decision.subjects if subject.article is not None}:
                now.setdefault(article, []).append(decision)
    before = _noted(corpus)
    changed = {article for article in now.keys() | before.keys() if now.get(article) != before.get(article)}
    if changed:
        with corpus.manifest.writing():
            corpus.cast.tell_anew(changed)
            corpus.cast.keep_note(_AMENDED, msgspec.json.encode(now, order="deterministic").decode())


def articles(corpus: Corpus) -> frozenset[str]:
    """Those about which something was decided, and taken up."""
    return frozenset(_noted(corpus))


def coded_records(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[ArticleRecord, str]]:
    """The records of articles as the decisions that were taken up leave them, with the digests of the coded ones."""
    decided = _noted(corpus)
    for record in corpus.shards.records(ids):
        yield amended(record, decided.get(record.id, ())), record.digest


def located(
    corpus: Corpus, decisions: Iterable[Decision], *, keep: bool = False
) -> tuple[list[Decision], list[Unfound]]:
    """The decisions, with the events that their subjects mean in the records as they are now; and what finds none.
    `keep`: remember which were found, which needs the right to write."""
    note = corpus.cast.note(_FOUND)
    known: _Found = msgspec.json.decode(note, type=_Found) if note else {}
    used: _Found = {}
    told: list[Decision] = []
    missing: list[Unfound] = []
    for decision in decisions:
        subjects = []
        for subject in decision.subjects:
            if subject.event is None or subject.article is None:
                subjects.append(subject)
                continue
            event, reason = _event(corpus, subject, known, used)
            if event is None:
                missing.append(Unfound(decision, subject, reason))
            subjects.append(replace(subject, event=event or subject.event))
        told.append(replace(decision, subjects=tuple(subjects)) if subjects else decision)
    if keep and used != known:
        with corpus.manifest.writing():
            corpus.cast.keep_note(_FOUND, msgspec.json.encode(used, order="deterministic").decode())
    return told, missing


def unfound(corpus: Corpus, decisions: Iterable[Decision]) -> list[Unfound]:
    """The decisions that find one of their objects no more, with which and why."""
    chosen = list(decisions)
    _, missing = located(corpus, chosen)
    for decision in chosen:
        for subject in decision.subjects:
            if about_actors(decision):
                if next(corpus.cast.named_by(subject), None) is None:
                    missing.append(Unfound(decision, subject, "no actor of the corpus fits it"))
            elif subject.event is None and (reason := _article(corpus, subject)):
                missing.append(Unfound(decision, subject, reason))
            elif subject.event is not None and subject.article is None:
                missing.append(Unfound(decision, subject, "an event is told with its article"))
    return sorted(missing, key=lambda one: (one.decision.at, one.decision.id, str(one.subject)))


def _event(corpus: Corpus, subject: Subject, known: _Found, used: _Found) -> tuple[str | None, str]:
    reason = _article(corpus, subject)
    if reason or subject.article is None:
        return None, reason
    coded = corpus.manifest.known(subject.article)
    key, digest = msgspec.json.encode(subject).decode(), coded.digest if coded else ""
    if key not in known or known[key][0] != digest:
        records = corpus.shards.records([subject.article])
        found = next((event_of(record, subject) for record in records), None)
        known[key] = digest, found.id if found else None
    used[key] = known[key]
    return known[key][1], f"article {subject.article} has no such event now"


def _article(corpus: Corpus, subject: Subject) -> str:
    """Why the article of a subject is none of the graph; empty if it is one."""
    known = corpus.manifest.known(subject.article or "")
    if known is None:
        return f"there is no article {subject.article}"
    return "" if known.state in ("coded", "superseded") else f"article {subject.article} is {known.state}"


def _noted(corpus: Corpus) -> _ByArticle:
    note = corpus.cast.note(_AMENDED)
    return msgspec.json.decode(note, type=_ByArticle) if note else {}
