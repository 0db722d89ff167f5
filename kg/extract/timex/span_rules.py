"""Rules for lengths of time (DURATION), repeated times (SET) and times of the clock (TIME)."""

from __future__ import annotations

import re

from kg.extract.timex.rule import Reading, Rule, Scene, one, rule
from kg.extract.timex.words import (
    GAP,
    JOIN,
    LEXICON,
    NUMBER,
    PLURAL,
    QUANTITY,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    any_of,
    number,
    ordinal,
    plain,
    weekday,
)

_APPROXIMATELY = (
    rf"(?:(?:about|around|almost|nearly|over|more{GAP}than|less{GAP}than|at{GAP}least|up{GAP}to|some|only){GAP})"
)


UNDATED = "XXXX-XX-XX"
"""In place of the day of a time of the clock until the expressions around it are known."""


def period(count: float | None, unit: str) -> str:
    """TIMEX3 value of a length of time: "P3Y", "PT24H", "PXM" where `count` is not known."""
    entry = LEXICON["units"][unit]
    code, clock = entry["code"][-1], "T" if len(entry["code"]) > 1 else ""
    if count is None:
        return f"P{clock}X{'E' if unit == 'decade' else code}"
    return f"P{clock}{count * entry.get('times', 1):g}{code}"


def _duration(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A length: "three years", "a 16-hour flight", "several weeks", "half an hour"."""
    unit = UNITS[plain(match["unit"])]
    said = plain(match["count"])
    rest = scene.text[match.end() : match.end() + 12]
    if re.match(r"[-\s]{1,4}(?:old|olds)\b|\sof\sage", rest, re.IGNORECASE):
        return []
    if match["unit"][0].isupper() and said[0].isdecimal():
        return []  # a title: "60 Minutes"
    if match["unit"].lower() == "second" and not said[0].isdecimal() and said in LEXICON["articles_as_one"]:
        return []
    if said in LEXICON["articles_as_one"]:
        return _single(match, scene, unit)
    return one(match, "DURATION", period(number(match["count"]), unit))


def _single(match: re.Match[str], scene: Scene, unit: str) -> list[Reading]:
    """One of a unit: "a month" is a length after a preposition, a rate after a number ("three times a month")."""
    if unit in ("quarter", "night", "second", "weekend"):
        return []
    lead = re.search(r"([A-Za-z]+)\s+$", scene.text[max(0, match.start() - 24) : match.start()])
    word = lead[1].lower() if lead else ""
    follows = re.match(r"\s+(?:after|before)\b", scene.text[match.end() : match.end() + 12])
    if word in LEXICON["before_a_length"] or follows:
        return one(match, "DURATION", period(1, unit))
    if word in LEXICON["before_a_rate"] or (word.endswith("s") and len(word) > 3 and word not in LEXICON["no_plural"]):
        return one(match, "SET", period(1, unit))
    return []


def _counted_span(match: re.Match[str], _: Scene) -> list[Reading]:
    """A length up to now or from now: "the past three years", "the last decade", "the next few days"."""
    count = number(match["count"]) if match["count"] else 1.0
    return one(match, "DURATION", period(count, UNITS[plain(match["unit"])]))


def _bare_plural(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A length left open: "for weeks", "within days"."""
    lead = re.search(r"([A-Za-z]+)\s+$", scene.text[max(0, match.start() - 24) : match.start()])
    follows = re.match(r"\s+([a-z]+)", scene.text[match.end() : match.end() + 16])
    if lead and lead[1].lower() in LEXICON["no_length_after"]:
        return []
    if (lead and lead[1].lower() in LEXICON["before_a_length"]) or (
        follows and follows[1] in LEXICON["after_a_length"]
    ):
        return one(match, "DURATION", period(None, UNITS[plain(match["unit"])]))
    return []


def _beside_event(match: re.Match[str], _: Scene) -> list[Reading]:
    """As "the day after his death" says: how far from an event, whose own date is another question."""
    return one(match, "DURATION", period(1, UNITS[plain(match["unit"])]))


def _whole(match: re.Match[str], _: Scene) -> list[Reading]:
    """A whole unit: "day-long", "a year-long"."""
    return one(match, "DURATION", period(1, UNITS[plain(match["unit"])]))


def _every(match: re.Match[str], _: Scene) -> list[Reading]:
    """Again and again: "every day", "every two weeks", "each year", "every other day"."""
    said = plain(match["count"] or "")
    count = (
        2.0
        if said == "other"
        else float(ordinal(said))
        if said in LEXICON["ordinals"]
        else number(said)
        if said
        else 1.0
    )
    return one(match, "SET", period(count, UNITS[plain(match["unit"])]))


def _every_weekday(match: re.Match[str], _: Scene) -> list[Reading]:
    """Each such day: "every Friday"."""
    return one(match, "SET", f"XXXX-WXX-{weekday(match['weekday'])}")


def _frequency(match: re.Match[str], _: Scene) -> list[Reading]:
    """How often: "daily", "annually"; in capitals it is most often the name of a newspaper."""
    return one(match, "SET", LEXICON["frequencies"][match.group()] if match.group().islower() else None)


def _clock(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A time of the clock, its day open unless said: "10:30 a.m.", "1430 GMT", "9 a.m. Tuesday", "noon"."""
    groups = match.groupdict()
    if groups["word"]:
        time = LEXICON["clock_words"][groups["word"].lower()]
    else:
        hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
        half = (groups["half"] or "").lower()
        if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
            return []
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        time = f"T{hour:02d}:{minute:02d}"
    named = groups.get("weekday")
    day = scene.weekday(weekday(named), "", match.span()) if named else UNDATED
    return [Reading(match.start(), match.end(), "TIME", day + time)]


_NAMED_ZONE = rf"{GAP}(?-i:{any_of(LEXICON['zones'])})\b"
_ZONE = rf"(?:{_NAMED_ZONE}|{GAP}\([^()\n]{{1,20}}\))"
_WORD = rf"(?P<word>{any_of(LEXICON['clock_words'])})\b"
RULES: tuple[Rule, ...] = (
    rule(rf"{_APPROXIMATELY}?(?P<count>{QUANTITY}){JOIN}(?:more{GAP})?(?P<unit>{UNIT})", _duration),
    rule(
        rf"(?:the{GAP}|these{GAP})?(?:last|past|next|previous|coming|preceding|following|first|recent){GAP}"
        rf"(?P<count>{NUMBER}|{VAGUE}|couple{GAP}of){JOIN}(?P<unit>{UNIT})",
        _counted_span,
    ),
    rule(rf"(?:the{GAP})?past{GAP}(?P<count>)(?P<unit>{UNIT})", _counted_span),
    rule(rf"(?:the{GAP})?(?P<count>recent|coming){GAP}(?P<unit>{PLURAL})", _counted_span),
    rule(rf"(?P<unit>{PLURAL})", _bare_plural),
    rule(rf"the{GAP}(?P<unit>day|week|month|year)(?={GAP}(?:before|after){GAP}[a-z])", _beside_event),
    rule(rf"(?P<unit>{UNIT}){JOIN}long\b", _whole),
    rule(
        rf"(?:every|each){GAP}(?:(?P<count>other|{NUMBER}|few|{any_of(LEXICON['ordinals'])}){GAP})?(?P<unit>{UNIT})",
        _every,
    ),
    rule(rf"(?:every|each){GAP}(?P<weekday>{WEEKDAY})", _every_weekday),
    rule(rf"{any_of(LEXICON['frequencies'])}\b", _frequency),
    rule(
        rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])(?:\.\s?m\.?|m\b)(?P<word>){_ZONE}?(?:,?{GAP}(?:on{GAP})?(?P<weekday>{WEEKDAY}))?)",
        _clock,
    ),
    rule(rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?P<half>)(?P<word>)(?![\d:])(?:{GAP}hours\b)?{_ZONE}?", _clock),
    rule(rf"(?P<hour>\d\d)(?P<minute>\d\d)(?P<half>)(?P<word>)(?:{GAP}hours)?{_NAMED_ZONE}", _clock),
    rule(rf"(?P<hour>)(?P<minute>)(?P<half>){_WORD}", _clock),
)
