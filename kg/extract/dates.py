"""The date of an event's own act, chosen from the temporal expressions of its article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from kg.extract.dating.counted import days_away, over_days
from kg.extract.dating.nearest import is_deadline, is_noun, nearest
from kg.extract.dating.ranges import as_context, joined, known_days, to_when
from kg.extract.timex import calendar
from kg.model import Modality, Time, When
from kg.text.document import Sentence

_MEMORY = 20
"""Expressions back after which a day that was named is no longer what the text tells of."""
_STORY = frozenset({"ASSAULT"})
"""What moves a story on; the rest is mostly said about it."""


def event_date(
    *,
    sentence: Sentence,
    trigger: tuple[int, int],
    marked: Sequence[tuple[int, int]],
    times: Sequence[Time],
    published: str | None,
    modality: Modality,
    context: When | None,
    event_type: str = "",
) -> tuple[When | None, str]:
    """When the act at `trigger` took place, or is to, and in words how that was worked out.

    `marked` are the spans that the encoder takes for the date, best first; `times` those of the whole article in its
    order. First come, first served: so many days from the main clause ("a day after he resigned"); a marked
    expression; one of the same sentence that belongs to the trigger; `context`, the date of another mention of the
    same act; for what is told as done, a day that the text named before. Else None: nothing is invented.
    """
    first, last = (bisect_left(times, at, key=lambda time: time.start) for at in (sentence.start, sentence.end))
    said = times[first:last]
    latest = _latest(published, modality)
    before = times[max(0, first - _MEMORY) : first]
    counted = days_away(sentence, trigger, marked, said, before)
    if counted and counted[0].start <= latest:
        return counted
    when = over_days(sentence, trigger, said)
    if when:
        return when, _told(when, published)
    for span in marked:
        overlapping = [time for time in said if time.start < span[1] and span[0] < time.end]
        when = joined(overlapping, sentence, said) or _now(overlapping, published)
        if when:
            return when, _told(when, published)
    dated = [time for time in said if time.end <= sentence.end and to_when(time)]
    due = modality == "asserted"
    possible = [t for t in dated if known_days(t).start <= latest and not (due and is_deadline(sentence, t))]
    own = nearest(sentence, trigger, possible)
    if own:
        when = joined([own], sentence, said)
        if when:
            return when, _told(when, published)
    if context:
        return as_context(context), f"of the same act elsewhere in the text, {context.start}"
    if modality == "asserted" and not (dated and is_noun(sentence, trigger)):
        when = _told_of(before, latest, event_type)
        if when:
            return as_context(when), f"{when.text!r}, named before and still being told of: {when.start}"
    return None, "no expression and no anchor"


def _told_of(before: Sequence[Time], latest: str, event_type: str) -> When | None:
    """The day that is still being told of, of those named `before`.

    An attack belongs to the story, which moves on: the day named last. A stance belongs to the news, whose day is
    named first, and is no older than it for a look back in between; it is younger where the text has come to speak of a
    later day.
    """
    last = next(_days(reversed(before), latest), None)
    if last is None or event_type in _STORY:
        return last
    return max(next(_days(before, latest)), last, key=lambda when: when.start)


def _days(times: Iterable[Time], latest: str) -> Iterator[When]:
    """Those of the expressions that name a day, no later than `latest`."""
    for time in times:
        when = to_when(time)
        if when and when.granularity == "day" and when.start <= latest:
            yield when


def _now(overlapping: Sequence[Time], published: str | None) -> When | None:
    """What is said to be now is dated to the day of publication."""
    for time in overlapping:
        if time.value == "PRESENT_REF" and calendar.parse_day(published):
            return to_when(replace(time, type="DATE", value=published or ""), "publication")
    return None


def _told(when: When, published: str | None) -> str:
    days = when.start if when.end == when.start else f"{when.start} to {when.end or 'now'}"
    counted = f" seen from publication on {published}" if when.basis == "relative" and published else ""
    return f"{when.text!r}{counted}: {days}"


def _latest(published: str | None, modality: Modality) -> str:
    """What is told as done happened no later than the day after publication: clocks differ around the world."""
    day = calendar.parse_day(published)
    after = day and calendar.shift(day, 1, "day")
    return after.isoformat() if after and modality == "asserted" else "9999-12-31"
