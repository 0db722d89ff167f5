"""Days that are counted from another act: "a day after he resigned", "ended two days of talks on Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from kg.extract.dating.ranges import as_context, to_when
from kg.extract.timex import calendar
from kg.extract.timex.words import LEXICON
from kg.model import Time, When
from kg.text.document import Sentence

_SMALL = tuple(word for word, count in LEXICON["numbers"].items() if 1 < count < 21)
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
_CLAUSE_ENDS = re.compile(r"[,;:]")


def days_away(
    sentence: Sentence,
    trigger: tuple[int, int],
    marked: Sequence[tuple[int, int]],
    said: Sequence[Time],
    before: Sequence[Time],
) -> tuple[When, str] | None:
    """The day of a trigger that is told as so many days from the main clause ("a day after he resigned"), and why.

    `said` are the expressions of the sentence, `before` those of the article up to it.
    """
    if " after " not in sentence.text and " before " not in sentence.text:
        return None
    away = _AWAY.search(sentence.text)
    if not away or not _governs(away, sentence, trigger, marked):
        return None
    beside = [time for time in said if time.end <= sentence.start + away.start() or time.start > trigger[1]]
    when = _shifted(away, beside, before)
    return (when, f"{away[0].strip()!r} counts from the main clause: {when.start}") if when else None


def _governs(
    away: re.Match[str], sentence: Sentence, trigger: tuple[int, int], marked: Sequence[tuple[int, int]]
) -> bool:
    """Whether the trigger is the act that "a day after" counts from, and has no date of its own there."""
    if trigger[0] < sentence.start + away.end():
        return False
    return not _CLAUSE_ENDS.search(sentence.between(sentence.start + away.end(), trigger[0])) and not any(
        span[0] >= trigger[1] and not _CLAUSE_ENDS.search(sentence.between(trigger[1], span[0])) for span in marked
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
    return as_context(replace(named[-1], start=day.isoformat(), end=day.isoformat()))


def over_days(sentence: Sentence, trigger: tuple[int, int], said: Sequence[Time]) -> When | None:
    """What "ended two days of talks on Tuesday" says: the days up to the one that is named in the sentence."""
    if " days of " not in sentence.text and "-day " not in sentence.text:
        return None
    lasted = _LASTED.search(sentence.between(sentence.start, trigger[0]))
    if not lasted:
        return None
    named = [when for time in said if (when := to_when(time)) and when.granularity == "day" and when.end]
    words = lasted["count"].lower()
    count = int(words) if words.isdecimal() else LEXICON["numbers"][words]
    first = named and calendar.shift(date.fromisoformat(named[0].start), 1 - count, "day")
    return replace(named[0], start=first.isoformat()) if first else None
