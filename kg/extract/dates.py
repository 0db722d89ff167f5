"""The date of an event's own act, chosen from the temporal expressions of its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from kg.extract.timex import calendar
from kg.extract.timex.tense import is_past_verb
from kg.extract.timex.words import LEXICON
from kg.model import DateBasis, Modality, Time, When
from kg.text.document import Sentence

_NAMES_YEAR = re.compile(r"\d{4}|[/.'’]\d\d\b|\dth|century", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+|at\s+least\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|to|through|until|till)\s*", re.IGNORECASE)
_PAIR = re.compile(r"\s+and\s+", re.IGNORECASE)
_SMALL = tuple(word for word, count in LEXICON["numbers"].items() if 1 < count < 21)
_MEMORY = 20
"""Expressions back after which a day that was named is no longer what the text tells of."""
_AWAY = re.compile(
    rf"\b(?:(?P<count>{'|'.join(['a', 'the', 'one', *_SMALL])}|\d\d?)\s+days?|(?:(?:a few|just|[a-z]+)\s+)?hours)\s+"
    r"(?P<way>after|before)\s+",
    re.IGNORECASE,
)
"""As "a day after he resigned" says how far an act is from that of the main clause."""
_LASTED = re.compile(
    r"\b(?:after|end(?:ed|ing)|conclud(?:ed|ing)|finish(?:ed|ing)|wrapped up)\s+(?:a\s+|the\s+)?"
    rf"(?P<count>{'|'.join(_SMALL)}|[1-9]\d?)"
    r"(?:\s+days\s+of|-day)\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before the name of what went on for some days and is over."""
_DEADLINE = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$")
_CLAUSE_ENDS = re.compile(r"[,;:]")
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|where|when)\b")
_RESUMED = re.compile(r",\s+(?:(?:and|but|also|has|have|had|is|was|were)\s+){0,2}$")
"""A comma right before a verb: the main clause goes on behind a clause within it."""
_STORY = frozenset({"ASSAULT"})
"""What moves a story on; the rest is mostly said about it."""
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)


def to_when(time: Time, basis: DateBasis | None = None) -> When | None:
    """The days that a DATE or TIME covers, both ends included; None where its value fixes no day.

    `basis` is explicit where the words themselves name the year, else relative, unless the caller knows better.
    """
    known = calendar.bounds(time.value) if time.type in ("DATE", "TIME") else None
    if known is None:
        return None
    start, end, granularity = known
    named = time.text in LEXICON["named_days"] or _NAMES_YEAR.search(time.text)
    return When(
        start=start.isoformat(),
        end=end.isoformat(),
        granularity=granularity,
        basis=basis or ("explicit" if named else "relative"),
        text=time.text,
        start_char=time.start,
        end_char=time.end,
    )


def _known(time: Time) -> When:
    when = to_when(time)
    assert when is not None
    return when


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
    told_away = " after " in sentence.text or " before " in sentence.text
    away = _AWAY.search(sentence.text) if told_away else None
    if away and _governs(away, sentence, trigger, marked):
        when = _shifted(
            away, [t for t in said if t.end <= sentence.start + away.start() or t.start > trigger[1]], before
        )
        if when and when.start <= latest:
            return when, f"{away[0].strip()!r} counts from the main clause: {when.start}"
    when = _over_days(sentence, trigger, said)
    if when:
        return when, _told(when, published)
    for span in marked:
        overlapping = [time for time in said if time.start < span[1] and span[0] < time.end]
        when = _joined(overlapping, sentence, said) or _now(overlapping, published)
        if when:
            return when, _told(when, published)
    dated = [time for time in said if time.end <= sentence.end and to_when(time)]
    due = modality == "asserted"
    possible = [t for t in dated if _known(t).start <= latest and not (due and _is_deadline(sentence, t))]
    own = _own(sentence, trigger, possible)
    if own:
        when = _joined([own], sentence, said)
        if when:
            return when, _told(when, published)
    if context:
        return _as_context(context), f"of the same act elsewhere in the text, {context.start}"
    if modality == "asserted" and not (dated and _is_noun(sentence, trigger)):
        when = _told_of(before, latest, event_type)
        if when:
            return _as_context(when), f"{when.text!r}, named before and still being told of: {when.start}"
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


