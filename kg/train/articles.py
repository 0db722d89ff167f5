"""Whole articles with their events and actors marked, as text that a person can write and a program can check.

    = qom-visit 2019-04-11
    @1 Hassan Rouhani; person; IRN
    @2 government of Iraq; government; IRQ
    BAGHDAD -- {@1,s1 Iranian President Hassan Rouhani} {e1:CONSULT.044 met} {@2,t1 Iraq}'s president on {d1 Monday}.
    > e1 2019-04-08; Baghdad
    {@1,s1 He} {e1:STATEMENT.010 said} {@1+2 the two} would meet again.

    An empty line begins a new paragraph.

A head (=) gives the article's name and its publication date. Each actor (@) has a number, the name that a reader would
give it after coreference (a group without a name keeps its phrase), its kind, and the country it serves (ISO 3166
alpha-3, or -). Then a sentence a line in the notation of kg/train/notation.py, events numbered anew in each, and
{@1 words} around every mention of an actor. Under a sentence, > gives what the article tells of an event: when the act
happened (ISO date, month, year, or start/end; - for unknown) and the place of the act (English GeoNames name, or -).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from kg.errors import DataError
from kg.model import ActorKind, Problem
from kg.train.notation import Marked, Offsets, parse

_HEAD = re.compile(r"= ([a-z0-9-]+) (\d{4}-\d\d-\d\d)")
_ACTOR = re.compile(r"@(\d+) ([^;]+); (\w+); ([A-Z]{3}|-)")
_TOLD = re.compile(r"> e(\d+) ([-\d/]+); (.+)")
_DATE = re.compile(r"-|\d{4}(-\d\d(-\d\d)?)?(/(\d{4}(-\d\d(-\d\d)?)?)?)?")


class ArticleActor(Struct, frozen=True):
    """An actor of an article: `name` after coreference, `country` ISO 3166 alpha-3 or null."""

    name: str
    kind: ActorKind
    country: str | None


class Told(Struct, frozen=True):
    """What the article tells of an event: `date` ISO (day, month, year, or start/end), `place` by its GeoNames name."""

    date: str | None
    place: str | None


class MarkedSentence(Struct, frozen=True):
    """A sentence of an article: `start` is the offset of its first character in the article's text."""

    start: int
    marked: Marked
    told: Mapping[int, Told]
    """By the place of the event in `marked.events`."""
    line: int = 0
    """In its file, counted from 1."""


class MarkedArticle(Struct, frozen=True):
    """An article without its marks; sentences of a paragraph are a space apart, paragraphs an empty line."""

    name: str
    published: str
    text: str
    actors: Mapping[int, ArticleActor]
    sentences: tuple[MarkedSentence, ...]

    def mentions(self) -> Iterator[tuple[tuple[int, ...], Offsets]]:
        """Numbers of the actors and offsets into `text` of each mention, in the order of the text."""
        for sentence in self.sentences:
            for mention in sentence.marked.mentions:
                start, end = mention.span
                yield mention.actors, (sentence.start + start, sentence.start + end)


def read_articles(files: Iterable[Path]) -> tuple[list[MarkedArticle], list[Problem]]:
    """The articles of `files`, and what is wrong with those that cannot be used, with file and line."""
    good: dict[str, MarkedArticle] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file=str(file), line=None, reason=f"cannot be read: {error}"))
            continue
        for first, block in _blocks(lines):
            try:
                article = _article(first, block)
                if article.name in good:
                    raise _At(0, f"two articles are named {article.name}")
                good[article.name] = article
            except _At as error:
                problems.append(Problem(file=str(file), line=first + error.line, reason=str(error)))
    return list(good.values()), problems


class _At(DataError):
    """What is wrong, and in which line of the article, counted from 0."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each article, with the number of the first, counted from 1."""
    heads = [k for k, line in enumerate(lines) if line.startswith("= ")]
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield head + 1, lines[head:end]


def _article(first: int, lines: list[str]) -> MarkedArticle:
    head = _HEAD.fullmatch(lines[0].strip())
    if not head:
        raise _At(0, "a head is '= name-of-article YYYY-MM-DD'")
    actors: dict[int, ArticleActor] = {}
    sentences: list[MarkedSentence] = []
    text, gap = "", ""
    for at, line in enumerate(map(str.strip, lines[1:]), 1):
        if not line:
            gap = "\n\n" if text else ""
        elif line[0] == "@":
            number, actor = _actor(at, line)
            if number in actors:
                raise _At(at, f"@{number} is named twice")
            actors[number] = actor
        elif line[0] == ">":
            if not sentences:
                raise _At(at, "> belongs under a sentence")
            sentences[-1] = _with_told(at, sentences[-1], line)
        elif line[0] != "#":
            try:
                marked = parse(line)
            except DataError as error:
                raise _At(at, str(error)) from error
            if unknown := [n for m in marked.mentions for n in m.actors if n not in actors]:
                raise _At(at, f"@{unknown[0]} is not named in the head")
            sentences.append(MarkedSentence(len(text) + len(gap), marked, {}, first + at))
            text, gap = text + gap + marked.text, " "
    if not sentences:
        raise _At(0, "an article without a sentence")
    return MarkedArticle(head[1], head[2], text, actors, tuple(sentences))


def _actor(at: int, line: str) -> tuple[int, ArticleActor]:
    match = _ACTOR.fullmatch(line)
    if not match:
        raise _At(at, "an actor is '@1 name; kind; IRN', with - for no country")
    if match[3] not in get_args(ActorKind):
        raise _At(at, f"no kind {match[3]}: {', '.join(get_args(ActorKind))}")
    country = None if match[4] == "-" else match[4]
    return int(match[1]), ArticleActor(match[2], cast(ActorKind, match[3]), country)


def _with_told(at: int, sentence: MarkedSentence, line: str) -> MarkedSentence:
    match = _TOLD.fullmatch(line)
    if not match or not _DATE.fullmatch(match[2]):
        raise _At(at, "what is told of an event is '> e1 YYYY-MM-DD; Place', with - for unknown")
    event = int(match[1]) - 1
    if not 0 <= event < len(sentence.marked.events):
        raise _At(at, f"the sentence above has no event {match[1]}")
    told = Told(None if match[2] == "-" else match[2], None if match[3] == "-" else match[3])
    return replace(sentence, told={**sentence.told, event: told})
