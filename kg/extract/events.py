"""Decoding: what the encoder says of a sentence's word pieces -> events with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from kg.extract.encoder import Encoded, Encoder, Floats, Roles, TriggerPieces
from kg.extract.found import Argument, Found
from kg.extract.labels import MODALITIES, ROLES, TRIGGER_TYPES, TYPES
from kg.settings import data
from kg.text.document import Document, Sentence

_EDGES = " \t\n,;:.\"'`-()[]"
_LEADING = re.compile(r"(?:and|or|but|by|of|to|with|from|against|between|in|on|at)\s+", re.IGNORECASE)


class Thresholds(Struct, frozen=True):
    """What a probability must reach, measured on development gold (`data/models/coder/thresholds.json`).

    `trigger` by type; `continues` is what keeps a span going once it has begun.
    """

    trigger: dict[str, float]
    role: dict[str, float]
    continues: float
    begins: float


def load_thresholds() -> Thresholds:
    """The thresholds that belong to the shipped weights."""
    return msgspec.json.decode(data("models", "coder", "thresholds.json").read_bytes(), type=Thresholds)


class _Trigger(Struct, frozen=True):
    """Pieces of one trigger, its type, and the probability that it is an event and of that type."""

    start: int
    end: int
    type: int
    event: float
    typed: float


def triggers(encoded: Encoded, thresholds: Thresholds) -> list[_Trigger]:
    """Runs of words whose most probable type is the same and which together are probable enough."""
    by_word = _words(encoded)
    runs: list[list[tuple[int, int, Floats]]] = []
    kinds: list[int] = []
    last = -2
    for number, (start, end) in enumerate(by_word):
        probabilities = encoded.triggers[start:end].mean(0)
        kind = 1 + int(np.argmax(probabilities[1:]))
        if 1 - probabilities[0] < thresholds.continues:
            continue
        if last == number - 1 and kinds[-1] == kind:
            runs[-1].append((start, end, probabilities))
        else:
            runs.append([(start, end, probabilities)])
            kinds.append(kind)
        last = number
    found = []
    for kind, run in zip(kinds, runs, strict=True):
        best = max((p for _, _, p in run), key=lambda p: float(p[kind]))
        event, typed = float(1 - best[0]), float(best[kind])
        if event >= thresholds.trigger[TRIGGER_TYPES[kind]]:
            found.append(_Trigger(run[0][0], run[-1][1], kind, event, typed))
    return found


def _words(encoded: Encoded) -> list[tuple[int, int]]:
    """Piece bounds of each word: first piece, one past the last."""
    bounds: list[tuple[int, int]] = []
    before: int | None = None
    for piece, word in enumerate(encoded.words):
        if word is None:
            before = None
        elif word == before:
            bounds[-1] = (bounds[-1][0], piece + 1)
        else:
            bounds.append((piece, piece + 1))
            before = word
    return bounds


def spans(
    inside: Floats, begins: Floats, words: Sequence[tuple[int, int]], threshold: float, limits: Thresholds
) -> list[tuple[int, int, float]]:
    """Spans of whole words (piece bounds and mean probability) of one role, from its piece probabilities [T].

    A span has a word that reaches `threshold`; words beside it belong to it as long as they reach
    `limits.continues`; a word that begins a span of its own ends the one before it.
    """
    chances = [(float(inside[a:b].mean()), float(begins[a]), a, b) for a, b in words]
    result: list[tuple[int, int, float]] = []
    run: list[tuple[float, int, int]] = []

    def close() -> None:
        if run and max(p for p, _, _ in run) >= threshold:
            result.append((run[0][1], run[-1][2], sum(p for p, _, _ in run) / len(run)))
        run.clear()

    for chance, begin, a, b in chances:
        if chance < limits.continues:
            close()
            continue
        if begin >= limits.begins and run:
            close()
        run.append((chance, a, b))
    close()
    return result


def _argument(text: str, offset: int, start: int, end: int, score: float) -> Argument | None:
    """The span with punctuation and prepositions at its edges taken off; None if nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if leading := _LEADING.match(text, start, end):
        start = leading.end()
    return Argument(start + offset, end + offset, round(score, 4)) if start < end else None


def _arguments(
    sentence: Sentence, encoded: Encoded, roles: Roles, thresholds: Thresholds
) -> dict[str, tuple[Argument, ...]]:
    """Spans of each role, as offsets into the article."""
    words = _words(encoded)
    found: dict[str, tuple[Argument, ...]] = {}
    for index, role in enumerate(ROLES):
        runs = spans(roles.roles[:, index, 0], roles.roles[:, index, 1], words, thresholds.role[role], thresholds)
        arguments = (
            _argument(sentence.text, sentence.start, encoded.offsets[a][0], encoded.offsets[b - 1][1], score)
            for a, b, score in runs
        )
        found[role] = tuple(a for a in arguments if a)
    return found


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


def decode(
    number: int, sentence: Sentence, encoded: Encoded, trigger: _Trigger, roles: Roles, thresholds: Thresholds
) -> Found:
    """One event from its trigger and what the head says of it."""
    arguments = _arguments(sentence, encoded, roles, thresholds)
    source, target = _apart(arguments["source"], arguments["target"])
    modality = int(np.argmax(roles.modality))
    words = encoded.offsets[trigger.start][0], encoded.offsets[trigger.end - 1][1]
    return Found(
        sentence=number,
        trigger=Argument(sentence.start + words[0], sentence.start + words[1], round(trigger.event, 4)),
        type=TYPES[trigger.type - 1],
        modality=MODALITIES[modality],
        source=source,
        target=target,
        speaker=_best_first(arguments["speaker"]),
        date=_best_first(arguments["date"]),
        place=_best_first(arguments["place"]),
        scores={
            "trigger": round(trigger.event, 4),
            "type": round(trigger.typed, 4),
            "modality": round(float(roles.modality[modality]), 4),
        },
    )


def _best_first(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    return tuple(sorted(arguments, key=lambda a: (-a.score, a.start)))


def find_events(documents: Sequence[Document], encoder: Encoder, thresholds: Thresholds) -> list[list[Found]]:
    """Events of each document, in the order of the text. Each sentence goes through the encoder once."""
    where = [(d, s) for d, document in enumerate(documents) for s in range(len(document.sentences))]
    texts = [documents[d].sentences[s].text for d, s in where]
    found: list[list[Found]] = [[] for _ in documents]
    for batch in encoder.encode(texts):
        asked = [(row, t) for row, (_, encoded) in enumerate(batch) for t in triggers(encoded, thresholds)]
        answers = encoder.roles([e for _, e in batch], [TriggerPieces(r, t.start, t.end, t.type) for r, t in asked])
        for (row, trigger), roles in zip(asked, answers, strict=True):
            index, encoded = batch[row]
            d, s = where[index]
            found[d].append(decode(s, documents[d].sentences[s], encoded, trigger, roles, thresholds))
    return [sorted(events, key=lambda f: (f.trigger.start, f.trigger.end)) for events in found]


def batched(documents: Iterable[Document], sentences: int = 256) -> Iterator[list[Document]]:
    """Documents in groups of about `sentences` sentences, so that the encoder's batches are full."""
    group: list[Document] = []
    count = 0
    for document in documents:
        group.append(document)
        count += len(document.sentences)
        if count >= sentences:
            yield group
            group, count = [], 0
    if group:
        yield group
