"""Rules for expressions that count from the day of publication or from a date just named, and for vague ones."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.timex import calendar
from kg.extract.timex.rule import Reading, Rule, Scene, one, rule
from kg.extract.timex.words import GAP, JOIN, LEXICON, PART, QUANTITY, UNIT, UNITS, any_of, number, plain

_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip
_STEP = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "this": 0,
    "current": 0, "same": 0, "that": 0, "the": 0,
}  # fmt: skip
_FINE = {
    "day": ("day",), "night": ("day",), "week": ("day", "week"), "weekend": ("day", "week"), "month": ("day", "month"),
}  # fmt: skip
_MULTIPLES = {
    "fortnight": (2, "week"), "night": (1, "day"), "weekend": (1, "week"), "decade": (10, "year"),
    "century": (100, "year"),
}  # fmt: skip
"""Units that are counted in others when one looks back or ahead by them."""
_DATED = {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}


def _vague(step: int) -> str:
    return "PRESENT_REF" if step == 0 else "PAST_REF" if step < 0 else "FUTURE_REF"


def _finer(unit: str) -> tuple[str, ...]:
    return _FINE.get(unit, ("day", "week", "month", "season", "quarter", "year"))


def _day_word(match: re.Match[str], scene: Scene) -> list[Reading]:
    """Days by a word: "today", "yesterday evening", "tonight"."""
    said = plain(match["day"])
    step = _DAYS[said]
    part = match["part"] and LEXICON["parts_of_day"][match["part"].lower()]
    part = "NI" if said == "tonight" else part
    if scene.anchor is None:
        return one(match, "TIME" if part else "DATE", _vague(step))
    day = calendar.shift(scene.anchor, step, "day")
    return one(match, "TIME" if part else "DATE", day.isoformat() + (f"T{part}" if part else "") if day else None)


def _part_of_day(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A part of a day: "this morning", "last night", "that evening", "the same night"."""
    said = plain(match["which"]).removeprefix("the ")
    part = LEXICON["parts_of_day"][match["part"].lower()]
    day = scene.anchor if said in ("this", "last", "early this") else scene.antecedent() or scene.anchor
    if day and said == "last":
        day = calendar.shift(day, -1, "day")
    if day and said in ("next", "following", "previous"):
        day = calendar.shift(day, _STEP[said], "day")
    if day is None and scene.anchor is None:
        return one(match, "TIME", _vague(_STEP.get(said, 0)))
    return one(match, "TIME", f"{day.isoformat()}T{part}" if day else None)


def _unit(match: re.Match[str], scene: Scene) -> list[Reading]:
    """A unit and how it lies: "last week" from publication, "that year" from what was named."""
    said, unit = plain(match["which"]), UNITS[plain(match["unit"])]
    words = said.split()
    of_something = words[-1] == "last" and re.match(r"\s+of\b", scene.text[match.end() : match.end() + 6])
    if (
        unit not in _DATED
        or (unit == "day" and words in (["this"], ["the"]))
        or plain(match["unit"]) != unit
        or of_something
    ):
        return []
    step = _STEP[words[-1]]
    anaphoric = words[-1] in ("same", "that", "following", "previous", "preceding") or (
        words[0] == "the" and words[-1] == "next"
    )
    anaphoric = anaphoric or (words == ["the"] and unit != "weekend")
    day = (scene.antecedent(_finer(unit)) or scene.anchor) if anaphoric else scene.anchor
    if day is None:
        return one(match, "DATE", _vague(step))
    if unit == "weekend":
        return one(match, "DATE", _weekend(day, step, scene.direction(*match.span()) or int(words == ["this"])))
    moved = calendar.shift(day, step, unit)
    return one(match, "DATE", calendar.value_of(moved, unit) if moved else None)


def _weekend(day: date, step: int, direction: int) -> str | None:
    """The weekend is the one just past, unless the words around speak of the future (`direction` as for `Scene`)."""
    if step == 0 and direction <= 0 and day.isoweekday() < 5:
        step = -1
    moved = calendar.shift(day, step, "week")
    return calendar.value_of(moved, "weekend") if moved else None


