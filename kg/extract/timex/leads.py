"""What stands before a day and makes another date of it: "the week of May 6", "the day before Easter"."""

from __future__ import annotations

import re

from kg.extract.timex import calendar
from kg.extract.timex.rule import Reading, Scene
from kg.extract.timex.words import GAP

_REACH = 48
"""Characters looked back."""
_LEAD = re.compile(
    rf"(?<!\w)(?:the{GAP})?(?:(?P<unit>weekend|week){GAP}(?:of|beginning|starting|ended|ending)"
    rf"|day{GAP}(?P<way>before|after|following)){GAP}(?:the{GAP})?$",
    re.IGNORECASE,
)


def with_lead(reading: Reading, scene: Scene) -> Reading:
    """The reading together with the words before it that make another date of its day; itself if there are none."""
    known = calendar.bounds(reading.value) if reading.type == "DATE" else None
    if known is None or known[0] != known[1]:
        return reading
    first = max(0, reading.start - _REACH)
    lead = _LEAD.search(scene.text[first : reading.start])
    if not lead:
        return reading
    start, day = first + lead.start(), known[0]
    if lead["unit"]:
        return Reading(start, reading.end, "DATE", calendar.value_of(day, lead["unit"].lower()))
    moved = calendar.shift(day, -1 if lead["way"].lower() == "before" else 1, "day")
    return Reading(start, reading.end, "DATE", moved.isoformat()) if moved else reading
