"""A record's offsets brought back to the article as given, where the coder read it without what nobody sees."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from kg.model import ArticleRecord, Event, Mention, Place, Span, Time, When
from kg.text.visible import Way

_Words = TypeVar("_Words", Span, Mention, Place, Time)


def as_given(record: ArticleRecord, text: str, way: Way) -> ArticleRecord:
    """`record` with offsets into `text`, the article's text as given, and its words."""
    return replace(
        record,
        events=tuple(_event(event, text, way) for event in record.events),
        times=tuple(_moved(time, text, way) for time in record.times),
        places=tuple(_moved(place, text, way) for place in record.places),
    )


def _event(event: Event, text: str, way: Way) -> Event:
    return replace(
        event,
        sentence=_moved(event.sentence, text, way),
        trigger=_moved(event.trigger, text, way),
        source=tuple(_moved(mention, text, way) for mention in event.source),
        target=tuple(_moved(mention, text, way) for mention in event.target),
        date=event.date and _when(event.date, text, way),
        place=event.place and _moved(event.place, text, way),
        speaker=event.speaker and _moved(event.speaker, text, way),
    )


def _moved(words: _Words, text: str, way: Way) -> _Words:
    start, end = way.start(words.start), way.end(words.end)
    return replace(words, text=text[start:end], start=start, end=end)


def _when(when: When, text: str, way: Way) -> When:
    if when.start_char is None or when.end_char is None:
        return when
    start, end = way.start(when.start_char), way.end(when.end_char)
    return replace(when, text=text[start:end], start_char=start, end_char=end)
