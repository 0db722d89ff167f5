"""Copies and updates among the articles of a corpus, kept in step: only what came or went, and what that is linked to,
is compared. An article in whose place an update stands is in no graph while it does."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kg.corpus.copies import Pairs, reach, standings
from kg.corpus.corpus import Corpus
from kg.resolve.decisions import Decision

_ARTICLES = 500
"""A transaction."""
_DECIDED = "copies decided"


def place(corpus: Corpus, decisions: Iterable[Decision]) -> None:
    """Bring copies and updates in step with what is coded, and with what analysts decided."""
    together, apart = _decided(decisions, "copy"), _decided(decisions, "not_copy")
    _take_decisions(corpus, together, apart)
    if gone := corpus.texts.left():
        with corpus.manifest.writing():
            corpus.texts.unplace(reach(gone, corpus.texts.mates, together))
            corpus.texts.take_out(one.article for one in gone)
    while fresh := corpus.texts.unplaced(_ARTICLES):
        found = {one.article: one for one in fresh}
        found |= reach(fresh, corpus.texts.mates, together, corpus.texts.fingerprints)
        with corpus.manifest.writing():
            counted_else = corpus.texts.settle(standings(found.values(), apart, together))
            corpus.tellings.loosen(articles=counted_else)


def _decided(decisions: Iterable[Decision], kind: str) -> Pairs:
    """Pairs of articles."""
    pairs: set[frozenset[str]] = set()
    for decision in decisions:
        if decision.kind == kind:
            ids = sorted({subject.article for subject in decision.subjects if subject.article is not None})
            pairs |= {frozenset((one, other)) for at, one in enumerate(ids) for other in ids[at + 1 :]}
    return frozenset(pairs)


def _take_decisions(corpus: Corpus, together: Pairs, apart: Pairs) -> None:
    """Place anew what is decided otherwise than when it was placed last, and what hangs together with it."""
    now = {("copy", *sorted(pair)) for pair in together} | {("not_copy", *sorted(pair)) for pair in apart}
    note = corpus.cast.note(_DECIDED)
    before = {tuple(each) for each in msgspec.json.decode(note)} if note else set()
    if now != before:
        changed = sorted({article for _, *pair in now ^ before for article in pair})
        with corpus.manifest.writing():
            for article in changed:
                corpus.texts.unplace([article, *corpus.texts.group(article)])
            corpus.cast.keep_note(_DECIDED, msgspec.json.encode(sorted(now)).decode())
