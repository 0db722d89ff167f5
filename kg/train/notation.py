"""Sentences with their events marked, as text that a person can write and a program can check.

One sentence (or two or three that need each other) a line; blank lines and lines that start with # are skipped.
Marks nest:

    {s1 Ali Shamkhani} {e1:CONSULT.040 met} {t1 {v2 Moscow}'s envoy} in {p1 Tehran} on {d1 Tuesday}

    {eN:TYPE.CODE words}  trigger of event N: PLOVER type and CAMEO code of two to four digits; then, where the event is
                          not asserted, :planned :hypothetical :denied or :alleged
    {sN words} {tN words} source, target      {pN words} place     {dN words} date     {vN words} who says so
    {s1,t2 words}         one span, two slots
    {s2=s1}               no words: event 2 has the source of event 1
    {@2 words} {@1+2 words} in an article (kg/train/articles.py): a mention of actor 2, or of actors 1 and 2 together
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast, get_args

from msgspec import Struct

from kg.errors import DataError
from kg.extract import ontology
from kg.model import Modality, PloverType, Problem

Offsets = tuple[int, int]
"""First character and one past the last, in `Marked.text`."""

SLOTS: Mapping[str, str] = {"s": "source", "t": "target", "p": "place", "d": "date", "v": "speaker"}
_LETTERS = {slot: letter for letter, slot in SLOTS.items()}
_PART = r"(?:[stpdv]\d+|@\d+(?:\+\d+)*)"
_MARK = re.compile(
    rf"\{{(e\d+:[A-Z]+\.\d{{2,4}}(?::[a-z]+)?|{_PART}(?:,{_PART})*)(?: |(?=\}}))"  # opens: a trigger, or slots
    r"|\{([stpdv]\d+)=([stpdv]\d+)\}"  # one slot as another
    r"|\}"  # closes
)


class MarkedEvent(Struct, frozen=True, kw_only=True):
    """One event of a marked sentence; each slot holds its spans in the order of the text, or none."""

    trigger: Offsets
    type: PloverType
    cameo: str
    modality: Modality = "asserted"
    source: tuple[Offsets, ...] = ()
    target: tuple[Offsets, ...] = ()
    place: tuple[Offsets, ...] = ()
    date: tuple[Offsets, ...] = ()
    speaker: tuple[Offsets, ...] = ()


class ActorMention(Struct, frozen=True):
    """Words that stand for actors of an article, by the numbers that its head gives them."""

    actors: tuple[int, ...]
    span: Offsets


class Marked(Struct, frozen=True):
    """A sentence without its marks, its events in the order of their numbers, its mentions in that of the text."""

    text: str
    events: tuple[MarkedEvent, ...]
    mentions: tuple[ActorMention, ...] = ()


class _Words(Struct, frozen=True):
    """A mark with the words that it encloses."""

    name: str
    span: Offsets


def parse(line: str) -> Marked:
    """Read one marked sentence. Raises DataError that says what is wrong with it."""
    text, enclosed, same = _strip_marks(line)
    if "  " in text or not text.strip():
        raise DataError("two spaces together, or no text")
    triggers: dict[str, MarkedEvent] = {}
    spans: list[tuple[str, Offsets]] = []
    mentions: list[ActorMention] = []
    for mark in enclosed:
        if mark.name[0] == "e":
            number, event = _trigger(mark)
            if number in triggers:
                raise DataError(f"event {number} has two triggers")
            triggers[number] = event
        else:
            for part in mark.name.split(","):
                if part[0] == "@":
                    mentions.append(ActorMention(tuple(int(n) for n in part[1:].split("+")), mark.span))
                else:
                    spans.append((part, mark.span))
    for new, old in same:
        shared = [(new, span) for part, span in spans if part == old]
        if not shared:
            raise DataError(f"{new}={old}: nothing is marked {old}")
        spans += shared
    for part, _ in spans:
        if part[1:] not in triggers:
            raise DataError(f"{part}: no event {part[1:]}")
    events = tuple(_filled(triggers[number], number, spans) for number in sorted(triggers, key=int))
    return Marked(text, events, tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))))


def write(marked: Marked) -> str:
    """The line that `parse` reads as `marked`. Raises DataError where two of its spans cross."""
    names: dict[Offsets, list[str]] = {}
    triggers: dict[Offsets, list[str]] = {}
    for number, event in enumerate(marked.events, 1):
        modality = "" if event.modality == "asserted" else f":{event.modality}"
        triggers.setdefault(event.trigger, []).append(f"e{number}:{event.type}.{event.cameo}{modality}")
        for letter, slot in SLOTS.items():
            for span in getattr(event, slot):
                names.setdefault(span, []).append(f"{letter}{number}")
    for mention in marked.mentions:
        names.setdefault(mention.span, []).insert(0, "@" + "+".join(map(str, mention.actors)))
    marks = [(span, ",".join(parts)) for span, parts in names.items()]
    marks += [(span, name) for span, each in triggers.items() for name in each]
    return _with_marks(marked.text, marks)


def located(files: Iterable[Path]) -> tuple[list[tuple[Path, int, Marked]], list[Problem]]:
    """The marked sentences of `files`, each with file and line, and what is wrong with those that cannot be used."""
    good: dict[str, tuple[Path, int, Marked]] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            for number, line in _lines(file):
                try:
                    marked = parse(line)
                    if marked.text in good:
                        raise DataError("the same sentence twice")
                    good[marked.text] = file, number, marked
                except DataError as error:
                    problems.append(Problem(file=str(file), line=number, reason=str(error)))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file=str(file), line=None, reason=f"cannot be read: {error}"))
    return list(good.values()), problems


def read(files: Iterable[Path]) -> tuple[list[Marked], list[Problem]]:
    """As `located`, without file and line."""
    good, problems = located(files)
    return [marked for _, _, marked in good], problems


def check(files: Iterable[Path]) -> list[Problem]:
    """What is wrong in `files`: nothing, if every sentence can be trained on."""
    return read(files)[1]


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    with file.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if (stripped := line.strip()) and not stripped.startswith("#"):
                yield number, stripped


def _strip_marks(line: str) -> tuple[str, list[_Words], list[tuple[str, str]]]:
    """The text without marks, the marks with words in the order in which they close, and the pairs new=old."""
    text, at = "", 0
    unclosed: list[tuple[str, int]] = []
    enclosed: list[_Words] = []
    same: list[tuple[str, str]] = []
    for mark in _MARK.finditer(line):
        text, at = text + _plain(line[at : mark.start()]), mark.end()
        if mark[2]:
            same.append((mark[2], mark[3]))
        elif mark[1]:
            unclosed.append((mark[1], len(text)))
        elif unclosed:
            name, start = unclosed.pop()
            words = text[start:]
            if not words or words != words.strip():
                raise DataError(f"{name}: no words, or a space at an end")
            enclosed.append(_Words(name, (start, len(text))))
        else:
            raise DataError("} without {")
    if unclosed:
        raise DataError(f"{unclosed[-1][0]}: {{ without }}")
    return text + _plain(line[at:]), enclosed, same


def _plain(words: str) -> str:
    if "{" in words or "}" in words:
        raise DataError(f"a mark that cannot be read near {words[:40]!r}")
    return words


def _trigger(mark: _Words) -> tuple[str, MarkedEvent]:
    """The number of an event and the event without its slots."""
    number, coded, *rest = mark.name[1:].split(":")
    kind, cameo = coded.split(".")
    modality = rest[0] if rest else "asserted"
    if kind not in ontology.types():
        raise DataError(f"{mark.name}: no event type {kind}")
    if ontology.type_of(cameo) != kind:
        raise DataError(f"{mark.name}: {cameo} is no code of {kind}")
    if modality not in get_args(Modality):
        raise DataError(f"{mark.name}: no modality {modality}")
    event = MarkedEvent(trigger=mark.span, type=ontology.type_of(cameo), cameo=cameo, modality=cast(Modality, modality))
    return number, event


def _filled(event: MarkedEvent, number: str, spans: Sequence[tuple[str, Offsets]]) -> MarkedEvent:
    def slot(name: str) -> tuple[Offsets, ...]:
        return tuple(sorted({span for part, span in spans if part == _LETTERS[name] + number}))

    return MarkedEvent(
        trigger=event.trigger,
        type=event.type,
        cameo=event.cameo,
        modality=event.modality,
        source=slot("source"),
        target=slot("target"),
        place=slot("place"),
        date=slot("date"),
        speaker=slot("speaker"),
    )


def _with_marks(text: str, marks: Sequence[tuple[Offsets, str]]) -> str:
    """`text` with `marks` around its spans, the longer outside."""
    out: list[str] = []
    ends: list[int] = []
    at = 0
    for (start, end), name in sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1])):
        while ends and ends[-1] <= start:
            closing = ends.pop()
            out.append(text[at:closing] + "}")
            at = closing
        if ends and end > ends[-1]:
            raise DataError(f"{name}: crosses another mark")
        out.append(text[at:start] + "{" + name + " ")
        at = start
        ends.append(end)
    for closing in reversed(ends):
        out.append(text[at:closing] + "}")
        at = closing
    return "".join(out) + text[at:]
