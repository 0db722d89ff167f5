"""Rules for lengths of time (DURATION) and repeated times (SET)."""

from __future__ import annotations

import re

from kg.extract.timex.rule import Reading, Rule, Scene, one, rule
from kg.extract.timex.words import (
    GAP,
    JOIN,
    LEXICON,
    NUMBER,
    PART,
    PLURAL,
    QUANTITY,
    SEASON,
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
_THEN = re.compile(rf"\s{{1,4}}{any_of(LEXICON['after_a_length'])}\b")
"""What makes a length of an open number of units: "days after the vote", "the years that followed"."""


def period(count: float | None, unit: str) -> str:
    """TIMEX3 value of a length of time: "P3Y", "PT24H", "PT1H30M", "PXM" where `count` is not known."""
    entry = LEXICON["units"][unit]
    code, clock = entry["code"][-1], "T" if len(entry["code"]) > 1 else ""
    if count is None:
        return f"P{clock}X{'E' if unit == 'decade' else code}"
    count *= entry.get("times", 1)
    if code == "H" and count % 1:
        hours, minutes = divmod(round(count * 60), 60)
        return f"PT{f'{hours}H' if hours else ''}{minutes}M"
    return f"P{clock}{count:g}{code}"


def _duration(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A length: "three years", "a 16-hour flight", "several weeks", "half an hour", "a year and a half"."""
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
    count = number(match["count"])
    return one(match, "DURATION", period(count and count + (0.5 if match["half"] else 0), unit))


def _single(match: re.Match[str], scene: Scene, unit: str) -> list[Reading]:
    """One of a unit: "a month" is a length after a preposition, a rate after a number ("three times a month")."""
    if unit in ("quarter", "night", "second", "weekend"):
        return []
    lead = re.search(r"([A-Za-z]+)\s+$", scene.text[max(0, match.start() - 24) : match.start()])
    word = lead[1].lower() if lead else ""
    follows = re.match(r"\s+(?:after|before)\b", scene.text[match.end() : match.end() + 12])
    if word in LEXICON["before_a_length"] or follows or match["half"]:
        return one(match, "DURATION", period(1.5 if match["half"] else 1, unit))
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
    follows = _THEN.match(scene.text, match.end())
    if lead and lead[1].lower() in LEXICON["no_length_after"]:
        return []
    if follows or (lead and lead[1].lower() in LEXICON["before_an_open_length"]):
        return one(match, "DURATION", period(None, UNITS[plain(match["unit"])]))
    return []


def _beside_event(match: re.Match[str], _: Scene) -> list[Reading]:
    """As "the day after his death" says: how far from an event, whose own date is another question."""
    return one(match, "DURATION", period(1, UNITS[plain(match["unit"])]))


def _whole(match: re.Match[str], _: Scene) -> list[Reading]:
    """A whole unit: "day-long", "a yearlong", "the entire week"; several: "decades-long"."""
    said = plain(match["unit"] or match.group()).removesuffix("long")
    return one(match, "DURATION", period(1 if said in LEXICON["units"] else None, UNITS[said]))


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
    """Each such day: "every Friday", "Fridays"."""
    return one(match, "SET", f"XXXX-WXX-{weekday(match['weekday'].removesuffix('s'))}")


def _every_part(match: re.Match[str], _: Scene) -> list[Reading]:
    """Each such part of a day, a week or a year: "every morning", "each weekend", "every summer"."""
    said = plain(match["part"])
    if said.startswith("weekend"):
        return one(match, "SET", "XXXX-WXX-WE")
    season = LEXICON["seasons"].get(said)
    return one(match, "SET", f"XXXX-{season}" if season else f"XXXX-XX-XXT{LEXICON['parts_of_day'][said]}")


def _frequency(match: re.Match[str], _: Scene) -> list[Reading]:
    """How often: "daily", "annually"; in capitals it is most often the name of a newspaper."""
    return one(match, "SET", LEXICON["frequencies"][match.group()] if match.group().islower() else None)


_LONG = tuple(f"{unit}long" for unit in ("hour", "day", "week", "month", "year", "decade"))
RULES: tuple[Rule, ...] = (
    rule(
        rf"{_APPROXIMATELY}?(?P<count>{QUANTITY}){JOIN}(?:more{GAP})?(?P<unit>{UNIT})(?P<half>{GAP}and{GAP}a{GAP}half\b)?",
        _duration,
    ),
    rule(
        rf"(?:the{GAP}|these{GAP})?(?:last|past|next|previous|coming|preceding|following|first|recent){GAP}"
        rf"(?P<count>{NUMBER}|{VAGUE}|couple{GAP}of){JOIN}(?P<unit>{UNIT})",
        _counted_span,
    ),
    rule(rf"(?:the{GAP})?past{GAP}(?P<count>)(?P<unit>{UNIT})", _counted_span),
    rule(rf"(?:the{GAP})?(?P<count>recent|coming){GAP}(?P<unit>{PLURAL})", _counted_span),
    rule(rf"(?P<unit>{PLURAL})", _bare_plural),
    rule(rf"the{GAP}(?P<unit>(?<!\bin\sthe\s)day|week|month|year)(?={GAP}(?:before|after){GAP}[a-z])", _beside_event),
    rule(rf"(?P<unit>{UNIT}){JOIN}long\b|{any_of(_LONG)}\b", _whole),
    rule(rf"(?:(?:a|an|the){GAP})?(?:whole|entire|full){GAP}(?P<unit>{any_of(LEXICON['units'])})\b", _whole),
    rule(rf"(?:every|each){GAP}(?P<part>weekend\b|{PART}|{SEASON})", _every_part),
    rule(
        rf"(?:every|each){GAP}(?:(?P<count>other|{NUMBER}|few|{any_of(LEXICON['ordinals'])}){GAP})?(?P<unit>{UNIT})",
        _every,
    ),
    rule(rf"(?:every|each){GAP}(?P<weekday>{WEEKDAY})", _every_weekday),
    rule(rf"(?P<weekday>{any_of(f'{day}s' for day in LEXICON['weekdays'])})\b", _every_weekday),
    rule(r"(?<=\bon\s)(?P<part>weekends)\b", _every_part),
    rule(rf"{any_of(LEXICON['frequencies'])}\b", _frequency),
)
