"""A coded record as analysts put it right: events dropped, slots fixed, events confirmed. It comes before resolution,
so that all that follows is a function of coded records and decisions.

An event is found by its id. Another version of the coder, or a changed article, gives it another one; then it is the
event of that article whose sentence reads the same and whose trigger has the same words, else a word in common with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from kg.ids import digest
from kg.model import ArticleRecord, Event
from kg.resolve.decisions import ABOUT_RECORDS, Decision, Subject, drops_whole
from kg.resolve.slots import fixed


def event_of(record: ArticleRecord, subject: Subject) -> Event | None:
    """The event of a record that a subject means."""
    if subject.event is None or subject.article not in (None, record.id):
        return None
    for event in record.events:
        if event.id == subject.event:
            return event
    if subject.sentence is None or subject.trigger is None:
        return None
    words = _words(subject.trigger)
    near = [event for event in record.events if _words(event.sentence.text) == _words(subject.sentence)]
    exact = [event for event in near if _words(event.trigger.text) == words]
    like = exact or [event for event in near if set(_words(event.trigger.text)) & set(words)]
    return min(like, key=lambda event: (event.trigger.start, event.id), default=None)


def amended(record: ArticleRecord, decisions: Iterable[Decision]) -> ArticleRecord:
    """The record as the decisions that are in force leave it, but for those that drop whole events, which is done when
    it is known who else tells of them; its digest covers those that find their event in it.
    A slot is not changed by a value that does not fit it (`kg decide` lets none in)."""
    events = {event.id: event for event in record.events}
    used: list[str] = []
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        of_pair = decision.kind == "confirm" and len(decision.subjects) > 1
        if decision.kind not in ABOUT_RECORDS or of_pair or drops_whole(decision):
            continue
        for subject in decision.subjects:
            found = event_of(record, subject)
            if found is None or found.id not in events:
                continue
            used.append(decision.id)
            if decision.kind == "drop_event":
                del events[found.id]
            else:
                events[found.id] = _put_right(events[found.id], decision)
    if not used:
        return record
    return replace(record, events=tuple(events.values()), digest=digest(record.digest, *sorted(set(used))))


def said(decision: Decision) -> str:
    """Who decided, when, and why, in one line."""
    return f"{decision.by or 'somebody'}, {decision.at or 'at some time'}: {decision.why or 'no reason given'}"


def _put_right(event: Event, decision: Decision) -> Event:
    if decision.kind == "confirm":
        return replace(event, confidence=1.0, why={**event.why, "confirmed": said(decision)})
    try:
        return fixed(event, decision.value.get("slot") or "", decision.value, said(decision))
    except ValueError:
        return event


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
