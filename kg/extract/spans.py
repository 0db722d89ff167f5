"""From the probabilities of word pieces to whole noun phrases: the spans that fill an event's slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
from msgspec import Struct

from kg.extract.encoder import Encoded, Floats, Roles
from kg.extract.found import Argument
from kg.extract.labels import ROLES
from kg.extract.naming.tables import tables
from kg.settings import data
from kg.text.document import Entity, Sentence

_WORD = re.compile(r"\w+(?:[.'’&/-]+\w+)*\.?(?<!\w\w\w\.)")
_JOINED = re.compile(r"\s*(?:[()-]|'s?\b)?\s*\Z")
_COORDINATES = frozenset({"and", "or", "&", ",", ";", "/"})
_LOCATIVE = re.compile(r"\b(?:in|at|near|outside|inside|around|across|throughout|off)\s+(?:the\s+)?\Z", re.IGNORECASE)
_ITEM = re.compile(r"(?:\d{1,2}|[a-z])[).]\s+(?=\w)")
"""What numbers an item of a list: "2) Hamas fired …"."""
_AT_LEAST = re.compile(r"(?:at\s+(?:least|most)|up\s+to)\s+\w", re.IGNORECASE)
"""Part of a number: "at least 20 demonstrators"."""
_NEXT_WORD = re.compile(r" ([a-z]+)\b")
_LOCATIVE_BONUS = 0.3
"""A place after "in" or "at" goes before one that is only mentioned ("envoy on Syria") and scores a little more."""
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})


class Thresholds(Struct, frozen=True):
    """What a probability must reach (`data/models/coder/thresholds.json`), chosen on our held-out sentences and the
    development gold.

    `trigger` by event type; `role` by slot: of the best word of a span; `mean`: of a span as a whole; `behind`: how far
    it may be behind the best span of its slot; `continues` is what keeps a trigger or a span going once it has begun;
    `begins` is what starts a new span within a coordination.
    """

    trigger: dict[str, float]
    role: dict[str, float]
    mean: float
    behind: float
    continues: float
    begins: float


def load_thresholds() -> Thresholds:
    """The thresholds that belong to the shipped weights."""
    return msgspec.json.decode(data("models", "coder", "thresholds.json").read_bytes(), type=Thresholds)


class FunctionWords(Struct, frozen=True):
    """Words that are no part of a noun phrase at its edges, and words of which alone none is made."""

    alone: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]


@cache
def function_words() -> FunctionWords:
    """The lists of `data/lexicon/function_words.json`."""
    return msgspec.json.decode(data("lexicon", "function_words.json").read_bytes(), type=FunctionWords)


class _Run(Struct, frozen=True):
    """Characters of a sentence, and the probabilities of its words."""

    start: int
    end: int
    chances: tuple[float, ...]

    @property
    def mean(self) -> float:
        return sum(self.chances) / len(self.chances)


def words(encoded: Encoded) -> list[tuple[int, int]]:
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


def word_means(values: Floats, bounds: Sequence[tuple[int, int]]) -> Floats:
    """The mean of each word's pieces, from a value (or more) a piece; `bounds` of one word or more, without a gap."""
    starts = [first for first, _ in bounds]
    counts = np.diff([*starts, bounds[-1][1]]).astype(np.float32)
    sums = np.add.reduceat(values[: bounds[-1][1]], starts, axis=0)
    return np.asarray(sums / counts.reshape(-1, *[1] * (values.ndim - 1)), dtype=np.float32)


def arguments(
    sentence: Sentence,
    encoded: Encoded,
    roles: Roles,
    entities: Sequence[Entity],
    thresholds: Thresholds,
    phrases: Sequence[tuple[int, int]] = (),
) -> dict[str, tuple[Argument, ...]]:
    """The spans of each role in the order of the text, as offsets into the article.

    `entities` are those of the sentence: a span that holds a part of a name is widened to all of it, and so it is to
    all of each of `phrases`, which are offsets into the sentence.
    """
    bounds = words(encoded)
    inside = word_means(roles.roles[:, :, 0], bounds).T.tolist()
    begin = roles.roles[[first for first, _ in bounds], :, 1].T.tolist()
    places = [(encoded.offsets[a][0], encoded.offsets[b - 1][1]) for a, b in bounds]
    inside_names = [(e.start - sentence.start, e.end - sentence.start, e.label) for e in entities if e.label in _NAMES]
    whole = [*inside_names, *((start, end, "") for start, end in phrases)]
    found: dict[str, tuple[Argument, ...]] = {}
    for index, role in enumerate(ROLES):
        runs = _runs(sentence.text, places, inside[index], begin[index], thresholds)
        runs = _joined(sentence.text, runs, inside_names)
        if role != "date":
            runs = _whole(_with_heads(sentence.text, runs, inside_names), whole)
        kept = [r for r in runs if max(r.chances) >= thresholds.role[role] and r.mean >= thresholds.mean]
        best = max((r.mean for r in kept), default=0.0)
        trimmed = (_trimmed(sentence, run) for run in kept if run.mean >= best - thresholds.behind)
        found[role] = tuple(a for a in trimmed if a)
    return found


