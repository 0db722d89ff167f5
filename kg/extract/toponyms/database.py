"""The gazetteer as an SQLite database: places, and the spellings under which they are found."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import msgspec

from kg.extract.toponyms.listed import ListedPlace, places, rows, sources_digest
from kg.extract.toponyms.spelling import fold, shown, without_article
from kg.ids import digest

_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames_id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
                    level INTEGER, population INTEGER, lat REAL, lon REAL);
CREATE TABLE spelling (words TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (words, place)) WITHOUT ROWID;
"""
_FORMAT = "8"
"""Raised whenever the schema or the rules of folding below change, so that an older cache is not read."""

_GENERIC = re.compile(
    r" (?:governorate|oblast|province|prefecture|voivodeship|region|krai|republic|autonomous okrug|department)$"
)


def fingerprint() -> str:
    """Changes with the places and with the way they are stored."""
    return digest(_FORMAT, sources_digest())


def fill(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Writes every place and its names into an empty database. DataError when a table is missing or does not fit."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_SCHEMA)
    for number, place in enumerate(places()):
        values = (number, place.geonames_id, shown(place.names[0]), *msgspec.structs.astuple(place)[1:-1])
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((key, number, rank) for key, rank in _keys(place)),
        )
    for row in rows("spellings.csv"):
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


def _keys(place: ListedPlace) -> Iterator[tuple[str, int]]:
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
