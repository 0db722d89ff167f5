"""Events as the roll-ups count them, from the graph or from the rows that are about to be in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kg.graph import schema
from kg.graph.rows import EventRows
from kg.graph.statements import Run, statement

Country = str | None

Report = tuple[str | None, date | None]
"""Outlet and day of an article that reports an event."""

_EXACT = ("day", "week", "month")


class Told(Struct, frozen=True, gc=False):
    """One event as it counts. Actors are ids with the country that the graph has for each."""

    id: str
    type: str
    mode: str | None
    quad: int
    goldstein: float | None
    start: date | None
    granularity: str | None
    modality: str
    confidence: float
    sources: Mapping[str, Country]
    targets: Mapping[str, Country]
    speakers: tuple[str, ...]
    place: str | None
    reports: tuple[Report, ...]

    @property
    def month(self) -> date | None:
        return self.start.replace(day=1) if self.start and self.granularity in _EXACT else None


def told_events(run: Run, ids: Iterable[str]) -> Iterator[Told]:
    """Events as the graph has them now, those of `ids` that are there."""
    if not (ids := list(ids)):
        return
    for row in run(statement("told_events"), {"ids": ids}):
        yield _told_of(row)


def _told_of(row: Mapping[str, Any]) -> Told:
    """A row of told_events.cypher."""
    return Told(
        row["id"], row["type"], row["mode"], row["quad"], row["goldstein"], row["start"], row["granularity"],
        row["modality"], row["confidence"],
        {actor["id"]: actor["country"] for actor in row["sources"]},
        {actor["id"]: actor["country"] for actor in row["targets"]},
        tuple(row["speakers"]),
        row["places"][0] if row["places"] else None,
        tuple((report["outlet"], report["published"]) for report in row["reports"]),
    )  # fmt: skip


def told_again(told: Told, reports: Sequence[Report], countries: Mapping[str, Country]) -> Told:
    """An event of which only more reports, or other countries of actors, are known; of the rest they stay."""
    return replace(
        told,
        sources={actor: countries.get(actor, country) for actor, country in told.sources.items()},
        targets={actor: countries.get(actor, country) for actor, country in told.targets.items()},
        reports=(*told.reports, *reports),
    )


def told_new(event: EventRows, reports: Sequence[Report], countries: Mapping[str, Country]) -> Told:
    """An event that was not there; `countries` are those that the graph now has for its actors."""
    sources: dict[str, Country] = {}
    targets: dict[str, Country] = {}
    speakers: list[str] = []
    place = None
    for row in event.relationships:
        if row.type is schema.SOURCE_OF:
            sources[row.source] = countries[row.source]
        elif row.type is schema.TARGET:
            targets[row.target] = countries[row.target]
        elif row.type is schema.STATED_BY:
            speakers.append(row.target)
        elif row.type is schema.AT:
            place = row.target
    known = event.properties
    return Told(
        known["id"], known["event_type"], known.get("mode"), known["quad"], known.get("goldstein"),
        known.get("start"), known.get("granularity"), known["modality"], known["confidence"],
        sources, targets, tuple(speakers), place, tuple(reports),
    )  # fmt: skip