def _governs(
    away: re.Match[str], sentence: Sentence, trigger: tuple[int, int], marked: Sequence[tuple[int, int]]
) -> bool:
    """Whether the trigger is the act that "a day after" counts from, and has no date of its own there."""
    if trigger[0] < sentence.start + away.end():
        return False
    return not _CLAUSE_ENDS.search(_part(sentence, sentence.start + away.end(), trigger[0])) and not any(
        span[0] >= trigger[1] and not _CLAUSE_ENDS.search(_part(sentence, trigger[1], span[0])) for span in marked
    )


def _shifted(away: re.Match[str], beside: Sequence[Time], before: Sequence[Time]) -> When | None:
    """The day that is so many days from that of the main clause, which its own sentence names or one before."""
    named = [when for time in (*before, *beside[:1]) if (when := to_when(time)) and when.granularity == "day"]
    if not named:
        return None
    said = (away["count"] or "").lower()
    count = int(said) if said.isdecimal() else LEXICON["numbers"].get(said, 1) if said else 0
    day = calendar.shift(
        date.fromisoformat(named[-1].start), -count if away["way"].lower() == "after" else count, "day"
    )
    if day is None:
        return None
    return _as_context(msgspec.structs.replace(named[-1], start=day.isoformat(), end=day.isoformat()))


def _over_days(sentence: Sentence, trigger: tuple[int, int], said: Sequence[Time]) -> When | None:
    """What "ended two days of talks on Tuesday" says: the days up to the one that is named in the sentence."""
    if " days of " not in sentence.text and "-day " not in sentence.text:
        return None
    lasted = _LASTED.search(_part(sentence, sentence.start, trigger[0]))
    if not lasted:
        return None
    named = [when for time in said if (when := to_when(time)) and when.granularity == "day" and when.end]
    words = lasted["count"].lower()
    count = int(words) if words.isdecimal() else LEXICON["numbers"][words]
    first = named and calendar.shift(date.fromisoformat(named[0].start), 1 - count, "day")
    return msgspec.structs.replace(named[0], start=first.isoformat()) if first else None


def _now(overlapping: Sequence[Time], published: str | None) -> When | None:
    """What is said to be now is dated to the day of publication."""
    for time in overlapping:
        if time.value == "PRESENT_REF" and calendar.parse_day(published):
            return to_when(msgspec.structs.replace(time, type="DATE", value=published or ""), "publication")
    return None


def _as_context(when: When) -> When:
    return msgspec.structs.replace(when, basis="context", text=None, start_char=None, end_char=None)


def _told(when: When, published: str | None) -> str:
    days = when.start if when.end == when.start else f"{when.start} to {when.end or 'now'}"
    counted = f" seen from publication on {published}" if when.basis == "relative" and published else ""
    return f"{when.text!r}{counted}: {days}"


def _latest(published: str | None, modality: Modality) -> str:
    """What is told as done happened no later than the day after publication: clocks differ around the world."""
    day = calendar.parse_day(published)
    after = day and calendar.shift(day, 1, "day")
    return after.isoformat() if after and modality == "asserted" else "9999-12-31"


