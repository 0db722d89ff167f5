"""Scores on our own marked sentences that no training has seen (data/gold/test), and the floors that they must keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from kg import settings
from kg.errors import DataError
from kg.model import Article, ArticleRecord, Event, Mention
from kg.pipeline import Coder
from kg.train.notation import Marked, MarkedEvent, read

PUBLISHED = "2020-06-15"
"""Publication date that the test sentences are given; their dates are not scored."""


class Score(Struct, frozen=True):
    """Precision, recall and F1 of one kind of thing; `floor` is the F1 that it must keep, null if none is set."""

    precision: float
    recall: float
    f1: float
    floor: float | None = None

    @property
    def holds(self) -> bool:
        return self.floor is None or self.f1 >= self.floor


def test_folder() -> Path:
    """Folder of the test sentences: beside the code, not in the wheel."""
    return settings.data("gold", "test")


def evaluate(coder: Coder, folder: Path) -> dict[str, Score]:
    """Scores of `coder` on the marked sentences of `folder`, each coded as an article of its own.

    trigger: an event whose trigger overlaps; type: and of its type; source, target: spans that overlap, of events
    found; modality: events found whose modality is right; quiet: sentences without event in which none is found
    (recall), and those said to have none which have none (precision). DataError if the folder holds no marked sentence.
    """
    sentences, problems = read(sorted(folder.glob("*.txt")))
    if problems or not sentences:
        raise DataError(str(problems[0]) if problems else f"there are no marked sentences in {folder}")
    articles = [Article(id=str(i), text=s.text, published=PUBLISHED) for i, s in enumerate(sentences)]
    tally = count(zip(sentences, coder.code(articles), strict=True))
    floors = _floors(folder)
    return {name: score(*tally[name], floors.get(name)) for name in tally}


def _floors(folder: Path) -> Mapping[str, float]:
    path = folder / "floors.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, float]) if path.exists() else {}


def score(right: int, found: int, there: int, floor: float | None) -> Score:
    """F1 from counts, to three digits."""
    precision, recall = right / found if found else 0.0, right / there if there else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(round(precision, 3), round(recall, 3), round(f1, 3), floor)


def count(pairs: Iterable[tuple[Marked, ArticleRecord]]) -> dict[str, tuple[int, int, int]]:
    """Of each kind: how many are right, how many were found, how many are there."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for marked, record in pairs:
        matches = match(marked.events, record.events)
        for name in ("trigger", "type"):
            found[name] += len(record.events)
            there[name] += len(marked.events)
        right["trigger"] += len(matches)
        right["type"] += sum(m.type == e.type for m, e in matches)
        for m, e in matches:
            for name, spans, mentions in (("source", m.source, e.source), ("target", m.target, e.target)):
                right[name] += sum(any(overlap(s, (n.start, n.end)) for n in mentions) for s in spans)
                there[name] += len(spans)
                found[name] += spans_of(mentions)
            right["modality"] += m.modality == e.modality
            found["modality"] += 1
            there["modality"] += 1
        right["quiet"] += not marked.events and not record.events
        found["quiet"] += not record.events
        there["quiet"] += not marked.events
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
