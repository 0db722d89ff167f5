"""Decoding: what the encoder says of a sentence's word pieces -> events with their spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from kg.extract.encoder import Encoded, Encoder, Floats, Roles, TriggerPieces
from kg.extract.found import Argument, Found
from kg.extract.labels import MODALITIES, TRIGGER_TYPES, TYPES
from kg.extract.once import once
from kg.extract.spans import Thresholds, arguments, function_words, likeliest_first, places_first, word_means, words
from kg.text.document import Document, Entity, Sentence

_QUOTATION = re.compile(r'"(?:[^"\s]+\s+){3,}[^"\s]+"')
"""Four words or more between straight quotation marks: fewer are a name or a distance (the "Islamic State" group)."""


class Decoding(Struct, frozen=True):
    """How probabilities become events: the thresholds, whether a span that cuts a name is widened to all of it, and
    what other phrases are taken whole, as offsets into a sentence by its text (kg itself has none: no parser runs)."""

    thresholds: Thresholds
    names: bool = True
    phrases: Mapping[str, Sequence[tuple[int, int]]] = {}


class _Trigger(Struct, frozen=True):
    """Pieces of one trigger, its type, and the probability that it is an event and of that type."""

    start: int
    end: int
    type: int
    event: float
    typed: float


def triggers(text: str, encoded: Encoded, thresholds: Thresholds) -> list[_Trigger]:
    """Runs of words of the sentence `text` whose most probable type is the same and one of which is probable enough.

    A hyphen joins its words; a word without a letter or digit is never a trigger by itself.
    """
    runs: list[list[tuple[int, int, Floats]]] = []
    kinds: list[int] = []
    last = 0
    bounds = words(encoded)
    if not bounds:
        return []
    chances = word_means(encoded.triggers, bounds)
    for number in np.flatnonzero(1 - chances[:, 0] >= thresholds.continues).tolist():
        start, end = bounds[number]
        first, after = encoded.offsets[start][0], encoded.offsets[end - 1][1]
        probabilities = chances[number]
        kind = 1 + int(np.argmax(probabilities[1:]))
        if not any(map(str.isalnum, text[first:after])):
            continue
        if runs and kinds[-1] == kind and text[last:first].strip() in {"", "-"}:
            runs[-1].append((start, end, probabilities))
        else:
            runs.append([(start, end, probabilities)])
            kinds.append(kind)
        last = after
    found = []
    for kind, run in zip(kinds, runs, strict=True):
        while len(run) > 1 and text[slice(*encoded.offsets[run[0][0]])].lower() in function_words().alone:
            del run[0]
        best = max((p for _, _, p in run), key=lambda p: float(p[kind]))
        event, typed = float(1 - best[0]), float(best[kind])
        if event >= thresholds.trigger[TRIGGER_TYPES[kind]]:
            found.append(_Trigger(run[0][0], run[-1][1], kind, event, typed))
    return found


def _not_both(
    source: tuple[Argument, ...], target: tuple[Argument, ...]
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Of a source and a target that cut each other, the more probable one; equal spans are two sides of one event."""

    def beaten(a: Argument, others: tuple[Argument, ...]) -> bool:
        return any(
            o.start < a.end and a.start < o.end and (o.start, o.end) != (a.start, a.end) and o.score > a.score
            for o in others
        )

    return tuple(a for a in source if not beaten(a, target)), tuple(a for a in target if not beaten(a, source))


def _apart(
    source: tuple[Argument, ...], target: tuple[Argument, ...]
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """A reciprocal event's sides, each marked as both ("A and B met"): the first is source, the others target."""
    where = {(a.start, a.end) for a in source}
    both = [a for a in target if (a.start, a.end) in where]
    if not both:
        return source, target
    shared = {(a.start, a.end) for a in both}
    if len(source) == 1:
        return source, tuple(a for a in target if (a.start, a.end) not in shared)
    keep = source[0]
    others = tuple(a for a in source[1:] if (a.start, a.end) in shared)
    sources = tuple(a for a in source if a not in others)
    targets = tuple(sorted({*others, *(a for a in target if (a.start, a.end) not in shared)}, key=lambda a: a.start))
    return (sources or (keep,)), targets


def decode(document: Document, number: int, encoded: Encoded, trigger: _Trigger, roles: Roles, how: Decoding) -> Found:
    """One event from its trigger and what the head says of it."""
    sentence = document.sentences[number]
    near = entities_of(document, sentence) if how.names else []
    slots = arguments(sentence, encoded, roles, near, how.thresholds, how.phrases.get(sentence.text, ()))
    start, end = encoded.offsets[trigger.start][0], encoded.offsets[trigger.end - 1][1]
    sides = (_told_with(sentence, start, slots[name]) for name in ("source", "target"))
    source, target = _apart(*_not_both(*sides))
    modality = int(np.argmax(roles.modality))
    return Found(
        sentence=number,
        trigger=Argument(sentence.start + start, sentence.start + end, round(trigger.event, 4)),
        type=TYPES[trigger.type - 1],
        modality=MODALITIES[modality],
        source=source,
        target=target,
        speaker=likeliest_first(slots["speaker"]) or _turn(sentence),
        date=likeliest_first(slots["date"]),
        place=places_first(sentence, slots["place"]),
        scores={
            "trigger": round(trigger.event, 4),
            "type": round(trigger.typed, 4),
            "modality": round(float(roles.modality[modality]), 4),
        },
    )


def _told_with(sentence: Sentence, trigger: int, sides: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Of the sides of an event that is told outside of the sentence's quotations, those named outside too; if none is,
    all: in '"Russia and Iran stand together," X said in a meeting with Y', Russia is not whom X met."""
    quotations = [match.span() for match in _QUOTATION.finditer(sentence.text)]
    if not quotations or any(start <= trigger < end for start, end in quotations):
        return sides

    def quoted(side: Argument) -> bool:
        first, after = side.start - sentence.start, side.end - sentence.start
        return any(start <= first and after <= end for start, end in quotations)

    return tuple(side for side in sides if not quoted(side)) or sides


def _turn(sentence: Sentence) -> tuple[Argument, ...]:
    """Who has the floor, in a transcript."""
    return () if sentence.speaker is None else (Argument(*sentence.speaker, 1.0),)


def entities_of(document: Document, sentence: Sentence) -> list[Entity]:
    """The entities that lie in a sentence."""
    first = bisect_left(document.entities, sentence.start, key=lambda e: e.start)
    after = bisect_left(document.entities, sentence.end, key=lambda e: e.start)
    return list(document.entities[first:after])


def find_events(document: Document, sentences: Iterable[Encoded], encoder: Encoder, how: Decoding) -> list[Found]:
    """Events of a document, in the order of the text; `sentences` are its sentences after their pass, which nobody
    keeps."""
    found: list[Found] = []
    for number, (sentence, encoded) in enumerate(zip(document.sentences, sentences, strict=True)):
        asked = triggers(sentence.text, encoded, how.thresholds)
        answers = encoder.roles(encoded, [TriggerPieces(t.start, t.end, t.type) for t in asked])
        for trigger, roles in zip(asked, answers, strict=True):
            found.append(decode(document, number, encoded, trigger, roles, how))
    return once(sorted(found, key=lambda f: (f.trigger.start, f.trigger.end)), document.text)