def _part(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[max(0, start - sentence.start) : max(0, end - sentence.start)]


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", text)


def _is_noun(sentence: Sentence, trigger: tuple[int, int]) -> bool:
    """A trigger that is no verb by its form or place: "bombing", "talks", but not "met", "to meet", ", urging"."""
    if re.search(r"(?:\bto|,)\s+$", _part(sentence, trigger[0] - 6, trigger[0])):
        return False
    return not any(is_past_verb(word) for word in _words(_part(sentence, *trigger)))


def _own(sentence: Sentence, trigger: tuple[int, int], dated: Sequence[Time]) -> Time | None:
    """The expression of the sentence that is closest to the trigger and does not belong to another verb."""
    costs = [(cost, time) for time in dated if (cost := _cost(sentence, trigger, time)) is not None]
    return min(costs, key=lambda each: each[0])[1] if costs else None


def _cost(sentence: Sentence, trigger: tuple[int, int], time: Time) -> int | None:
    """How far the expression is from the trigger: characters, with so many more for a verb or a comma between, a
    conjunct that ends with it, and a coarse value; None if it belongs to another verb."""
    before = time.end <= trigger[0]
    between = _part(sentence, time.end, trigger[0]) if before else _part(sentence, trigger[1], time.start)
    if _elsewhere(sentence, trigger, time):
        return None
    verbs = sum(is_past_verb(word) for word in _words(between))
    lead = [word for word in _words(_part(sentence, time.start - 24, time.start)) if word != "on"][-1:]
    said = bool(lead) and lead[0] in LEXICON["verbs_of_saying"]
    if (said and (verbs if not before else _is_noun(sentence, trigger))) or (
        before and verbs and _is_noun(sentence, trigger)
    ):
        return None
    if before and re.fullmatch(r"(?:'s)?\s+", between):
        return 0
    coarse = {"day": 0, "week": 20, "month": 20}.get(_known(time).granularity, 60)
    conjunct = 40 if before and re.match(r"\s+(?:and|but|or)\b", between) else 0
    return len(between) + 40 * verbs + 15 * between.count(",") + coarse + conjunct


def _is_deadline(sentence: Sentence, time: Time) -> bool:
    """Whether something is to happen by then: "promised to take its soldiers home by the end of the year"."""
    return bool(_DEADLINE.search(_part(sentence, time.start - 12, time.start)))


def _elsewhere(sentence: Sentence, trigger: tuple[int, int], time: Time) -> bool:
    """Whether the expression stands in a relative clause that the trigger is no part of: "Kofi Annan, who came in
    February, urged …", "thanked the man who had met him in May"."""
    if time.end <= trigger[0]:
        opened = list(_RELATIVE.finditer(_part(sentence, sentence.start, time.start)))
        closed = _part(sentence, time.end, trigger[0])
        return bool(opened) and bool(_RESUMED.search(closed)) and not _RELATIVE.search(closed)
    return bool(_RELATIVE.search(_part(sentence, trigger[1], time.start)))


def _joined(overlapping: Sequence[Time], sentence: Sentence, said: Sequence[Time]) -> When | None:
    """The days of the expressions; those of a range ("September 14-15", "from Monday to Thursday") together."""
    known = [(time, when) for time in overlapping if (when := to_when(time))]
    if not known:
        return None
    time, when = known[0]
    lead = sentence.text[max(0, time.start - sentence.start - 24) : max(0, time.start - sentence.start)]
    if _SINCE.search(lead):
        return msgspec.structs.replace(when, end=None)
    partner = _partner(time, sentence, said)
    if partner:
        first, last = sorted((when, partner), key=lambda each: each.start)
        if first.end and last.end and first.start_char is not None and last.start_char is not None:
            start_char, end_char = min(first.start_char, last.start_char), max(first.end_char or 0, last.end_char or 0)
            words = sentence.text[start_char - sentence.start : end_char - sentence.start]
            return msgspec.structs.replace(
                first, end=max(first.end, last.end), text=words, start_char=start_char, end_char=end_char
            )
    return when


def _partner(time: Time, sentence: Sentence, said: Sequence[Time]) -> When | None:
    """The other end of a range that `time` is one end of."""
    for other in said:
        first, last = (time, other) if time.start < other.start else (other, time)
        if other is time or not sentence.start <= first.start or not last.end <= sentence.end:
            continue
        joint = sentence.text[first.end - sentence.start : last.start - sentence.start]
        starts, ends = to_when(first), to_when(last)
        if not starts or not ends or starts.granularity != ends.granularity or not starts.start < ends.start:
            continue
        lead = sentence.text[max(0, first.start - sentence.start - 24) : first.start - sentence.start]
        next_day = calendar.shift(date.fromisoformat(starts.start), 1, "day")
        adjacent = starts.granularity == "day" and next_day is not None and next_day.isoformat() == ends.start
        if _RANGE.fullmatch(joint) or (_PAIR.fullmatch(joint) and (adjacent or _BETWEEN.search(lead))):
            return to_when(other)
    return None
