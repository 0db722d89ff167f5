from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.extract import gazetteer


@pytest.fixture(scope="module")
def places() -> gazetteer.Gazetteer:
    return gazetteer.load()


@pytest.mark.parametrize(
    ("words", "geonames_id", "kind", "country"),
    [
        ("Tehran", "112931", "city", "IRN"),
        ("TEHRAN", "112931", "city", "IRN"),
        ("Hodeidah", "79415", "city", "YEM"),
        ("Dayr al-Zawr", "170794", "city", "SYR"),
        ("Deir Ezzor", "170794", "city", "SYR"),
        ("Fallujah", "99454", "city", "IRQ"),
        ("Crimea", "703883", "admin", "UKR"),
        ("Gaza Strip", "281132", "admin", "PSE"),
        ("the West Bank", "285153", "admin", "PSE"),
        ("Ky.", "6254925", "admin", "USA"),
        ("Laurel County", "4297480", "admin", "USA"),
        ("Russia", "2017370", "country", "RUS"),
        ("U.S.", "6252001", "country", "USA"),
        ("Golan", None, "region", "SYR"),
        ("Euphrates", None, "water", None),
        ("Gulf of Aden", None, "water", None),
        ("Soviet Union", None, "country", "SUN"),
        ("Europe", "6255148", "continent", None),
    ],
)
def test_first_candidate(
    places: gazetteer.Gazetteer, words: str, geonames_id: str | None, kind: str, country: str | None
) -> None:
    first = places.lookup(words)[0]
    assert (first.geonames_id, first.kind, first.country) == (geonames_id, kind, country)
    assert first.lat is not None and first.lon is not None and abs(first.lat) <= 90 and abs(first.lon) <= 180


def test_namesakes_are_all_there_in_order(places: gazetteer.Gazetteer) -> None:
    found = places.lookup("Springfield")
    assert {"MO", "MA", "IL", "OH"} <= {place.admin1 for place in found if place.country == "USA"}
    own = [place.population for place in found if place.rank == 1]
    assert own == sorted(own, reverse=True)


def test_unknown_words(places: gazetteer.Gazetteer) -> None:
    assert places.lookup("Nowhereville-upon-Nothing") == ()
    assert places.lookup("") == ()
    assert places.country("ZZZ") == ()
    assert [place.name for place in places.country("IRN")] == ["Iran"]


def test_cache_is_written_once_and_older_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(gazetteer, "fill", _small)
    folder = tmp_path / "kg"
    folder.mkdir()
    (folder / "gazetteer-0123456789ab.sqlite").write_bytes(b"old")
    fresh = gazetteer.load.__wrapped__
    assert fresh().lookup("anywhere")
    (kept,) = folder.iterdir()
    written = kept.stat().st_mtime_ns
    assert fresh().lookup("anywhere")
    assert kept.stat().st_mtime_ns == written


def test_unusable_cache_falls_back_to_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(gazetteer, "fill", _small)
    assert [place.name for place in gazetteer.load.__wrapped__().lookup("anywhere")] == ["Anywhere"]
    assert blocked.read_text() == "not a folder"


def _small(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("CREATE TABLE place (id, geonames_id, name, kind, country, admin1, level, population, lat, lon)")
    connection.execute("CREATE TABLE spelling (words, place, rank)")
    connection.execute("INSERT INTO place VALUES (1, '1', 'Anywhere', 'city', 'IRN', '01', 3, 5, 1.0, 2.0)")
    connection.execute("INSERT INTO spelling VALUES ('anywhere', 1, 1)")
    connection.commit()
    return connection
