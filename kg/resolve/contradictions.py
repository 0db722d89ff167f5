"""In what the articles that tell of one event contradict each other, in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from kg.model import Event
from kg.resolve.event_mentions import where
from kg.settings import data

_YEAR = re.compile(r"(?:19|20)\d\d")

Told = tuple[Event, str, str]
"""An event, who tells it (outlet or article), and the origin of that text."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`numbers`: numbers that are written as words; `dead`: what is said of the dead after their number; `killing`:
    verbs before it."""

    numbers: dict[str, int]
    dead: tuple[str, ...]
    killing: tuple[str, ...]


def contradictions(tellings: Sequence[Told]) -> list[str]:
    """Modalities, days, places and numbers of dead that cannot all be right, each with who tells it; sorted by kind.
    Two copies of one text do not contradict each other."""
    if len(tellings) < 2:
        return []
    return [said for each in (_modality, _days, _places, _dead) if (said := each(tellings))]


def _modality(tellings: Sequence[Told]) -> str:
    told = _tellers((event.modality, who) for event, who, _ in tellings)
    return _listed("", told) if "denied" in told and len(told) > 1 else ""


def _days(tellings: Sequence[Told]) -> str:
    """Days of which two do not meet; a week that holds the day of another does not contradict it."""
    spans = {(e.date.start, e.date.end or "9999-12-31") for e, _, _ in tellings if e.date}
    apart = any(a[1] < b[0] for a in spans for b in spans)
    if not apart:
        return ""
    said = (
        (e.date.start if e.date.end == e.date.start else f"{e.date.start} to {e.date.end or 'now'}", who)
        for e, who, _ in tellings
        if e.date
    )
    return _listed("day: ", _tellers(said))


def _places(tellings: Sequence[Told]) -> str:
    exact = [(event.place, who) for event, who, _ in tellings if event.place and not where(event.place).wide]
    if len({where(place).id for place, _ in exact}) < 2:
        return ""
    return _listed("place: ", _tellers((place.name, who) for place, who in exact))


def _dead(tellings: Sequence[Told]) -> str:
    """Different numbers; those that one sentence gives together (13, two of them children) are its own affair."""
    counts = [(max(found), who) for event, who, _ in tellings if (found := dead(event.sentence.text))]
    if len({number for number, _ in counts}) < 2:
        return ""
    return _listed("dead: ", _tellers((str(number), who) for number, who in sorted(counts)))


def _tellers(told: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    by_value: dict[str, list[str]] = defaultdict(list)
    for value, who in told:
        if who not in by_value[value]:
            by_value[value].append(who)
    return by_value


def _listed(head: str, told: dict[str, list[str]]) -> str:
    values = sorted(told, key=lambda value: (not value.isdigit(), int(value) if value.isdigit() else 0, value))
    return head + "; ".join(f"{value} ({', '.join(sorted(told[value]))})" for value in values)


def dead(sentence: str) -> list[int]:
    """The numbers of dead that a sentence gives.

    >>> dead("At least 147 people died when a truck bomb exploded; two gunmen were killed.")
    [147, 2]
    >>> dead("The bombing killed more than forty.")
    [40]
    """
    after, before = _patterns()
    found = {(m.start(1), m[1]) for pattern in (after, before) for m in pattern.finditer(sentence.lower())}
    return [_number(text) for _, text in sorted(found) if not _YEAR.fullmatch(text)]


def _number(text: str) -> int:
    return _words().numbers.get(text) or int(text.replace(",", ""))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number and within four words that they are dead; that somebody kills, and within three words a number."""
    words = _words()
    number = (
        rf"\b({'|'.join(sorted(words.numbers, key=len, reverse=True))}|\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})\b(?![.,]\d)"
    )
    dead_words = "|".join(words.dead)
    killing = "|".join(words.killing)
    return (
        re.compile(rf"{number}(?:\s+[^\W\d]+){{0,4}}?\s+(?:{dead_words})\b"),
        re.compile(rf"\b(?:{killing})(?:\s+[^\W\d]+){{0,3}}?\s+{number}"),
    )


@lru_cache(maxsize=1)
def _words() -> _Words:
    return msgspec.json.decode(data("resolve", "tolls.json").read_bytes(), type=_Words)
