"""Does a temporal expression point back or ahead? From the words around it, without a parser."""

from __future__ import annotations

import re

from kg.extract.timex.words import LEXICON, any_of

_FUTURE = frozenset(LEXICON["future_words"])
_PAST = frozenset(LEXICON["past_words"])
_FUTURE_BEFORE_TO = frozenset(LEXICON["future_words_before_to"])
_ARRANGED_VERBS = frozenset(LEXICON["arranged_verbs"])
_ARRANGED_PHRASES = frozenset(map(tuple, (phrase.split() for phrase in LEXICON["arranged_phrases"])))
"""Verbs whose present tense beside a day tells what is to come: "the strike begins Monday", "the law takes effect"."""
_PROMISED = frozenset(LEXICON["promises"])
_CONTENT = frozenset({"to", "that", "for", "be"})
"""What leads to the content of a promise; a day named before them is the day that it was made."""
_OWNED = frozenset({"his", "her", "its", "their", "the", "a", "s"})
_TO_BE = frozenset({"is", "are", "was", "were"})
_BEFORE_BARE = frozenset(LEXICON["modals"]) | {"to", "be"}
"""After these a form that could be past is none: "will cut", "to shut", "be held"."""
_WEAK = frozenset(LEXICON["verbs_of_saying"])
_WORD = re.compile(r"'ll\b|[A-Za-z]+(?:n't)?")
_BREAK = re.compile(r"(?<![.\s][A-Za-z])[.!?:]\s{1,4}(?=[A-Z`'\"])|;|[\n\r]\s{0,9}[\n\r]|``|''|\"")
_LEAD = re.compile(rf"(?<!\w){any_of(LEXICON['future_leads'])}\s+(?:the\s+)?$", re.IGNORECASE)
_TO_BE_DONE = re.compile(r"\bto\s+be\s+([a-z]+)((?:\s+\w+){0,3})\s+$")
"""As "the report, to be released Monday" says; further on, "asked to be heard", a day is that of the asking."""
_SAID_THAT = re.compile(r"\s+that\b")
"""Then the day is that of saying: "told him on Thursday that it would …"."""
_OWN_DAY = re.compile(r"['’]s((?:\s+[\w-]+){1,4})")
"""What a day has: "Wednesday's ruling by the court"."""
_ARRANGED = frozenset(LEXICON["arranged_events"])
"""What is also spoken of before it takes place: "Sunday's vote"; of other acts one hears when they are done."""
_WINDOW = 120
"""Characters looked at on either side; a clause is seldom longer."""


def is_past_verb(word: str) -> bool:
    """A finite verb or participle of the past, by its form: it ends in -ed or is in the list of irregular ones."""
    return word in _PAST or (len(word) > 4 and word.endswith("ed") and word.islower())


def _cue(word: str, before: str, after: str) -> int:
    """Past or future by `word`, with those beside it: "plans to", not "his plan to"; "is to", "is leaving", "begins";
    "be held" is not past."""
    if word in _FUTURE_BEFORE_TO:
        ahead = after in ("to", "for")
        if word == "set" and after and not ahead and before not in _OWNED:
            return -1
        return 1 if ahead and before not in _OWNED else 0
    if (word in _TO_BE and after == "to") or (word in ("is", "are") and after.endswith("ing")):
        return 1
    if (word in _ARRANGED_VERBS and before not in _OWNED) or (word, after) in _ARRANGED_PHRASES:
        return 1
    return 1 if word in _FUTURE else -1 if is_past_verb(word) and before not in _BEFORE_BARE else 0


def direction(text: str, start: int, end: int) -> int:
    """-2 past by a verb right before, -1 past, 1 future, 0 unknown, for the expression at `start` to `end` of `text`.

    The nearest word before it in its sentence that tells decides; if there is none, or it is a mere "said", which
    often has its own date ("said Tuesday it will …"), the nearest word after it.
    """
    before = text[max(0, start - _WINDOW) : start]
    breaks = list(_BREAK.finditer(before))
    before = before[breaks[-1].end() :] if breaks else before
    to_be = _TO_BE_DONE.search(before)
    if _LEAD.search(before) or (to_be and is_past_verb(to_be[1]) and not any(map(is_past_verb, to_be[2].split()))):
        return 1
    after = text[end : end + _WINDOW]
    if (owned := _OWN_DAY.match(text, _without_s(text, start, end))) and _ARRANGED.isdisjoint(owned[1].lower().split()):
        return -1
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    weak = 0
    words = ["", *_WORD.findall(before), ""]
    for place in range(len(words) - 2, 0, -1):
        cue = _cue(words[place], words[place - 1], words[place + 1])
        if words[place] in _PROMISED and not _CONTENT & set(words[place + 1 :]):
            return -1
        if cue and words[place] in _WEAK and place < len(words) - 3:
            weak = cue
            break
        if cue:
            return -2 if cue < 0 and place >= len(words) - 3 else cue
    if weak and _SAID_THAT.match(after):
        return weak
    words = ["", *_WORD.findall(after), ""]
    for place in range(1, len(words) - 1):
        cue = _cue(words[place], words[place - 1], words[place + 1])
        if cue:
            return cue
    return weak


def _without_s(text: str, start: int, end: int) -> int:
    """The end of an expression without the 's that it may hold."""
    return end - 2 if text[start:end].endswith(("'s", "’s")) else end
