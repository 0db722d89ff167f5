"""The gold of events across articles: `data/gold/events/README.md` says how it is written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, cast, get_args

from kg.errors import DataError
from kg.extract import ontology
from kg.ids import named_actor_id, unnamed_actor_id
from kg.model import (
    Actor,
    ActorKind,
    ArticleRecord,
    Event,
    Granularity,
    Mention,
    Modality,
    Place,
    PloverType,
    Span,
    When,
)
from kg.resolve.event_mentions import EventMention, event_mentions
from kg.settings import data


class Story(NamedTuple):
    """Mentions in the order of the file, the letter of the event that each is of, and the pairs (by position) that are
    no question."""

    kind: str
    title: str
    mentions: tuple[EventMention, ...]
    events: tuple[str, ...]
    sentences: tuple[str, ...]
    excluded: frozenset[tuple[int, int]]

    def pairs(self) -> Iterator[tuple[int, int, bool]]:
        """Positions of two mentions, and whether they are of one event."""
        for one, other in combinations(range(len(self.mentions)), 2):
            if (one, other) not in self.excluded:
                yield one, other, self.events[one] == self.events[other]


def stories(half: str) -> list[Story]:
    """The stories of `dev` or `test`. DataError, with file and line, for one that is not well formed."""
    folder = data("gold", "events")
    who = {row["key"]: row for row in _table(folder / "actors.csv")}
    place = {row["name"]: row for row in _table(folder / "places.csv")}
    found: list[Story] = []
    for path in sorted((folder / half).glob("*.txt")):
        block: list[tuple[int, str]] = []
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("[") and block:
                found.append(_story(path, block, who, place))
                block = []
            block.append((number, line))
        found.append(_story(path, block, who, place))
    return found


_Row = dict[str, str]


def _table(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _story(path: Path, block: list[tuple[int, str]], who: dict[str, _Row], places: dict[str, _Row]) -> Story:
    kind, title = block[0][1][1:].split("] ", 1)
    mentions, events, sentences, excluded = [], [], [], set()
    for number, line in block[1:]:
        try:
            if line.startswith("!"):
                one, other = map(int, line[1:].split())
                excluded.add((one - 1, other - 1))
                continue
            record = _record(f"{path.stem}:{number}", line, who, places)
        except (KeyError, ValueError, IndexError) as error:
            raise DataError(f"{path}:{number}: {error!r}") from error
        mentions += event_mentions(record)
        events.append(line.split(" ", 1)[0])
        sentences.append(record.events[0].sentence.text)
    return Story(kind, title, tuple(mentions), tuple(events), tuple(sentences), frozenset(excluded))


def _record(key: str, line: str, who: dict[str, _Row], places: dict[str, _Row]) -> ArticleRecord:
    head, published, act, actors, when, where, sentence = line.split("|")
    type_, cameo, *modality = act.split()
    source, target = (_side(side, key, who) for side in actors.split(">"))
    plover = cast(PloverType, type_)
    if plover not in get_args(PloverType):
        raise ValueError(type_)
    event = Event(
        id=f"event:{key}",
        sentence=Span(text=sentence, start=0, end=len(sentence)),
        trigger=Span(text="", start=0, end=0),
        type=plover,
        mode=None,
        cameo=cameo,
        quad=ontology.quad(plover),
        source=source,
        target=target,
        date=_when(when),
        place=_place(places[where]) if where != "-" else None,
        modality=cast(Modality, modality[0] if modality else "asserted"),
        speaker=None,
        confidence=0.8,
        rule="gold",
    )
    return ArticleRecord(id=key, published=published, events=(event,), source=head.split(" ", 1)[1])


def _side(side: str, article: str, who: dict[str, _Row]) -> tuple[Mention, ...]:
    return tuple(_mention(name.strip(), article, who) for name in side.split(",") if name.strip())


def _mention(name: str, article: str, who: dict[str, _Row]) -> Mention:
    if name.startswith("~"):
        words, kind, country = name[1:].split("/")
        key = unnamed_actor_id(article, words)
    else:
        row = who[name]
        words, kind, country = row["name"], row["kind"], row["country"]
        key = named_actor_id(words, cast(ActorKind, kind))
    of = Actor(id=key, name=words, kind=cast(ActorKind, kind), country=country if country.strip("-") else None)
    return Mention(text=name.lstrip("~"), start=0, end=0, actor=of)


def _place(row: _Row) -> Place:
    return Place(
        text=row["name"],
        start=0,
        end=0,
        name=row["name"],
        kind=row["kind"],
        country=row["country"] or None,
        geonames_id=row["geonames_id"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
    )


def _when(text: str) -> When | None:
    if text == "-":
        return None
    granularity: Granularity = "day"
    first, last = text, text
    if text.endswith(".."):
        first, last = text[:-2], ""
    elif "/" in text:
        first, last = text.split("/")
    elif week := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first, last, granularity = f"{monday}", f"{monday + timedelta(days=6)}", "week"
    elif re.fullmatch(r"\d{4}-\d\d", text):
        begin = date.fromisoformat(f"{text}-01")
        first, last, granularity = (
            f"{begin}",
            f"{(begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)}",
            "month",
        )
    elif re.fullmatch(r"\d{4}", text):
        first, last, granularity = f"{text}-01-01", f"{text}-12-31", "year"
    date.fromisoformat(first)
    return When(start=first, end=last or None, granularity=granularity, basis="explicit")
