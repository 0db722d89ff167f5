"""A slot of an event as an analyst says it is.

| slot | value |
|---|---|
| `type` | a PLOVER type, `TYPE/mode`, or a CAMEO code: `CONSULT`, `CONSULT/visit`, `042` |
| `modality` | asserted, planned, hypothetical, denied, alleged |
| `date` | a day, a month, a year, or two days: `2017-09-05`, `2017-09`, `2017`, `2017-09-05/2017-09-07`; `none` |
| `place` | a name as the gazetteer has it, as `place` (JSON of a Place) says where that is; `none` |
| `source`, `target`, `speaker` | names; `actors` (JSON, a list of Actors) says who; `none`, but for the source |
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from kg.extract import ontology
from kg.model import Actor, Event, Granularity, Mention, Modality, Place, Span, When

SLOTS = ("type", "modality", "date", "place", "source", "target", "speaker")
NONE = "none"
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def fixed(event: Event, slot: str, value: Mapping[str, str | None], said: str = "") -> Event:
    """The event with that slot; `said` is who says so, and why. ValueError for a value that does not fit the slot."""
    told = (value.get("value") or "").strip()
    changes: dict[str, Any]
    match slot:
        case "type":
            changes = _type(told)
        case "modality" if told in get_args(Modality):
            changes = {"modality": told}
        case "date":
            changes = {"date": None if told == NONE else _when(told)}
        case "place":
            changes = {"place": None if told == NONE else _place(event, told, value.get("place"))}
        case "source" | "target" | "speaker":
            people = () if told == NONE else _people(event, told, value.get("actors"))
            if slot == "source" and not people:
                raise ValueError("an event has a source")
            changes = {slot: next(iter(people), None) if slot == "speaker" else people}
        case _:
            raise ValueError(f"{told!r} is no value of {slot!r}; slots: {', '.join(SLOTS)}")
    return replace(event, **changes, why={**event.why, mark(slot): said})


def check(slot: str, value: Mapping[str, str | None]) -> None:
    """ValueError for a value that does not fit the slot."""
    nothing = Span(text="", start=0, end=0)
    event = Event(
        id="", sentence=nothing, trigger=nothing, type="CONSULT", mode=None, cameo="040", quad=1, source=(), target=(),
        date=None, place=None, modality="asserted", speaker=None, confidence=1.0, rule="",
    )  # fmt: skip
    fixed(event, slot, value)


def mark(slot: str) -> str:
    """What `Event.why` has where an analyst fixed a slot; type, mode and code are one, the act."""
    return f"fixed {'act' if slot == 'type' else slot}"


def _type(told: str) -> dict[str, Any]:
    if told in ontology.codes():
        kind, mode, cameo = ontology.type_of(told), ontology.mode_of(told), told
    else:
        name, _, mode_told = told.partition("/")
        known = {str(each): each for each in ontology.types()}
        if name.upper() not in known:
            raise ValueError(f"{told!r} is no PLOVER type and no CAMEO code; see kg ontology")
        kind, mode = known[name.upper()], mode_told or None
        if mode and mode not in ontology.types()[kind].modes:
            modes = ", ".join(ontology.types()[kind].modes) or "none"
            raise ValueError(f"{kind} has no mode {mode!r}; its modes: {modes}")
        codes = ontology.codes_of(kind, mode) or ontology.codes_of(kind)
        cameo = codes[0]
    return {
        "type": kind, "mode": mode, "cameo": cameo, "quad": ontology.quad(kind), "goldstein": ontology.goldstein(cameo)
    }  # fmt: skip


def _when(told: str) -> When:
    first, _, last = told.partition("/")
    start, exact = _days(first)
    if last:
        end, _ = _days(last)
        if end[1] < start[0]:
            raise ValueError(f"{told!r} ends before it begins")
        return When(start=start[0].isoformat(), end=end[1].isoformat(), granularity=exact, basis="explicit")
    return When(start=start[0].isoformat(), end=start[1].isoformat(), granularity=exact, basis="explicit")


def _days(told: str) -> tuple[tuple[date, date], Granularity]:
    """First and last day of a day, month or year."""
    found = _ISO.fullmatch(told)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        if year is None or month is None:
            return (date(year or 0, 1, 1), date(year or 0, 12, 31)), "year"
        if day is None:
            return (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])), "month"
        return (date(year, month, day), date(year, month, day)), "day"
    except ValueError:
        raise ValueError(f"{told!r} is no date: write 2017-09-05, 2017-09, 2017 or 2017-09-05/2017-09-07") from None


def _place(event: Event, told: str, details: str | None) -> Place:
    text, start, end = _words(event, told)
    if not told:
        raise ValueError("a place has a name")
    if not details:
        return Place(text=text, start=start, end=end, name=told, kind="place")
    try:
        return replace(msgspec.json.decode(details, type=Place), text=text, start=start, end=end)
    except msgspec.DecodeError as error:
        raise ValueError(f"{details!r} is no place: {error}") from None


def _people(event: Event, told: str, details: str | None) -> tuple[Mention, ...]:
    try:
        actors = msgspec.json.decode(details or "[]", type=tuple[Actor, ...])
    except msgspec.DecodeError as error:
        raise ValueError(f"{details!r} are no actors: {error}") from None
    if not actors:
        raise ValueError(f"who {told!r} is, is not told")
    found = []
    for actor in actors:
        text, start, end = _words(event, actor.name)
        found.append(Mention(text=text, start=start, end=end, actor=replace(actor, basis="an analyst said so")))
    return tuple(found)


def _words(event: Event, name: str) -> tuple[str, int, int]:
    """Where a name stands in the sentence; where it does not, no words at its beginning."""
    begin = event.sentence.start
    at = event.sentence.text.find(name) if name else -1
    return (name, begin + at, begin + at + len(name)) if at >= 0 else ("", begin, begin)
