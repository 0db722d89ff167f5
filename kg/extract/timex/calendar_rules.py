"""Rules for days and months by their calendar name."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.timex import calendar
from kg.extract.timex.rule import LAST, NEXT, Reading, Rule, Scene, one, rule
from kg.extract.timex.words import (
    BACK,
    DAY,
    GAP,
    JOIN,
    LEXICON,
    MOD,
    MONTH,
    OF_YEAR,
    PART,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    any_of,
    month,
    plain,
    weekday,
)

_SHIFT = {"last": -1, "this": 0, "next": 1}
_MONTH_TO = re.compile(rf"\b{MONTH}\s?[-–]\s?$", re.IGNORECASE)
_TITLE = re.compile(rf"{GAP}(?:{'|'.join(LEXICON['titles_after_a_weekday'])})\b")


def _day(scene: Scene, said: str, number: int, year: str | None, shifted: str, span: tuple[int, int]) -> str | None:
    """Value of the day of the month `said` ("5th") in month `number`; None where there is no such day."""
    day = int(re.sub(r"\D", "", said))
    if year:
        chosen = calendar.make_day(int(year), number, day)
    elif scene.anchor:
        chosen = scene.of_the_year([calendar.make_day(each, number, day) for each in scene.years()], shifted, span)
    else:
        return f"XXXX-{number:02d}-{day:02d}" if calendar.make_day(2000, number, day) else None
    return chosen.isoformat() if chosen else None


def _days(match: re.Match[str], scene: Scene) -> list[Reading]:
    """Each day is an expression of its own: "Tuesday, Sept. 5, 2017", "September 14-15", "14 and 15 September"."""
    number, year = month(match["month"]), match["year"] or match.groupdict().get("later")
    shifted = plain(match.groupdict().get("back") or "")
    names = [name for name in ("day", "tail") if match[name]]
    cut = match.end("day") if match.start("month") < match.start("day") else match.end(names[0])
    spans = [(match.start(), match.end())]
    if len(names) == 2:
        spans = [(match.start(), cut), (match.start("tail"), match.end())]
    values = [_day(scene, match[name], number, year, shifted, span) for name, span in zip(names, spans, strict=True)]
    return [Reading(*span, "DATE", value) for value, span in zip(values, spans, strict=True) if value]


def _numeric(match: re.Match[str], _: Scene) -> list[Reading]:
    """Digits only: "2017-09-05", "9/5/2017" (month first unless it cannot be), "05.09.2017" (day first)."""
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    if len(match["year"]) == 2:
        year += 2000 if year < 50 else 1900
    if "." in match.group() or (first > 12 and "/" in match.group()):
        first, second = second, first
    day = calendar.make_day(year, first, second)
    return one(match, "DATE", day.isoformat() if day else None)


def _month(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A month without a day: "September", "early September 2017", "last September", "October last year"."""
    number, shifted = month(match["month"]), plain(match["back"] or "")
    year = match["year"] or match["later"]
    if year is None and match["shift"] and scene.anchor:
        year = f"{scene.anchor.year + _SHIFT[match['shift'].lower()]:04d}"
    if year:
        return one(match, "DATE", f"{year}-{number:02d}")
    if not match["mod"] and not shifted and not _is_month(match, scene):
        return []
    if scene.anchor is None:
        return one(match, "DATE", f"XXXX-{number:02d}")
    if scene.anchor.month == number and shifted not in (*LAST, *NEXT):
        return one(match, "DATE", calendar.value_of(scene.anchor, "month"))
    starts = [
        date(each, number, 1) for each in scene.years() if (each, number) != (scene.anchor.year, scene.anchor.month)
    ]
    chosen = scene.of_the_year(starts, shifted, match.span())
    return one(match, "DATE", calendar.value_of(chosen, "month") if chosen else None)


def _is_month(match: re.Match[str], scene: Scene) -> bool:
    """Months that are names or other words too ("March", "April") stand after a word that leads to a date."""
    if match["month"].lower().rstrip(".") not in LEXICON["months_that_are_words_too"]:
        return True
    before = scene.text[max(0, match.start() - 20) : match.start()]
    if _MONTH_TO.search(before):
        return True
    lead = re.search(r"([A-Za-z]+)\s+$", before)
    name_follows = re.match(r"\s[A-Z]", scene.text[match.end() : match.end() + 2])
    return lead is not None and lead[1].lower() in LEXICON["before_a_year"] and not name_follows


def _weekday(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A day of the week: "Tuesday", "last Tuesday", "Tuesday morning", but not "the Sunday Times"."""
    if _TITLE.match(scene.text, match.end()):
        return []
    part = f"T{LEXICON['parts_of_day'][match['part'].lower()]}" if match["part"] else ""
    value = scene.weekday(weekday(match["weekday"]), plain(match["back"] or ""), match.span())
    return one(match, "TIME" if part else "DATE", value + part)


_TO = rf"(?:\s?[-–]\s?|{GAP}(?:and|or|to|through|until){GAP})"
_LATER = rf"(?:(?={_TO}{MONTH}(?:{GAP}{DAY})?,?{GAP}(?P<later>{YEAR})))"
"""The year of the other end of a range, which holds for this one too: "between June and September 2016"."""
_NAMED = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),?{GAP}(?:the{GAP})?)?"
_NOT_COUNTED = rf"(?!\d|[.,]\d|\s?%|{GAP}{any_of(LEXICON['counted_after'])}\b)"
_ISO = r"(?P<year>\d{4})(?:-|/)(?P<first>\d\d)(?:-|/)(?P<second>\d\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?"
_SLASHED = r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d|[./]\d)"
_DOTTED = r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>\d{4})(?!\d|[./]\d)"
_MONTH_DAY = rf"{_NAMED}{BACK}?(?P<month>{MONTH}){JOIN}(?P<day>{DAY}){_NOT_COUNTED}"
_DAY_TAIL = rf"(?:{_TO}(?P<tail>{DAY}){_NOT_COUNTED}(?!{GAP}{MONTH}))?"
_DAY_MONTH = rf"{_NAMED}(?:the{GAP})?(?P<day>{DAY})(?:{_TO}(?P<tail>{DAY}))?{JOIN}(?:of{GAP})?(?P<month>{MONTH})"
_MONTH_ALONE = rf"(?P<mod>{MOD})?{BACK}?(?P<month>{MONTH})"
_SHIFTED_YEAR = rf"{GAP}(?:of{GAP})?(?P<shift>this|last|next){GAP}year\b"
_WEEKDAY = rf"{BACK}?(?P<weekday>{WEEKDAY})(?:{GAP}(?:early{GAP}|late{GAP})?(?P<part>{PART}))?"
_SHORT = rf"{BACK}?(?P<weekday>{SHORT_WEEKDAY})(?={GAP}(?:at|night|morning))(?:{GAP}(?P<part>{PART}))?"
RULES: tuple[Rule, ...] = (
    rule(_ISO, _numeric),
    rule(_SLASHED, _numeric),
    rule(_DOTTED, _numeric),
    rule(rf"{_MONTH_DAY}{_DAY_TAIL}(?:{_LATER}|{OF_YEAR})", _days),
    rule(rf"{_DAY_MONTH}{OF_YEAR}", _days),
    rule(rf"{_MONTH_ALONE}(?:{_SHIFTED_YEAR}|{_LATER}|{OF_YEAR})", _month),
    rule(_WEEKDAY, _weekday),
    rule(_SHORT, _weekday),
)
