"""Arithmetic on calendar days and on TIMEX3 values; knows no words.

TIMEX3 values are those of the TimeML guidelines 1.2.1: "2017-09-05", "2017-W36", "2017-W36-WE", "2017-09", "2017-Q3",
"2017-H2", "2017-SU", "2017", "201X" (decade), "20" (century), each day also with "T10:30" or a part of the day ("TMO").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from kg.model import Granularity

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season of the northern hemisphere; winter runs into the next year."""

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?))?"
    r"|(?P<decade>\d{3})X|(?P<century>\d\d)"
)


def parse_day(iso: str | None) -> date | None:
    """The day that `iso` ("2017-09-05") names; None where there is no such day."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Last day of the month; `month` may exceed 12 and then counts on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def shift(day: date, count: int, unit: str) -> date | None:
    """`day` moved by `count` units (day week month quarter year decade century), the day of the month clamped; None
    where that leaves the years 1 to 9999."""
    if unit in ("day", "week"):
        try:
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        except OverflowError:
            return None
    months = (
        day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 1200)
    )
    year, month = divmod(months, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def value_of(day: date, unit: str) -> str:
    """TIMEX3 value of the unit (day week weekend month quarter year decade century) that `day` lies in."""
    year, week, _ = day.isocalendar()
    match unit:
        case "day":
            return day.isoformat()
        case "week":
            return f"{year:04d}-W{week:02d}"
        case "weekend":
            return f"{year:04d}-W{week:02d}-WE"
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "decade":
            return f"{day.year // 10:03d}X"
        case "century":
            return f"{day.year // 100:02d}"
        case _:
            return f"{day.year:04d}"


def weekday_near(anchor: date, weekday: int, direction: int, *, strictly: bool = False) -> date | None:
    """The nearest day with ISO weekday 1 to 7 before (`direction` < 0) or after `anchor`, itself included unless
    `strictly`."""
    away = (anchor.isoweekday() - weekday) % 7 if direction < 0 else (weekday - anchor.isoweekday()) % 7
    if strictly and away == 0:
        away = 7
    return shift(anchor, -away if direction < 0 else away, "day")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: Mapping[str, int], year: int) -> date | None:
    """The day of a holiday in a year. `rule` has `month` and `day`, or `month`, `weekday` and `nth` (-1: last; `offset`
    in days), or `easter` (days from Easter Sunday)."""
    if "easter" in rule:
        return shift(easter(year), rule["easter"], "day")
    if "day" in rule:
        return make_day(year, rule["month"], rule["day"])
    if rule["nth"] < 0:
        return weekday_near(month_end(year, rule["month"]), rule["weekday"], -1)
    first = weekday_near(date(year, rule["month"], 1), rule["weekday"], 1)
    return first and shift(first, 7 * (rule["nth"] - 1) + rule.get("offset", 0), "day")


def bounds(value: str) -> tuple[date, date, Granularity] | None:
    """First and last day that a TIMEX3 value covers, and how fine it is; None for a value that fixes no day
    ("PRESENT_REF", "XXXX-09", "P3Y", "2017-13").

    >>> bounds("2017-Q3")
    (datetime.date(2017, 7, 1), datetime.date(2017, 9, 30), 'quarter')
    """
    found = _VALUE.fullmatch(value)
    try:
        return _bounds(found) if found else None
    except (ValueError, OverflowError):
        return None


def _bounds(found: re.Match[str]) -> tuple[date, date, Granularity]:
    part = {name: int(text) for name, text in found.groupdict().items() if text and text.isdecimal()}
    if "century" in part:
        return date(part["century"] * 100, 1, 1), date(part["century"] * 100 + 99, 12, 31), "year"
    if "decade" in part:
        return date(part["decade"] * 10, 1, 1), date(part["decade"] * 10 + 9, 12, 31), "year"
    year = part["year"]
    if "week" in part:
        first = date.fromisocalendar(year, part["week"], 6 if found["weekend"] else 1)
        return first, date.fromisocalendar(year, part["week"], 7), "day" if found["weekend"] else "week"
    if "day" in part:
        day = date(year, part["month"], part["day"])
        return day, day, "day"
    start, months = 1, 12
    granularity: Granularity = "year"
    if "month" in part:
        start, months, granularity = part["month"], 1, "month"
    elif "quarter" in part:
        start, months, granularity = part["quarter"] * 3 - 2, 3, "quarter"
    elif "half" in part:
        start, months, granularity = part["half"] * 6 - 5, 6, "quarter"
    elif found["season"]:
        start, months, granularity = SEASON_MONTHS[found["season"]], 3, "season"
    return date(year, start, 1), month_end(year, start + months - 1), granularity
