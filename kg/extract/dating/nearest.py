"""The expression of a sentence that belongs to an act, where the encoder marked none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.dating.ranges import known_days
from kg.extract.timex.tense import is_past_verb
from kg.extract.timex.words import LEXICON
from kg.model import Time
from kg.text.document import Sentence

_DEADLINE = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$")
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|where|when)\b")
_RESUMED = re.compile(r",\s+(?:(?:and|but|also|has|have|had|is|was|were)\s+){0,2}$")
"""A comma right before a verb: the main clause goes on behind a clause within it."""


def is_noun(sentence: Sentence, trigger: tuple[int, int]) -> bool:
    """A trigger that is no verb by its form or place: "bombing", "talks", but not "met", "to meet", ", urging"."""
    if re.search(r"(?:\bto|,)\s+$", sentence.between(trigger[0] - 6, trigger[0])):
        return False
    return not any(is_past_verb(word) for word in _words(sentence.between(*trigger)))


def nearest(sentence: Sentence, trigger: tuple[int, int], dated: Sequence[Time]) -> Time | None:
    """The expression of the sentence that is closest to the trigger and does not belong to another verb."""
    costs = [(cost, time) for time in dated if (cost := _cost(sentence, trigger, time)) is not None]
    return min(costs, key=lambda each: each[0])[1] if costs else None


def _cost(sentence: Sentence, trigger: tuple[int, int], time: Time) -> int | None:
    """How far the expression is from the trigger: characters, with so many more for a verb or a comma between, a
    conjunct that ends with it, and a coarse value; None if it belongs to another verb."""
    before = time.end <= trigger[0]
    between = sentence.between(time.end, trigger[0]) if before else sentence.between(trigger[1], time.start)
    if _elsewhere(sentence, trigger, time):
        return None
    verbs = sum(is_past_verb(word) for word in _words(between))
    lead = [word for word in _words(sentence.between(time.start - 24, time.start)) if word != "on"][-1:]
    said = bool(lead) and lead[0] in LEXICON["verbs_of_saying"]
    if (said and (verbs if not before else is_noun(sentence, trigger))) or (
        before and verbs and is_noun(sentence, trigger)
    ):
        return None
    if before and re.fullmatch(r"(?:'s)?\s+", between):
        return 0
    coarse = {"day": 0, "week": 20, "month": 20}.get(known_days(time).granularity, 60)
    conjunct = 40 if before and re.match(r"\s+(?:and|but|or)\b", between) else 0
    return len(between) + 40 * verbs + 15 * between.count(",") + coarse + conjunct


def is_deadline(sentence: Sentence, time: Time) -> bool:
    """Whether something is to happen by then: "promised to take its soldiers home by the end of the year"."""
    return bool(_DEADLINE.search(sentence.between(time.start - 12, time.start)))


def _elsewhere(sentence: Sentence, trigger: tuple[int, int], time: Time) -> bool:
    """Whether the expression stands in a relative clause that the trigger is no part of: "Kofi Annan, who came in
    February, urged …", "thanked the man who had met him in May"."""
    if time.end <= trigger[0]:
        opened = list(_RELATIVE.finditer(sentence.between(sentence.start, time.start)))
        closed = sentence.between(time.end, trigger[0])
        return bool(opened) and bool(_RESUMED.search(closed)) and not _RELATIVE.search(closed)
    return bool(_RELATIVE.search(sentence.between(trigger[1], time.start)))


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", text)
