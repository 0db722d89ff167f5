"""What a marked sentence must and should be, each rule a function of the sentence alone.

The rules are those of data/gold/train/README.md ("How to mark", rulings 6 and 10) and of kg/train/articles.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from msgspec import Struct

from kg.extract import ontology
from kg.extract.codes import code, stem
from kg.model import PloverType
from kg.text.lexicon import abbreviations
from kg.text.straighten import straighten
from kg.train.articles import MarkedSentence
from kg.train.notation import SLOTS, Marked, MarkedEvent, Offsets

LONGEST_TRIGGER = 6
"""Words of a trigger: the longest phrases that carry an act ("would not allow its soil to be used") have about six."""
_CLOSERS = {")": "(", "]": "[", '"': '"', "'": "'"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"(?:(?:on|last|this|next|the|early|late) )*({'|'.join(_WEEKDAYS)})"
    r"(?:'s)?(?: (?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
_MUTUAL = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}
_MUTUAL_CODES = ("0871", "161", "164", "19")
"""Truces, broken relations, halted talks and fights are had with each other, as whatever these types cover may be."""
_SAYING = frozenset(("claim", "complain", "describe", "observe", "protest", "put", "recall", "speak", "suggest"))
"""Verbs that are also of another type but may be mere saying (ruling 6); data/lexicon/abbreviations.json has others."""
_SIDES = re.compile(r"\b(?:and|both|two|three|four|five|six|seven|sides)\b", re.IGNORECASE)
_PLURAL = re.compile(r"s'?$|members|leaders|ministers")


class Fault(Struct, frozen=True):
    """What breaks a rule; an error has to be mended, a warning is for a person to judge."""

    reason: str
    error: bool = True


def faults(marked: Marked) -> Iterator[Fault]:
    """The faults of a sentence, of its own or in an article."""
    yield from _edges(marked)
    for number, event in enumerate(marked.events, 1):
        yield from _trigger_length(marked, number, event)
        yield from _done_to_oneself(marked, number, event)
        yield from _saying(marked, number, event)
    if straighten(marked.text) != marked.text:
        yield Fault("quotes, dashes or spaces that kg straightens before it reads (kg teach writes them plain)", False)


def article_faults(sentence: MarkedSentence) -> Iterator[Fault]:
    """The faults of a sentence of an article against its actors and what is told of its events."""
    marked = sentence.marked
    mentions = {mention.span for mention in marked.mentions}
    for number, event in enumerate(marked.events, 1):
        for slot in ("source", "target", "speaker"):
            for span in getattr(event, slot):
                if span not in mentions:
                    yield Fault(f"{slot} of e{number}, {_words(marked, span)}, is no mention of an actor ({{@…}})")
        told = sentence.told.get(number - 1)
        if told is None:
            if event.type != "STATEMENT":
                yield Fault(f"e{number} has no line '> e{number} date; place'")
        elif told.date:
            for span in event.date:
                if wrong := _other_day(marked.text[slice(*span)], told.date):
                    yield Fault(f"e{number} is told of {wrong}, but the sentence says {_words(marked, span)}")


def _words(marked: Marked, span: Offsets) -> str:
    return repr(marked.text[slice(*span)])


def _edges(marked: Marked) -> Iterator[Fault]:
    """Ruling 10: a span has no punctuation at an edge, but for that of an abbreviation and quotes or brackets in it."""
    spans: dict[Offsets, None] = {}
    for event in marked.events:
        spans |= dict.fromkeys([event.trigger, *(span for slot in SLOTS.values() for span in getattr(event, slot))])
    spans |= dict.fromkeys(mention.span for mention in marked.mentions)
    for span in spans:
        words = marked.text[slice(*span)]
        if words != words.strip():
            yield Fault(f"a space at the edge of {words!r}")
        elif _loose_start(words) or _loose_end(words):
            yield Fault(f"punctuation at the edge of {words!r}")


def _loose_start(words: str) -> bool:
    if words[0] in "([\"'":
        closer = {"(": ")", "[": "]"}.get(words[0], words[0])
        return closer not in words[1:] and not re.match(r"'\w", words)
    return words[0] in ",;:.!?)]-—…"


def _loose_end(words: str) -> bool:
    last = words[-1]
    if last == ".":
        word = words[:-1].split()[-1].rpartition("-")[2] if words[:-1].split() else ""
        return not ("." in word or len(word) == 1 or word.lower() in _abbreviated())
    if last in _CLOSERS:
        return _CLOSERS[last] not in words[:-1] and not (last == "'" and words[-2:-1] == "s")
    return last in ",;:!?([-—…"


@cache
def _abbreviated() -> frozenset[str]:
    known = abbreviations()
    return frozenset(word.lower() for word in known.never_end | known.may_end | known.before_number)


def _trigger_length(marked: Marked, number: int, event: MarkedEvent) -> Iterator[Fault]:
    words = len(marked.text[slice(*event.trigger)].split())
    if words > LONGEST_TRIGGER:
        yield Fault(f"the trigger of e{number} has {words} words; mark the one that carries the act")


def _done_to_oneself(marked: Marked, number: int, event: MarkedEvent) -> Iterator[Fault]:
    """ "A and B met": each is source and target; but nobody accuses himself, unless several accuse each other."""
    both = sorted(set(event.source) & set(event.target))
    alone = set(event.source) == set(event.target)
    if len(both) > 1 and alone:
        return
    mutual = event.type in _MUTUAL or event.cameo.startswith(_MUTUAL_CODES)
    for span in both:
        same = f"{_words(marked, span)} is source and target of e{number}"
        if not alone:
            yield Fault(f"{same}, another is only one of them", error=not mutual)
        elif not mutual and not _SIDES.search(words := marked.text[slice(*span)]):
            yield Fault(f"{same}, which is nothing mutual", error=not _PLURAL.search(words))


def _saying(marked: Marked, number: int, event: MarkedEvent) -> Iterator[Fault]:
    """Mere saying (ruling 6) on a word that data/lexicon/cameo.json gives to other types alone."""
    trigger = marked.text[slice(*event.trigger)]
    if event.cameo != "010" or stem(trigger.split()[0]) in _sayings():
        return

    def listed(kind: PloverType) -> bool:
        return re.match(rf"{kind} (?!\+)", code(kind, trigger, trigger, 0).entry) is not None

    if not listed("STATEMENT") and (others := [kind for kind in ontology.types() if listed(kind)]):
        yield Fault(
            f"e{number} is STATEMENT on {trigger!r}, which the lexicon has under {', '.join(others)}", error=False
        )


@cache
def _sayings() -> frozenset[str]:
    return frozenset(map(stem, _SAYING | abbreviations().saying))


def _other_day(words: str, told: str) -> str | None:
    """The told day with its weekday, if the words are another weekday."""
    match = _WEEKDAY.fullmatch(words)
    if not match or len(told) != len("2020-01-01"):
        return None
    try:
        there = _WEEKDAYS[date.fromisoformat(told).weekday()]
    except ValueError:
        return f"{told}, which is in no calendar"
    return None if there == match[1].lower() else f"{told}, a {there.capitalize()}"
