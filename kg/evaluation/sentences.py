"""A marked sentence beside the events found in it, and the scores of the whole that floors hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from kg.model import ArticleRecord, Event, Mention
from kg.train.notation import Marked, MarkedEvent


class Score(Struct, frozen=True):
    """Precision, recall and F1 of one kind of thing, from how many are right, were found, and are there; `floor` is the
    F1 that it must keep, null if none is set."""

    precision: float
    recall: float
    f1: float
    floor: float | None = None
    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def holds(self) -> bool:
        return self.floor is None or self.f1 >= self.floor


class Judged(Struct, frozen=True):
    """A marked sentence and the events found in it: each marked event with the one that is it, those that were missed,
    and those that are false."""

    marked: Marked
    events: tuple[Event, ...]
    pairs: tuple[tuple[MarkedEvent, Event], ...]
    missed: tuple[MarkedEvent, ...]
    false: tuple[Event, ...]


def judge(marked: Marked, record: ArticleRecord) -> Judged:
    """The events of `record`, whose text is that of `marked`, beside the marked ones."""
    pairs = match(marked.events, record.events)
    missed, false = list(marked.events), list(record.events)
    for m, e in pairs:
        missed.remove(m)
        false.remove(e)
    return Judged(marked, record.events, tuple(pairs), tuple(missed), tuple(false))


def score(right: int, found: int, there: int, floor: float | None = None) -> Score:
    """Precision, recall and F1 from counts, to three digits."""
    precision, recall = right / found if found else 0.0, right / there if there else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(round(precision, 3), round(recall, 3), round(f1, 3), floor, right, found, there)


def count(sentences: Iterable[Judged]) -> dict[str, tuple[int, int, int]]:
    """Of each kind: how many are right, how many were found, how many are there.

    trigger: an event whose trigger overlaps; type: and of its type; source, target: spans that overlap, of events
    found; modality: events found whose modality is right; quiet: sentences without event in which none is found
    (recall), and those said to have none which have none (precision).
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for judged in sentences:
        marked, events = judged.marked.events, judged.events
        for name in ("trigger", "type"):
            found[name] += len(events)
            there[name] += len(marked)
        right["trigger"] += len(judged.pairs)
        right["type"] += sum(m.type == e.type for m, e in judged.pairs)
        for m, e in judged.pairs:
            for name, spans, mentions in (("source", m.source, e.source), ("target", m.target, e.target)):
                right[name] += sum(any(overlap(s, (n.start, n.end)) for n in mentions) for s in spans)
                there[name] += len(spans)
                found[name] += spans_of(mentions)
            right["modality"] += m.modality == e.modality
            found["modality"] += 1
            there["modality"] += 1
        right["quiet"] += not marked and not events
        found["quiet"] += not events
        there["quiet"] += not marked
    names = ("trigger", "type", "source", "target", "modality", "quiet")
    return {name: (right[name], found[name], there[name]) for name in names}


def spans_of(mentions: Sequence[Mention]) -> int:
    """How many different spans the mentions have: one span may stand for several actors."""
    return len({(m.start, m.end) for m in mentions})


def match(marked: Sequence[MarkedEvent], events: Sequence[Event]) -> list[tuple[MarkedEvent, Event]]:
    """Each marked event with the first event left whose trigger overlaps, one of the same type before any other."""
    left = list(events)
    pairs = []
    for m in marked:
        near = [e for e in left if overlap(m.trigger, (e.trigger.start, e.trigger.end))]
        if near:
            best = next((e for e in near if e.type == m.type), near[0])
            left.remove(best)
            pairs.append((m, best))
    return pairs


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return max(a[0], b[0]) < min(a[1], b[1])
