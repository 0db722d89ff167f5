"""What two codings of articles differ in: events gained, lost, changed.

A side is a file of records, a corpus, or a store. Events belong together by their id, else by article and trigger: an
event whose type changed has another id, and is the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from msgspec import Struct, structs

from kg.errors import UsageError
from kg.graph.keys import node_id
from kg.graph.rows import distinct
from kg.model import ArticleRecord, Event, Mention

_PAGE = 2_000


class Told(Struct, frozen=True, gc=False):
    """One event as one article tells it, from records and from a store alike."""

    article: str
    event: str
    trigger: str
    at: int
    type: str
    mode: str | None
    cameo: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    start: str | None
    end: str | None
    place: str | None
    modality: str
    speaker: tuple[str, ...]


_SAME = frozenset({"article", "event", "trigger", "at"})
SLOTS = tuple(name for name in Told.__struct_fields__ if name not in _SAME)
"""What can change."""


class Difference(NamedTuple):
    """One event that only one side has, or that differs: `slots` are the names with both values."""

    kind: Literal["gained", "lost", "changed"]
    told: Told
    slots: Mapping[str, tuple[Any, Any]]


def told_by(side: str) -> Iterator[Told]:
    """The events of a file of records, a corpus, or a store. UsageError if it is none of these."""
    path = Path(side)
    if "://" not in side and not path.exists():
        raise UsageError(f"there is nothing at {side}; name event records, a corpus, or a store")
    from kg.corpus.corpus import is_corpus

    if "://" in side or (path.is_file() and not _is_records(path)):
        yield from _of_store(side)
    elif path.is_file() or is_corpus(path):
        from kg.loading import read_all

        for record in read_all([path], lambda _: None):
            yield from _of_record(record)
    else:
        raise UsageError(f"{side} is a folder, but no corpus; name event records, a corpus, or a store")


def differences(one: Iterable[Told], other: Iterable[Told]) -> Iterator[Difference]:
    """What the second has otherwise than the first, by article and place in it. Both are held in memory, about 1 KB an
    event."""
    before, after = _by_article(one), _by_article(other)
    for article in sorted(before.keys() | after.keys()):
        yield from _of_article(before.get(article, {}), after.get(article, {}))


def _by_article(told: Iterable[Told]) -> dict[str, dict[str, Told]]:
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for one in told:
        found[one.article][one.event] = one
    return found


def _of_article(before: dict[str, Told], after: dict[str, Told]) -> Iterator[Difference]:
    lost = sorted((told for key, told in before.items() if key not in after), key=_place)
    gained = sorted((told for key, told in after.items() if key not in before), key=_place)
    pairs = [(before[key], after[key]) for key in before if key in after]
    for told in list(lost):
        twin = next((each for each in gained if (each.at, each.trigger) == (told.at, told.trigger)), None)
        if twin is not None:
            lost.remove(told)
            gained.remove(twin)
            pairs.append((told, twin))
    found = [Difference("lost", told, {}) for told in lost] + [Difference("gained", told, {}) for told in gained]
    for old, new in pairs:
        slots = {name: (getattr(old, name), getattr(new, name)) for name in SLOTS}
        changed = {name: values for name, values in slots.items() if values[0] != values[1]}
        if changed:
            found.append(Difference("changed", new, changed))
    yield from sorted(found, key=lambda each: (_place(each.told), each.kind))


def _place(told: Told) -> tuple[int, str]:
    return told.at, told.event


def _is_records(path: Path) -> bool:
    from kg.loading import is_parquet

    if is_parquet(path):
        return True
    with path.open("rb") as file:
        return file.read(1) in (b"", b"{", b"\n")


def _of_record(record: ArticleRecord) -> Iterator[Told]:
    for event in record.events:
        yield _told(record, event)


def _told(record: ArticleRecord, event: Event) -> Told:
    when, place = event.date, event.place
    return Told(
        article=node_id(record.id),
        event=node_id(event.id),
        trigger=event.trigger.text,
        at=event.trigger.start,
        type=event.type,
        mode=event.mode,
        cameo=event.cameo,
        source=_names(distinct(event.source)),
        target=_names(distinct(event.target)),
        start=when.start if when else None,
        end=when.end if when else None,
        place=place.name if place else None,
        modality=event.modality,
        speaker=_names([event.speaker] if event.speaker else []),
    )


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(sorted({mention.actor.name for mention in mentions}))


_QUERY = """
UNWIND $ids AS id
MATCH (e:Event {id: id})-[r:REPORTED_IN]->(x:Article)
RETURN x.id AS article, e.id AS event, r.trigger AS trigger, r.trigger_start AS at, e.event_type AS type,
  e.mode AS mode, e.cameo AS cameo, [(a:Actor)-[s:SOURCE_OF]->(e) | s.name] AS source,
  [(e)-[t:TARGET]->(a:Actor) | t.name] AS target, e.start AS start, e.`end` AS `end`,
  [(e)-[:AT]->(p:Place) | p.name] AS places, e.modality AS modality, [(e)-[b:STATED_BY]->(a:Actor) | b.name] AS speaker
"""


def _of_store(address: str) -> Iterator[Told]:
    from kg.export.reading import Reader
    from kg.graph.store import open_store

    with open_store(address) as store:
        for row in Reader(store).rows_of(_QUERY, "Event"):
            places = row.pop("places")
            lists = {name: tuple(sorted(set(row.pop(name)))) for name in ("source", "target", "speaker")}
            days = {name: row[name].isoformat() if row.get(name) else None for name in ("start", "end")}
            defaults = {"mode": None, "trigger": "", "at": 0, "place": next(iter(places), None)}
            yield Told(**{**defaults, **row, **days, **lists})


def as_values(found: Difference) -> dict[str, Any]:
    """A difference as plain values."""
    changes = {name: {"before": before, "after": after} for name, (before, after) in found.slots.items()}
    return {"kind": found.kind, **structs.asdict(found.told), "changes": changes}
