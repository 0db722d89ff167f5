"""What marked sentences are made of, in figures: whether they teach each type, modality and slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kg.train.notation import SLOTS, Marked


class Balance(Struct, frozen=True, kw_only=True):
    """Counts; `slots` are the events that have a source, a target, a place, a date, a speaker."""

    sentences: int
    without_event: int
    words: int
    events: int
    types: Mapping[str, int]
    modalities: Mapping[str, int]
    slots: Mapping[str, int]


def balance(sentences: Iterable[Marked]) -> Balance:
    """The figures of some sentences; types and modalities the most frequent first."""
    sentences = list(sentences)
    events = [event for marked in sentences for event in marked.events]
    return Balance(
        sentences=len(sentences),
        without_event=sum(not marked.events for marked in sentences),
        words=sum(len(marked.text.split()) for marked in sentences),
        events=len(events),
        types=_counted(event.type for event in events),
        modalities=_counted(event.modality for event in events),
        slots={slot: sum(bool(getattr(event, slot)) for event in events) for slot in SLOTS.values()},
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def as_text(told: Balance) -> str:
    """The figures for a terminal, a line a fact; shares are of all sentences or all events."""
    each = f"{told.words / max(told.sentences, 1):.1f} words a sentence"
    lines = [f"sentences    {told.sentences:6}  {each}", _line("no event", told.without_event, told.sentences)]
    lines.append(f"events       {told.events:6}")
    for counts in (told.types, told.modalities):
        lines += ["", *(_line(name, count, told.events) for name, count in counts.items())]
    lines += ["", *(_line(f"with {slot}", count, told.events) for slot, count in told.slots.items())]
    return "\n".join(lines) + "\n"


def _line(name: str, count: int, whole: int) -> str:
    return f"{name:12} {count:6} {count / max(whole, 1):6.1%}"
