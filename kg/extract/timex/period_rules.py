"""Rules for years and other stretches of the calendar: seasons, quarters, decades, centuries; and for holidays."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.timex import calendar
from kg.extract.timex.rule import LAST, NEXT, Reading, Rule, Scene, one, rule
from kg.extract.timex.words import BACK, GAP, JOIN, LEXICON, MOD, OF_YEAR, ORDINAL, SEASON, YEAR, any_of, ordinal, plain

_COUNTED = frozenset(LEXICON["counted_after"])
_LEADS = frozenset(LEXICON["before_a_year"])
_PREFIX = re.compile(r"\b(?:mid|late|early|pre|post)-$|\d{4}[-–/]$", re.IGNORECASE)
_BESIDE_NUMBER = re.compile(r"[\d$£€#%/.:+=]$|\d[,-]$|[A-Za-z]-$")
_NUMBER_GOES_ON = re.compile(r"[\d%:_]|/(?!\d\d\b)|[.,]\d|-(?!(?:19|20)\d\d\b)\d{3}|-[A-Z]|\s?(?:%|[ap]\.?m\b)")
_GOES_TO = re.compile(r"\s?[-–]\s?(?:19|20)\d\d\b")
_LISTED = re.compile(r"[(,\[]\s*$|\d{4}\s?[-–]$|\d{4},? (?:and|to|or) $", re.IGNORECASE)


def _year(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A bare year, where the words around leave little doubt that it is one: "in 1999", "the 1996 law"."""
    before = scene.text[max(0, match.start() - 24) : match.start()]
    after = scene.text[match.end() : match.end() + 24]
    prefixed = _PREFIX.search(before)
    if (_BESIDE_NUMBER.search(before) and not prefixed) or _NUMBER_GOES_ON.match(after):
        return []
    follows = re.match(r"\s+([A-Za-z]+)", after)
    if follows and follows[1] in (*_COUNTED, "of"):
        return []
    lead = re.search(r"([A-Za-z]+|\d{4}),?\s*[(\-–]?$", before)
    led = lead is not None and (lead[1].lower() in _LEADS or lead[1].isdecimal())
    listed = _LISTED.search(before) or _GOES_TO.match(after)
    return one(match, "DATE", match["year"] if led or match["mod"] or prefixed or listed else None)


def _two_years(match: re.Match[str], _: Scene) -> list[Reading]:
    """Two years on end, each an expression of its own: "1995-96", "1999/00"."""
    first, tail = int(match["year"]), int(match["tail"])
    if (first + 1) % 100 != tail:
        return []
    return [
        Reading(*match.span("year"), "DATE", match["year"]),
        Reading(*match.span("tail"), "DATE", f"{first + 1:04d}"),
    ]


def _short_year(match: re.Match[str], scene: Scene) -> list[Reading]:
    """Two digits after an apostrophe, up to five years ahead: "'98"."""
    year = int(match["short"])
    century = 2000 if scene.anchor is None or year <= scene.anchor.year % 100 + 5 else 1900
    return one(match, "DATE", f"{century + year}")


def _decade(match: re.Match[str], _: Scene) -> list[Reading]:
    """Ten years: "the 1990s", "the late '90s", "the nineties"."""
    if match["digits"]:
        return one(match, "DATE", f"{match['digits']}X" if len(match["digits"]) == 3 else f"19{match['digits'][0]}X")
    return one(match, "DATE", f"19{LEXICON['tens'][match['word'].lower()]}X")


def _century(match: re.Match[str], _: Scene) -> list[Reading]:
    """A hundred years by their first two digits: "the 19th century"."""
    return one(match, "DATE", f"{ordinal(match['ordinal']) - 1:02d}")


def _quarter(match: re.Match[str], scene: Scene) -> list[Reading]:
    """Part of a year: "the third quarter of 2017", "the first half of the year", "the third quarter" by tense."""
    groups = match.groupdict()
    number = ordinal(groups["ordinal"]) if groups.get("ordinal") else int(groups.get("digit") or 0)
    letter = "H" if (groups.get("what") or "").lower() == "half" else "Q"
    if not 1 <= number <= (2 if letter == "H" else 4):
        return []
    year = groups.get("year")
    if groups.get("shift") and scene.anchor and not year:
        year = f"{scene.anchor.year + {'last': -1, 'next': 1}.get(groups['shift'].lower(), 0):04d}"
    if not year and scene.anchor:
        month = (number - 1) * (6 if letter == "H" else 3) + 1
        begun = scene.of_the_year([date(each, month, 1) for each in scene.years()], "", match.span())
        year = f"{begun.year:04d}" if begun else None
    return one(match, "DATE", f"{year or 'XXXX'}-{letter}{number}")


