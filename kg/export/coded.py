"""Events as event data sets have them: a row a source and target, with what it needs of actors, place, articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import IO, Any

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.export.reading import Reader
from kg.model import ActorKind, Granularity, Modality, PloverType
from kg.reports.escape import readable
from kg.settings import data

PASSES = ("Event",)
"""The labels whose nodes are paged through, once for each time."""
_EVENTS = """
UNWIND $ids AS key
MATCH (e:Event {id: key})
RETURN e.id AS id, e.event_type AS event_type, e.mode AS mode, e.cameo AS cameo, e.quad AS quad,
  e.goldstein AS goldstein, e.start AS start, e.granularity AS granularity, e.modality AS modality,
  [(e)<-[r:SOURCE_OF]-(a:Actor) | {id: a.id, name: a.name, kind: a.kind, country: a.country, role: r.role,
    text: r.text, at: r.start}] AS sources,
  [(e)-[r:TARGET]->(a:Actor) | {id: a.id, name: a.name, kind: a.kind, country: a.country, role: r.role,
    text: r.text, at: r.start}] AS targets,
  [(e)-[r:AT]->(p:Place) | {name: p.name, kind: p.kind, country: p.country, geonames_id: p.geonames_id, lat: p.lat,
    lon: p.lon, text: r.text}] AS places,
  [(e)-[:REPORTED_IN]->(x:Article) | {id: x.id, outlet: x.source, published: x.published, url: x.url}] AS reports
"""


class Party(Struct, frozen=True):
    """An actor, and the words and role that its article has for it."""

    id: str
    name: str
    kind: ActorKind
    text: str
    at: int
    country: str | None = None
    role: str | None = None


class Spot(Struct, frozen=True):
    """A place, and the words that name it."""

    name: str
    kind: str
    text: str
    country: str | None = None
    geonames_id: str | None = None
    lat: float | None = None
    lon: float | None = None


class Report(Struct, frozen=True):
    """An article that reports an event."""

    id: str
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


class Coded(Struct, frozen=True):
    """An event with all that its rows need."""

    id: str
    event_type: PloverType
    cameo: str
    quad: int
    modality: Modality
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[Spot, ...]
    reports: tuple[Report, ...]
    mode: str | None = None
    goldstein: float | None = None
    start: date | None = None
    granularity: Granularity | None = None

    @property
    def place(self) -> Spot | None:
        """Where it happened."""
        return self.places[0] if self.places else None

    @property
    def first_report(self) -> Report:
        """The earliest article; those without a date come last."""
        return min(self.reports, key=lambda report: (report.published or date.max, report.id))


Pair = tuple[Party | None, Party | None]


class Column(Struct, frozen=True):
    """A column of a data set and what it holds; `source` is null for what a graph has not: the column is empty."""

    column: str
    source: str | None = msgspec.field(name="from")


def events(reader: Reader, modalities: Sequence[str]) -> Iterator[Coded]:
    """All events of these modalities, in the order of their ids."""
    for row in reader.rows_of(_EVENTS, "Event"):
        if row["modality"] in modalities:
            yield msgspec.convert(row, Coded)


def pairs(event: Coded) -> Iterator[Pair]:
    """Each source with each target, in the order of the text; None where there is none. Where two are source and
    target both, as when they meet, that is one pair; an actor does nothing to itself."""
    sources, targets = (sorted(side, key=lambda p: (p.at, p.id)) for side in (event.sources, event.targets))
    joined: set[frozenset[str]] = set()
    both = {p.id for p in sources} & {p.id for p in targets}
    for source, target in product(sources, targets):
        ends = frozenset((source.id, target.id))
        if len(ends) == 2 and not (ends <= both and ends in joined):
            joined.add(ends)
            yield source, target
    if not joined:
        lone: list[Pair] = [(source, None) for source in sources]
        yield from lone or [(None, target) for target in targets or (None,)]


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a data set in their order, from `data/exports/`. DataError if the table is missing or wrong."""
    path = data("exports", f"{name}.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Column, ...])
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path}: {error}") from None


@cache
def codes(name: str) -> dict[str, dict[str, str]]:
    """A table of codes of `data/exports/`. DataError if it is missing or wrong."""
    path = data("exports", f"{name}.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, str]])
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path}: {error}") from None


def sector(party: Party, table: str) -> str:
    """What a table of codes has for the kind of an actor; for a person, for the domain of the role."""
    if party.kind != "person":
        return codes(table)["kinds"].get(party.kind, "")
    return codes(table)["roles"].get(_domain(party.role), "") if party.role else ""


@cache
def _domain(role: str) -> str:
    from kg.extract.naming.roles import role_of

    return role_of(role).domain


def line(file: IO[str], name: str, values: dict[str, Any]) -> None:
    """Write a row of a data set, tab-separated: what `values` has not is empty. KeyError for a value that no column is
    to hold."""
    order = columns(name)
    given = {each.column for each in order if each.source is not None}
    if stray := values.keys() - given:
        raise KeyError(*stray)
    file.write("\t".join(cell(values.get(each.column)) for each in order) + "\n")


def cell(value: Any) -> str:
    """A value on one line, without tabs, and without the quotes that some readers of such files take for their own."""
    return "" if value is None else readable(str(value)).replace('"', "'")
