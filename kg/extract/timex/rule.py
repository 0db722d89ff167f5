"""What a rule of the grammar is: a pattern, and a reading of what it matched in its scene."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from kg.extract.timex import calendar, tense
from kg.model import Time, TimexType


class Reading(Struct, frozen=True):
    """What an expression means; `start` and `end` are offsets into the text."""

    start: int
    end: int
    type: TimexType
    value: str


LAST = ("last", "past", "previous", "this past")
NEXT = ("next", "coming", "this coming")
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_BIAS = {0: 2, -1: 6, -2: 1000}
"""How many times nearer a day ahead has to be than the same day behind, by `tense.direction`: nominal events
("invited them to a ceremony on March 12") stand beside verbs in the past."""


class Scene(Struct):
    """What the meaning of an expression hangs on: the text, the day it was written, and what it has named so far."""

    text: str
    anchor: date | None
    named: list[Time]

    def direction(self, start: int, end: int) -> int:
        """1 where the words around speak of the future; see `tense.direction`."""
        return tense.direction(self.text, start, end)

    def antecedent(self, units: Sequence[str] = ("day",)) -> date | None:
        """The day that "the same day" points to: the first of the last date named as finely as one of `units`; what is
        further back than ten expressions is forgotten. None where there is none."""
        for time in reversed(self.named[-10:]):
            known = calendar.bounds(time.value)
            if known and known[2] in units:
                return known[0]
        return None

    def of_the_year(self, days: Sequence[date | None], shifted: str, found: tuple[int, int]) -> date | None:
        """Of the same day in several years the one that is meant: the one behind, unless the words around speak of the
        future or the one ahead is much nearer. `shifted` as for `weekday`."""
        if self.anchor is None:
            return None
        anchor = self.anchor
        behind = max((day for day in days if day and day <= anchor), default=None)
        ahead = min((day for day in days if day and day > anchor), default=None)
        if behind is None or ahead is None or shifted in LAST:
            return behind or ahead
        if shifted in NEXT:
            return ahead
        direction = self.direction(*found)
        far, near = (anchor - behind).days, (ahead - anchor).days
        is_ahead = near < 300 if direction > 0 else _BIAS[direction] * near < far
        return ahead if is_ahead else behind

    def years(self) -> range:
        """The years that a day without one may be of: those of publication, before and after."""
        return range(max(1, self.anchor.year - 1), min(9998, self.anchor.year + 1) + 1) if self.anchor else range(0)

    def weekday(self, number: int, shifted: str, found: tuple[int, int]) -> str:
        """Value of the day with ISO weekday `number` that is meant at the offsets `found`; `shifted` is the word
        before it ("last", "next", "this", or ""). In news it is the one just past unless the words around speak of the
        future; six days past is tomorrow: more reports are dated ahead, by time zone, than look back so far."""
        if self.anchor is None:
            return f"XXXX-WXX-{number}"
        if shifted in LAST:
            way, strictly = -1, True
        elif shifted in NEXT:
            way, strictly = 1, True
        else:
            this_week = 1 if shifted == "this" and number >= self.anchor.isoweekday() else -1
            way, strictly = self.direction(*found) or this_week, False
        day = calendar.weekday_near(self.anchor, number, way, strictly=strictly)
        if (
            day
            and not strictly
            and (self.anchor - day).days == 6
            and not _SINCE.search(self.text[max(0, found[0] - 12) : found[0]])
        ):
            day = calendar.shift(day, 7, "day")
        return day.isoformat() if day else f"XXXX-WXX-{number}"


Reader = Callable[[re.Match[str], Scene], list[Reading]]


class Rule(Struct, frozen=True):
    """`read` returns nothing where the words are no temporal expression after all."""

    pattern: re.Pattern[str]
    read: Reader


def rule(pattern: str, read: Reader) -> Rule:
    """A rule that ignores case; words match as wholes."""
    return Rule(re.compile(pattern, re.IGNORECASE), read)


def one(match: re.Match[str], kind: TimexType, value: str | None) -> list[Reading]:
    """The whole match as one expression; none where there is no value."""
    return [Reading(match.start(), match.end(), kind, value)] if value else []