def _fiscal_year(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A fiscal year told from the one that runs: "this fiscal year", "the last fiscal year"."""
    shifted = plain(match["which"]).split()[-1]
    step = -1 if shifted in LAST else 1 if shifted in (*NEXT, "following") else 0
    return one(match, "DATE", f"FY{scene.anchor.year + step:04d}" if scene.anchor else None)


def _fiscal(match: re.Match[str], _: Scene) -> list[Reading]:
    """A fiscal year, which begins when its state says: "fiscal 2016"."""
    return one(match, "DATE", f"FY{match['year']}")


def _season(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A season: "summer 2017", "last fall", "this winter"; "spring" and "fall" alone are too often something else."""
    code = LEXICON["seasons"][match["season"].lower()]
    if match["year"]:
        return one(match, "DATE", f"{match['year']}-{code}")
    if match["season"][0].isupper() or not (match["back"] or match["lead"]):
        return []
    if scene.anchor is None:
        return one(match, "DATE", f"XXXX-{code}")
    first = calendar.SEASON_MONTHS[code]
    starts = [date(year, first, 1) for year in scene.years()]
    shifted = plain(match["back"] or "")
    if shifted in LAST:
        ended = [day for day in starts if calendar.month_end(day.year, first + 2) < scene.anchor]
        return one(match, "DATE", f"{max(ended).year:04d}-{code}" if ended else None)
    if shifted == "this":
        return one(match, "DATE", f"{scene.anchor.year:04d}-{code}")
    chosen = scene.of_the_year(starts, shifted, match.span())
    return one(match, "DATE", f"{chosen.year:04d}-{code}" if chosen else None)


_HOLIDAYS = {plain(name): entry for name, entry in LEXICON["holidays"].items()}


def _holiday(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A feast or its week: "Thanksgiving Day", "Easter 2017", "last Christmas", "Easter week"."""
    entry = _HOLIDAYS[plain(match["name"])]
    if match["year"]:
        chosen = calendar.holiday(entry, int(match["year"]))
    else:
        same = [calendar.holiday(entry, year) for year in scene.years()]
        chosen = scene.of_the_year(same, plain(match["back"] or ""), match.span())
    return one(match, "DATE", calendar.value_of(chosen, "week" if match["week"] else "day") if chosen else None)


def _named_day(match: re.Match[str], _: Scene) -> list[Reading]:
    """A day known by its date: "9/11"."""
    return one(match, "DATE", LEXICON["named_days"][match.group()])


_LEAD = rf"(?P<lead>(?:the|early|late|mid){JOIN})?(?:early{GAP}|late{GAP})?"
_FEAST = rf"(?P<name>{any_of(LEXICON['holidays'])})\b(?:{GAP}(?P<week>week)\b)?"
_PART_OF_YEAR = rf"(?:the{GAP})?(?P<ordinal>{ORDINAL}){JOIN}(?P<what>quarter|half)\b"
_WHICH_YEAR = rf"(?:(?P<year>{YEAR})|(?P<shift>the|this|last|next){GAP}year\b)"
RULES: tuple[Rule, ...] = (
    rule(rf"(?P<mod>{MOD})?(?P<year>{YEAR})", _year),
    rule(rf"(?P<year>{YEAR})[-–/](?P<tail>\d\d)(?![\w/.-]\w|\w)", _two_years),
    rule(r"(?<=[\s(]['’])(?P<short>\d\d)\b(?!\d|s)", _short_year),
    rule(rf"(?:the{GAP})?{MOD}?(?:(?P<digits>\d{{3}})0'?s|['’]?(?P<word>{any_of(LEXICON['tens'])}))\b", _decade),
    rule(rf"the{GAP}{MOD}?['’]?(?P<digits>\d0)'?s(?P<word>)\b", _decade),
    rule(rf"(?:the{GAP})?{MOD}?(?P<ordinal>{ORDINAL}){JOIN}century\b", _century),
    rule(rf"{_PART_OF_YEAR}(?:{GAP}of{GAP}{_WHICH_YEAR}|(?!{JOIN}of\b))", _quarter),
    rule(rf"Q(?P<digit>[1-4])(?:,?{GAP}(?P<year>{YEAR}))?\b", _quarter),
    rule(rf"(?:the{GAP})?(?:fiscal(?:{GAP}year)?|FY){GAP}?(?P<year>{YEAR})", _fiscal),
    rule(
        rf"(?P<which>(?:the{GAP})?(?:current|last|past|previous|next|coming|following)|this|the){GAP}fiscal{GAP}year\b",
        _fiscal_year,
    ),
    rule(rf"{_LEAD}{BACK}?(?P<season>{SEASON}){OF_YEAR}", _season),
    rule(rf"{BACK}?{_FEAST}(?:,?{GAP}(?P<year>{YEAR}))?", _holiday),
    rule(rf"{any_of(LEXICON['named_days'])}(?![\d/])", _named_day),
)
