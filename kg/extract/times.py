"""Finds temporal expressions in an article and gives them TIMEX3 types and values.

A table-driven grammar: words in data/lexicon/times.json, patterns with their readings in `timex/*_rules.py`. Types and
values follow the TimeML annotation guidelines 1.2.1. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from datetime import date

from kg.extract.timex import calendar, calendar_rules, clock_rules, period_rules, relative_rules, span_rules
from kg.extract.timex.leads import with_lead
from kg.extract.timex.rule import Reading, Rule, Scene
from kg.model import Time

_RULES: tuple[Rule, ...] = (
    *calendar_rules.RULES,
    *period_rules.RULES,
    *relative_rules.RULES,
    *span_rules.RULES,
    *clock_rules.RULES,
)
_OPENERS = frozenset(word for rule in _RULES for word in re.findall(r"[a-z]+", rule.pattern.pattern.lower()))
_ANY = re.compile(
    "|".join(f"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', rule.pattern.pattern)})" for rule in _RULES), re.IGNORECASE
)
"""All patterns without their names: where it does not match, no rule needs to be tried."""
_WORD = re.compile(r"[A-Za-z]+|\d+")
_REACH = 60
"""Characters within which a time of the clock finds its day."""


def find_times(text: str, published: str | None) -> list[Time]:
    """Temporal expressions of `text` in its order, none overlapping another; offsets are into `text`.

    Relative expressions count from `published` (ISO date), or from the dateline's date where that is up to three days
    earlier. Without it they have a value with X ("XXXX-09-05"), a vague one (PAST_REF, PRESENT_REF, FUTURE_REF), or are
    left out.
    """
    scene = Scene(text, calendar.parse_day(published), [])
    until = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < until or not _opens(text, word) or not _ANY.match(text, start):
            continue
        for reading in _longest(scene, start):
            whole = with_lead(reading, scene)
            while scene.named and scene.named[-1].end > whole.start:
                scene.named.pop()
            scene.named.append(_time(scene, whole))
            until = max(until, reading.end)
            _take_dateline(scene)
    return _with_days(scene)


def _opens(text: str, word: re.Match[str]) -> bool:
    said, start = word.group(), word.start()
    if said[0].isdecimal():
        return start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_")
    return said.lower() in _OPENERS and (start == 0 or not text[start - 1].isalnum())


def _longest(scene: Scene, start: int) -> list[Reading]:
    """The reading of the rule that covers most; the earlier rule where two cover the same."""
    best: list[Reading] = []
    for rule in _RULES:
        match = rule.pattern.match(scene.text, start)
        if match and match.end() > (best[-1].end if best else start):
            best = rule.read(match, scene) or best
    return best


def _time(scene: Scene, reading: Reading) -> Time:
    words = scene.text[reading.start : reading.end]
    return Time(text=words, start=reading.start, end=reading.end, type=reading.type, value=reading.value)


def _take_dateline(scene: Scene) -> None:
    """ "BRUSSELS, February 10 (Xinhua)" was written that day, whatever day it was published."""
    first = scene.named[0]
    if len(scene.named) > 1 or scene.anchor is None or first.start > 160 or first.type != "DATE":
        return
    head = scene.text[: first.start].strip()
    day = calendar.parse_day(first.value)
    rest = scene.text[first.end : first.end + 40]
    if (
        day
        and head[:2].isupper()
        and re.match(r"\s*\(|\s*(?:--|[-–—_])\s", rest)
        and 0 <= (scene.anchor - day).days <= 3
    ):
        scene.anchor = day


def _with_days(scene: Scene) -> list[Time]:
    """Gives each time of the clock its day: one named beside it, else the last one named, else the day of writing."""
    found = scene.named
    times = []
    for index, time in enumerate(found):
        if time.type == "TIME" and time.value.startswith(clock_rules.UNDATED):
            day = _day_beside(scene.text, found, index) or scene.anchor
            if day:
                time = Time(
                    text=time.text,
                    start=time.start,
                    end=time.end,
                    type=time.type,
                    value=day.isoformat() + time.value[10:],
                )
        times.append(time)
    return times


def _day_beside(text: str, found: list[Time], index: int) -> date | None:
    """The day named closest before or after, those after only within reach and in the same paragraph."""
    time = found[index]
    for other in found[index + 1 : index + 2]:
        known = calendar.bounds(other.value)
        between = text[time.end : other.start]
        if known and known[2] == "day" and len(between) < _REACH // 3 and not re.search(r"\n\s*\n", between):
            return known[0]
    for other in reversed(found[max(0, index - 10) : index]):
        known = calendar.bounds(other.value)
        if known and known[2] == "day":
            return known[0]
    return None
