"""In which construction an event is told, by rules over the text and the spans of trigger, sources and targets.

No tagger runs: the rules are coarse on purpose, and the same for what is marked and for what is found.

    nominal         no past form of a verb; and it ends as nouns of action do (-tion, -ment, …) or is one of `_NOUNS`,
                    or "of" follows, or an article or possessive is among the three words before it (for -ing: right
                    before it), or a preposition right before it (not for -ing: "after meeting him"), or a light verb
                    ("held talks"); and neither "to" nor an auxiliary is right before it
    passive         a past form; and a form of "be" among the four words before it ("has been barred"), or "by" among
                    the two after it, or an article or possessive right before it ("the kidnapped envoy"); and no
                    source is nearer before it than every target
    active          any other trigger
    with target     at least one target; without target: none
    coordination    more than one source, or more than one target
    headline        the text ends without a full stop, question or exclamation mark
    quotation       words in quotation marks
    long sentence   35 words and more

"The words before" reach back to a comma, semicolon, dash or quotation mark, or to the end of a source or target that is
no possessive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from kg.extract.timex.tense import is_past_verb
from kg.model import Event
from kg.train.notation import MarkedEvent, Offsets

Construction = Literal[
    "active", "passive", "nominal", "with target", "without target", "coordination", "headline", "quotation",
    "long sentence",
]  # fmt: skip
CONSTRUCTIONS: tuple[Construction, ...] = get_args(Construction)
LONG = 35
"""Words of a long sentence, at least."""

_WORD = re.compile(r"(?<!\w)['’](?:s\b|(?=\s))|['’]s\b|['’](?=\s)|[^\W_]+(?:-[^\W_]+)*")
_BREAK = re.compile(r"[,;:—–\"“”()]|\s-+\s")
_HEADLINE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|``.+?''")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BE = _listed("am are be been being is was were")
_AUXILIARIES = _BE | _listed("to will would can could may might must shall should do does did has have had not")
_OWNERS = _listed("a an the this these those its his her their our my whose no any some another 's ’s ' ’")
_PARTICLES = _listed("at away back down for in off on out over to up upon with")
_PREPOSITIONS = _listed(
    "after against amid at before by despite during following for from in into of on over through under with without"
)
_LIGHT = _listed(
    "carry carries carrying conduct conducts conducting draw draws drawing drew face faces facing held hold holds "
    "holding launch launches launching made make makes making mount mounts mounting open opens opening resume resumes "
    "resuming seek seeks seeking sought stage stages staging"
)
_NOUNS = _listed(
    "accord airstrike airstrikes apology approval blockade cease-fire ceasefire coup crackdown curfew denial "
    "disapproval embargo inquiry lawsuit massacre offensive pact pogrom proposal proposals refusal siege sit-in speech "
    "summit talks treaty truce war withdrawal"
)
_NOMINAL = re.compile(r"\w{3,}(?:tion|sion|ment|ance|ence|ism|ure)s?")
_VERBS_LIKE_NOUNS = _listed(
    "assure capture caution commence condition ensure measure mention question sanction secure torture"
)
_ASK_OF = _listed("accuse accuses accusing approve approves speak speaks think thinks warn warning warns")


def of_marked(text: str, event: MarkedEvent) -> frozenset[Construction]:
    """The constructions of a marked event."""
    return constructions(text, event.trigger, event.source, event.target)


def of_found(text: str, event: Event) -> frozenset[Construction]:
    """The constructions of an event as the coder found it; its offsets are those of `text`."""
    source, target = ([(m.start, m.end) for m in each] for each in (event.source, event.target))
    return constructions(text, (event.trigger.start, event.trigger.end), source, target)


def constructions(
    text: str, trigger: Offsets, source: Sequence[Offsets], target: Sequence[Offsets]
) -> frozenset[Construction]:
    """Every construction that holds of an event: exactly one of active, passive and nominal."""
    named: set[Construction] = {voice(text, trigger, source, target)}
    named.add("with target" if target else "without target")
    if len(set(source)) > 1 or len(set(target)) > 1:
        named.add("coordination")
    return frozenset(named | of_sentence(text))


def of_sentence(text: str) -> frozenset[Construction]:
    """Those that a sentence has as a whole."""
    verdicts: dict[Construction, bool] = {
        "headline": not _HEADLINE.search(text),
        "quotation": bool(_QUOTED.search(text)),
        "long sentence": len(text.split()) >= LONG,
    }
    return frozenset(name for name, holds in verdicts.items() if holds)


def voice(text: str, trigger: Offsets, source: Sequence[Offsets], target: Sequence[Offsets]) -> Construction:
    """Whether the trigger is an active verb, a passive one, or a noun."""
    words = _words(text[slice(*trigger)])
    if not words:
        return "active"
    before = _words(text[_edge(text, trigger, (*source, *target)) : trigger[0]])
    after = _words(text[trigger[1] : trigger[1] + 40])
    if any(map(is_past_verb, words[:2])):
        around = any(w in _BE for w in before[-4:]) or "by" in after[:2] or any(w in _OWNERS for w in before[-1:])
        return "passive" if around and not _source_leads(trigger, source, target) else "active"
    head = next((w for w in reversed(words) if w not in _PARTICLES), words[-1])
    return "nominal" if _is_noun(head, before, after) else "active"


def _is_noun(word: str, before: Sequence[str], after: Sequence[str]) -> bool:
    if word in _NOUNS or (_NOMINAL.fullmatch(word) and word not in _VERBS_LIKE_NOUNS):
        return True
    last = before[-1] if before else ""
    if last in _AUXILIARIES:
        return False
    if (after[:1] == ["of"] and word not in _ASK_OF) or last in _OWNERS or last in _LIGHT:
        return True
    return not word.endswith("ing") and (last in _PREPOSITIONS or any(w in _OWNERS for w in before[-3:]))


def _source_leads(trigger: Offsets, source: Sequence[Offsets], target: Sequence[Offsets]) -> bool:
    """Whether a source stands before the trigger, and no target nearer to it."""
    sources, targets = ([end for _, end in spans if end <= trigger[0]] for spans in (source, target))
    return bool(sources) and max(sources) >= max(targets, default=0)


def _edge(text: str, trigger: Offsets, slots: Sequence[Offsets]) -> int:
    """Where the words before the trigger begin."""
    ends = [end for start, end in slots if end <= trigger[0] and text[start:end].lower() not in _OWNERS]
    ends += [found.end() for found in _BREAK.finditer(text, 0, trigger[0])]
    return max(ends, default=0)


def _words(text: str) -> list[str]:
    return [found[0].lower() for found in _WORD.finditer(text)]