def _runs(
    text: str,
    places: Sequence[tuple[int, int]],
    chances: Sequence[float],
    begins: Sequence[float],
    thresholds: Thresholds,
) -> list[_Run]:
    """Stretches of words that are probable enough; a member of a coordination begins a new one."""
    runs: list[_Run] = []
    last = -1
    for k, ((start, end), chance) in enumerate(zip(places, chances, strict=True)):
        if chance < thresholds.continues:
            continue
        anew = begins[k] >= thresholds.begins and k and text[slice(*places[k - 1])].lower() in _COORDINATES
        if runs and last == k - 1 and not anew:
            runs[-1] = _Run(runs[-1].start, end, (*runs[-1].chances, chance))
        else:
            runs.append(_Run(start, end, (chance,)))
        last = k
    return runs


def _joined(text: str, runs: Sequence[_Run], names: Sequence[tuple[int, int, str]]) -> list[_Run]:
    """Runs that are one noun phrase: nothing but a bracket, hyphen or possessive lies between them, or an "and" inside
    a title ("minister for Arab and African affairs NAME")."""
    result: list[_Run] = []
    for run in runs:
        if result and (_JOINED.match(text, result[-1].end, run.start) or _one_title(text, result[-1], run, names)):
            result[-1] = _Run(result[-1].start, run.end, (*result[-1].chances, *run.chances))
        else:
            result.append(run)
    return result


def _one_title(text: str, left: _Run, right: _Run, names: Sequence[tuple[int, int, str]]) -> bool:
    people = [start for start, _, label in names if label == "PERSON"]
    return (
        text[left.end : right.start].strip() == "and"
        and re.search(r"\b(?:for|of)\b", text[left.start : left.end]) is not None
        and not any(left.start <= start < left.end for start in people)
        and any(right.start < start < right.end for start in people)
    )


def _with_heads(text: str, runs: Sequence[_Run], names: Sequence[tuple[int, int, str]]) -> list[_Run]:
    """Runs that end in an adjective of nationality ("the Syrian"), with the group or office that it belongs to."""
    table = tables()
    peoples = {end for _, end, label in names if label == "NORP"}
    result = []
    for run in runs:
        following = _NEXT_WORD.match(text, run.end) if run.end in peoples else None
        headed = following is not None and (following[1] in table.groups or following[1] in table.roles)
        end = following.end() if following and headed else run.end
        result.append(_Run(run.start, end, run.chances))
    return result


def _whole(runs: Sequence[_Run], phrases: Sequence[tuple[int, int, str]]) -> list[_Run]:
    """Runs widened to the names and other phrases that they cut; those that then overlap become one."""
    result: list[_Run] = []
    for run in runs:
        start, end = run.start, run.end
        for first, after, _ in phrases:
            if first < end and start < after:
                start, end = min(start, first), max(end, after)
        if result and start < result[-1].end:
            result[-1] = _Run(result[-1].start, max(end, result[-1].end), (*result[-1].chances, *run.chances))
        else:
            result.append(_Run(start, end, run.chances))
    return result


def _trimmed(sentence: Sentence, run: _Run) -> Argument | None:
    """The span without punctuation and function words at its edges; None if no noun phrase is left."""
    text, start, end = sentence.text, run.start, run.end
    if text.startswith("'s ", start):  # the rest of a phrase whose owner was missed
        start = text.rfind(" ", 0, start) + 1
    if item := _ITEM.match(text, start, end):
        start = item.end()
    found = list(_WORD.finditer(text, start, end))
    while found and found[0][0].lower() in function_words().leading and not _AT_LEAST.match(text, found[0].start()):
        del found[0]
    while found and found[-1][0].lower() in function_words().trailing:
        del found[-1]
    if all(word[0].lower() in function_words().alone for word in found):
        return None
    start, end = found[0].start(), found[-1].end()
    if text[start:end].count("(") > text[start:end].count(")") and text.startswith(")", end):
        end += 1
    return Argument(start + sentence.start, end + sentence.start, round(run.mean, 4))


def likeliest_first(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """The best span first."""
    return tuple(sorted(arguments, key=lambda a: (-a.score, a.start)))


def places_first(sentence: Sentence, arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """The best place first; one after "in" or "at" has a bonus over one that is only mentioned."""

    def worth(a: Argument) -> float:
        before = sentence.text[max(0, a.start - sentence.start - 20) : a.start - sentence.start]
        return a.score + (_LOCATIVE_BONUS if _LOCATIVE.search(before) else 0)

    return tuple(sorted(arguments, key=lambda a: (-worth(a), a.start)))
