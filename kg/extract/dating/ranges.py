"""The days that expressions cover, alone or as the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from kg.extract.timex import calendar
from kg.extract.timex.words import LEXICON
from kg.model import DateBasis, Time, When
from kg.text.document import Sentence

_NAMES_YEAR = re.compile(r"\d{4}|[/.'’]\d\d\b|\dth|century", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+|at\s+least\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|to|through|until|till)\s*", re.IGNORECASE)
_PAIR = re.compile(r"\s+and\s+", re.IGNORECASE)
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


def known_days(time: Time) -> When:
    """The days of an expression of which `to_when` knows them."""
    when = to_when(time)
    assert when is not None
    return when


def as_context(when: When) -> When:
    """The same days for an act that the text dates elsewhere."""
    return replace(when, basis="context", text=None, start_char=None, end_char=None)


def joined(overlapping: Sequence[Time], sentence: Sentence, said: Sequence[Time]) -> When | None:
    """The days of the expressions; those of a range ("September 14-15", "from Monday to Thursday") together."""
    known = [(time, when) for time in overlapping if (when := to_when(time))]
    if not known:
        return None
    time, when = known[0]
    lead = sentence.text[max(0, time.start - sentence.start - 24) : max(0, time.start - sentence.start)]
    if _SINCE.search(lead):
        return replace(when, end=None)
    partner = _partner(time, sentence, said)
    if partner:
        first, last = sorted((when, partner), key=lambda each: each.start)
        if first.end and last.end and first.start_char is not None and last.start_char is not None:
            start_char, end_char = min(first.start_char, last.start_char), max(first.end_char or 0, last.end_char or 0)
            words = sentence.text[start_char - sentence.start : end_char - sentence.start]
            return replace(first, end=max(first.end, last.end), text=words, start_char=start_char, end_char=end_char)
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
