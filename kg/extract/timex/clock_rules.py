"""Rules for times of the clock (TIME)."""

from __future__ import annotations

import re

from kg.extract.timex.rule import Reading, Rule, Scene, rule
from kg.extract.timex.words import GAP, LEXICON, PART, WEEKDAY, any_of, number, weekday

UNDATED = "XXXX-XX-XX"
"""In place of the day of a time of the clock until the expressions around it are known."""
_LED = re.compile(rf"\b{any_of(LEXICON['before_a_clock'])}\s+$", re.IGNORECASE)
_NO_CLOCK = re.compile(r"\bhigh\s+$", re.IGNORECASE)
"""As in the name of a film and what is called after it: "high noon"."""


def _clock(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A time of the clock, its day open unless said: "10:30 a.m.", "1430 GMT", "9 a.m. Tuesday", "noon"."""
    groups = match.groupdict()
    if word := groups.get("word"):
        if _NO_CLOCK.search(scene.text[max(0, match.start() - 8) : match.start()]):
            return []
        return _dated(match, scene, LEXICON["clock_words"][word.lower()])
    half = (groups.get("half") or "").lower()
    return _dated(match, scene, _time(int(match["hour"]), int(groups.get("minute") or 0), half))


def _time(hour: int, minute: int, half: str) -> str | None:
    """Value of an hour of the day, or of the `half` of it ("a", "p"); None where there is none such."""
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"T{hour:02d}:{minute:02d}"


def _dated(match: re.Match[str], scene: Scene, time: str | None) -> list[Reading]:
    if time is None:
        return []
    named = match.groupdict().get("weekday")
    day = scene.weekday(weekday(named), "", match.span()) if named else UNDATED
    return [Reading(match.start(), match.end(), "TIME", day + time)]


def _spoken(match: re.Match[str], scene: Scene) -> list[Reading]:
    """An hour as one says it: "five o'clock", "at 4 in the morning", "one o'clock on Monday afternoon"."""
    if not match["oclock"] and not _LED.search(scene.text[max(0, match.start() - 12) : match.start()]):
        return []
    hour = int(number(match["hour"]) or 0)
    said = match["part"] or match.groupdict().get("later")
    part = LEXICON["parts_of_day"][said.lower()] if said else ""
    night = "p" if 6 <= hour < 12 else "a"
    half = {"": "", "MO": "a", "NI": night}.get(part, "p")
    return _dated(match, scene, _time(hour, int(match["minute"] or 0), half) if hour else None)


_NAMED_ZONE = rf"{GAP}(?-i:{any_of(LEXICON['zones'])})\b"
_THEN_DAY = rf"(?:,?{GAP}(?:on{GAP})?(?P<weekday>{WEEKDAY}))?"
_THEN = rf"(?:{GAP}\([^()\n]{{1,20}}\)|(?:{_NAMED_ZONE})?{_THEN_DAY})"
"""The same time elsewhere, "(0735 GMT)", which parts it from its day, or its zone and the day."""
_HOURS = any_of([word for word, count in LEXICON["numbers"].items() if count <= 12 and word != "dozen"])
_IN_PART = rf"{GAP}(?:in{GAP}the|at){GAP}(?P<part>morning|afternoon|evening|night)\b"
RULES: tuple[Rule, ...] = (
    rule(rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])(?:\.\s?m\.?|m\b){_THEN}", _clock),
    rule(rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?![\d:])(?:{GAP}hours\b)?{_THEN}", _clock),
    rule(rf"(?P<hour>\d\d)(?P<minute>\d\d)(?:{GAP}hours)?{_NAMED_ZONE}{_THEN_DAY}", _clock),
    rule(rf"(?P<word>{any_of(LEXICON['clock_words'])})\b{_THEN_DAY}", _clock),
    rule(
        rf"(?P<hour>\d{{1,2}}|{_HOURS}){GAP}(?P<minute>)(?P<oclock>o['’]clock)\b(?:{_IN_PART})?"
        rf"(?:{_THEN_DAY}(?:{GAP}(?P<later>{PART}))?)",
        _spoken,
    ),
    rule(rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?(?P<oclock>){_IN_PART}", _spoken),
)
