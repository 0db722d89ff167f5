"""A sentence of an article as kg coded it, in the notation of marked sentences: what a person corrects and teaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import ArticleRecord, Event
from kg.text.straighten import straighten
from kg.train.notation import Marked, MarkedEvent, Offsets

_SLOTS = ("trigger", "source", "target", "place", "date", "speaker")
"""In this order spans have their place where two of them cross."""
_BRACES = str.maketrans("{}", "()")
"""The notation has no way to write a brace."""


def sentence_of(record: ArticleRecord, event: Event) -> Marked:
    """The sentence of `event` with every event that kg found in it, in the order of their triggers. What an event has
    from another sentence is left out, and so is a span that crosses another."""
    start = event.sentence.start
    there = sorted((e for e in record.events if e.sentence.start == start), key=lambda e: (e.trigger.start, e.id))
    text, moved = _plain(event.sentence.text)
    marks = [(slot, k, span) for k, each in enumerate(there) for slot, span in _spans(each, moved)]
    kept = set(_uncrossed([span for _, _, span in sorted(marks, key=lambda mark: _SLOTS.index(mark[0]))]))

    def spans(slot: str, number: int) -> tuple[Offsets, ...]:
        return tuple(sorted({span for name, k, span in marks if (name, k) == (slot, number) and span in kept}))

    events = [
        MarkedEvent(
            trigger=next(span for name, at, span in marks if (name, at) == ("trigger", k)),
            type=each.type,
            cameo=each.cameo,
            modality=each.modality,
            source=spans("source", k),
            target=spans("target", k),
            place=spans("place", k),
            date=spans("date", k),
            speaker=spans("speaker", k),
        )
        for k, each in enumerate(there)
        if any((name, at) == ("trigger", k) and span in kept for name, at, span in marks)
    ]
    return Marked(text, tuple(events))


def _plain(sentence: str) -> tuple[str, Sequence[int]]:
    """The sentence on one line with single spaces, as the encoder reads it, and the new offset of each old one."""
    out, moved = "", []
    for character in straighten(sentence).translate(_BRACES):
        moved.append(len(out))
        if not character.isspace():
            out += character
        elif out and out[-1] != " ":
            out += " "
    return out.rstrip(), [*moved, len(out)]


def _spans(event: Event, moved: Sequence[int]) -> Iterator[tuple[str, Offsets]]:
    """Slot and offsets into the plain sentence of the words that lie in it."""
    found = [("trigger", event.trigger.start, event.trigger.end)]
    found += [("source", m.start, m.end) for m in event.source] + [("target", m.start, m.end) for m in event.target]
    if event.place:
        found.append(("place", event.place.start, event.place.end))
    if event.date and event.date.start_char is not None and event.date.end_char is not None:
        found.append(("date", event.date.start_char, event.date.end_char))
    if event.speaker:
        found.append(("speaker", event.speaker.start, event.speaker.end))
    for slot, start, end in found:
        first, last = start - event.sentence.start, end - 1 - event.sentence.start
        if 0 <= first <= last < len(moved) - 1:
            yield slot, (moved[first], moved[last] + 1)


def _uncrossed(spans: Sequence[Offsets]) -> Iterator[Offsets]:
    kept: list[Offsets] = []
    for start, end in spans:
        if not any(a < start < b < end or start < a < end < b for a, b in kept):
            kept.append((start, end))
            yield start, end
