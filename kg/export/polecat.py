"""Event records in the shape of POLECAT, the data set of PLOVER's makers: tab-separated, with a header.

Each pair of source and target is a row. `data/exports/polecat.json` says what is in which column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from kg import __version__
from kg.export import coded
from kg.export.coded import Coded, Pair, Party, Spot
from kg.export.reading import Reader
from kg.extract import ontology

PASSES = coded.PASSES
_TABLE = "polecat"


def write(reader: Reader, file: IO[str], modalities: Sequence[str]) -> int:
    """Write the rows of all events of these modalities but STATEMENT, and count them."""
    count = 0
    file.write("\t".join(each.column for each in coded.columns(_TABLE)) + "\n")
    for event in coded.events(reader, modalities):
        if event.event_type != "STATEMENT":
            for number, pair in enumerate(coded.pairs(event), 1):
                coded.line(file, _TABLE, row(event, pair, number))
                count += 1
    return count


def row(event: Coded, pair: Pair, number: int) -> dict[str, Any]:
    """The columns that a graph has something for."""
    first = event.first_report
    return {
        "Event ID": f"{event.id}:{number}",
        "Event Date": event.start,
        "Event Type": event.event_type,
        "Event Mode": event.mode,
        "Quad Code": ontology.quads()[event.quad].upper(),
        "Contexts": ";".join(_contexts(event.cameo)),
        **_actor("Actor", pair[0]),
        **_actor("Recipient", pair[1]),
        **(_place(event.place) if event.place else {}),
        "Source": first.outlet,
        "Publication Date": first.published,
        "Version": f"kg {__version__}",
    }


def _contexts(cameo: str) -> tuple[str, ...]:
    return next((each.contexts for each in ontology.branch(cameo) if each.contexts), ())


def _actor(name: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    sector = coded.sector(party, "plover_sectors")
    return {
        f"{name} Name": party.name,
        f"{name} Country": party.country,
        f"Primary {name} Sector": sector,
        f"{name} Sectors": sector,
        f"{name} Title": party.role,
        f"{name} Name Raw": party.text,
    }


def _place(place: Spot) -> dict[str, Any]:
    return {
        "Placename": place.name,
        "City": place.name if place.kind == "city" else None,
        "Province": place.name if place.kind == "admin" else None,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": place.text,
    }