def _offset(match: re.Match[str], scene: Scene) -> list[Reading]:
    """So far away: "two years ago", "a week earlier", "three days later", "two months from now", "year-ago"."""
    said, unit, way = plain(match["count"] or ""), UNITS[plain(match["unit"])], plain(match["way"])
    single = said == "the" or scene.text[match.end("unit")] == "-"
    count = 1.0 if single else number(said) if said else None
    if count is not None and unit in _MULTIPLES:
        count, unit = count * _MULTIPLES[unit][0], _MULTIPLES[unit][1]
    back = way in ("ago", "earlier", "before", "previously")
    from_now = way in ("ago", "from now", "hence")
    vague = one(match, "DATE", "PAST_REF" if back else "FUTURE_REF") if from_now else []
    if count is None or unit not in _DATED or (count != int(count) and unit != "year"):
        return vague
    day = scene.anchor if from_now else scene.antecedent(_finer(unit)) or scene.anchor
    if day is None:
        return vague
    moved = calendar.shift(day, -int(count) if back else int(count), unit)
    return one(match, "DATE", calendar.value_of(moved, unit) if moved else None)


def _reference(match: re.Match[str], scene: Scene) -> list[Reading]:
    """Times without a date: "now", "recently", "in the past", but not the past of "in the past two years"."""
    said = plain(match.group())
    if said.endswith("past") and _LENGTH.match(scene.text, match.end()):
        return []
    return one(match, "DATE", LEXICON["references"][said])


def _of_someone(match: re.Match[str], scene: Scene) -> list[Reading]:
    """What someone has now or before them: "his current wife", "the country's future"."""
    if not _OWNER.search(scene.text[max(0, match.start() - 24) : match.start()]):
        return []
    noun = _NOUN_ENDS.match(scene.text, match.end()) is not None
    if match.group() == "current" and not noun:
        return one(match, "DATE", "PRESENT_REF")
    return one(match, "DATE", "FUTURE_REF") if match.group() == "future" and noun else []


_WHICH = (
    rf"(?:(?:the{GAP})?(?:same|current|following|previous|preceding|coming)|the{GAP}(?:next|last)|last|next|this|that)"
)
_BEFORE_UNIT = (
    rf"(?:(?:early|late|later|earlier){GAP}(?:in{GAP})?|(?:the{GAP})?(?:end|beginning|start|middle){GAP}of{GAP})"
)
_ABOUT = rf"(?:(?:about|around|almost|nearly|over|more{GAP}than|just|some){GAP})?"
_SHIFTED_PART = (
    rf"(?P<which>(?:early{GAP})?this|last|that|the{GAP}(?:same|next|following|previous)){GAP}(?P<part>{PART})"
)
_DAY_BESIDE = rf"(?P<count>the){GAP}(?P<unit>day){GAP}(?P<way>before|after)(?=[.,;]|{GAP}(?:that|he|she|it|they)\b)"
_LENGTH = re.compile(rf"{JOIN}(?:{QUANTITY}{JOIN})?{UNIT}", re.IGNORECASE)
_OWNER = re.compile(rf"(?:['’]s?|\b{any_of(LEXICON['possessives'])})\s{{1,4}}$", re.IGNORECASE)
_NOUN_ENDS = re.compile(rf"['’\"]*(?:[.,;:!?)]|\s{{1,4}}{any_of(LEXICON['after_a_noun'])}\b|\s*$)")
RULES: tuple[Rule, ...] = (
    rule(rf"(?P<day>{any_of(_DAYS)})\b(?:{GAP}(?P<part>{PART}))?", _day_word),
    rule(_SHIFTED_PART, _part_of_day),
    rule(rf"{_BEFORE_UNIT}?(?P<which>{_WHICH}){GAP}(?P<unit>{UNIT})(?!{JOIN}(?:old|long))", _unit),
    rule(rf"{_BEFORE_UNIT}(?P<which>the){GAP}(?P<unit>{UNIT})", _unit),
    rule(rf"(?P<which>the){GAP}(?P<unit>weekend)\b", _unit),
    rule(
        rf"{_ABOUT}(?:(?P<count>{QUANTITY}){JOIN})?(?P<unit>{UNIT}){GAP}(?P<way>ago|earlier|later|hence|from{GAP}now)\b",
        _offset,
    ),
    rule(r"(?P<count>)(?P<unit>day|week|month|quarter|year)-(?P<way>ago|earlier)\b", _offset),
    rule(_DAY_BESIDE, _offset),
    rule(rf"{any_of(LEXICON['references'])}\b", _reference),
    rule(r"(?-i:current|future)\b", _of_someone),
)
