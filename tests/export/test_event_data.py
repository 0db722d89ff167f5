"""Events in the shapes of GDELT and POLECAT."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from shared import kg
from world import RECORDS

from kg.export import coded, gdelt, polecat
from kg.export.coded import Coded, Party, Report, Spot
from kg.export.reading import Reader
from kg.graph.store import Store, open_store
from kg.model import ActorKind, Modality

ALL = get_args(Modality)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("coded") / "kg.db")
    with open_store(path, create=True) as store:
        store.load(RECORDS)
    return path


@pytest.fixture
def graph(address: str) -> Iterator[Store]:
    with open_store(address) as store:
        yield store


def _rows(text: str, names: list[str]) -> list[dict[str, str]]:
    rows = [line.split("\t") for line in text.splitlines()]
    assert {len(row) for row in rows} == {len(names)}
    assert list(csv.reader(io.StringIO(text), delimiter="\t")) == rows  # as a reader that knows quotes has it
    return [dict(zip(names, row, strict=True)) for row in rows]


def _gdelt(store: Store, modalities: tuple[str, ...] = ("asserted",)) -> list[dict[str, str]]:
    file = io.StringIO()
    count = gdelt.write(Reader(store), file, modalities)
    rows = _rows(file.getvalue(), [each.column for each in coded.columns("gdelt")])
    assert len(rows) == count
    return rows


def test_gdelt_row(store: Store) -> None:
    store.load(RECORDS)
    row = next(row for row in _gdelt(store) if row["Actor1Name"] == "ALI SHAMKHANI" and row["ActionGeo_Type"])
    known = {name: value for name, value in row.items() if value}
    assert known.pop("GLOBALEVENTID").isdigit()
    assert known == {
        "SQLDATE": "20170905", "MonthYear": "201709", "Year": "2017", "FractionDate": "2017.7534",
        "Actor1Code": "IRNGOV", "Actor1Name": "ALI SHAMKHANI", "Actor1CountryCode": "IRN", "Actor1Type1Code": "GOV",
        "Actor2Code": "RUSGOV", "Actor2Name": "ALEXANDER LAVRENTIEV", "Actor2CountryCode": "RUS",
        "Actor2Type1Code": "GOV", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "1.9", "NumMentions": "1", "NumSources": "1", "NumArticles": "1", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Tehran, Iran", "ActionGeo_CountryCode": "IR", "ActionGeo_Lat": "35.69",
        "ActionGeo_Long": "51.42", "DATEADDED": "20170905000000", "SOURCEURL": "https://example.org/presstv-1",
    }  # fmt: skip


def test_gdelt_of_several_articles_and_actors(graph: Store) -> None:
    rows = [row for row in _gdelt(graph) if row["EventCode"] == "163" and row["Actor1Code"] == "USA"]
    assert {(row["Actor1Code"], row["Actor2Code"]) for row in rows} == {("USA", "RUS"), ("USA", "IRN")}
    assert {(row["NumArticles"], row["NumSources"], row["DATEADDED"]) for row in rows} == {("2", "2", "20180320000000")}
    rows = _gdelt(graph)
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)
    assert all(0 < int(row["GLOBALEVENTID"]) < 2**63 for row in rows)


def test_gdelt_dates_are_as_exact_as_known(graph: Store) -> None:
    march, year = (
        next(row for row in _gdelt(graph) if row["Actor1Name"].startswith(name) and row["EventRootCode"] == code
             and not row["SQLDATE"] and row["Year"])
        for name, code in (("ALEX", "04"), ("RUSSIA", "07"))
    )  # fmt: skip
    assert (march["MonthYear"], march["FractionDate"]) == ("201703", "")
    assert (year["MonthYear"], year["Year"]) == ("", "2016")
    assert any(not row["Year"] and not row["MonthYear"] for row in _gdelt(graph))


def test_modalities(graph: Store) -> None:
    asserted, all_of_them = _gdelt(graph), _gdelt(graph, ALL)
    others = list(coded.events(Reader(graph), [each for each in ALL if each != "asserted"]))
    assert len(all_of_them) == len(asserted) + sum(len(list(coded.pairs(event))) for event in others)
    assert {event.modality for event in others} >= {"planned", "denied", "alleged"}
    printed = kg("export", "gdelt", "--store", graph.address, "--modality", "denied", "--header").stdout.splitlines()
    assert [line.split("\t")[0].isdigit() for line in printed] == [False, *[True] * (len(printed) - 1)]
    assert 1 < len(printed) <= len(others)


def test_every_value_has_a_column_and_every_column_a_value(graph: Store) -> None:
    """What a table says is there, is there in some row; what it says is empty, is."""
    for name, rows in (("gdelt", _gdelt(graph, ALL)), ("polecat", _polecat(graph))):
        held = {column for row in rows for column, value in row.items() if value}
        said = {each.column for each in coded.columns(name) if each.source}
        assert held <= said, name
        assert said - held <= {"Province"}, name
    assert len(coded.columns("gdelt")) == 61
    assert len(coded.columns("polecat")) == 40


@pytest.mark.parametrize("name", ["gdelt", "polecat"])
def test_help_names_what_is_empty(name: str) -> None:
    told = re.sub(r"[\s│]+", " ", kg("export", name, "--help").stdout)
    words = {
        "KnownGroupCode": "known group", "EthnicCode": "ethnic", "Religion": "religion", "Type2Code": "second",
        "Type3Code": "third", "Actor1Geo": "Actor1Geo", "Actor2Geo": "Actor2Geo", "ADM1": "ADM1Code",
        "ADM2": "ADM2Code", "FeatureID": "FeatureID", "COW": "COW", "Wikipedia": "Wikipedia ids",
    }  # fmt: skip
    for each in coded.columns(name):
        if each.source is None:
            expected = next((word for part, word in words.items() if part in each.column), each.column)
            assert expected in told, each.column
    printed = kg("export", name, "--columns").stdout
    assert [line.split()[0] for line in printed.splitlines()] == [
        str(number) for number in range(1, len(coded.columns(name)) + 1)
    ]


def _polecat(store: Store) -> list[dict[str, str]]:
    file = io.StringIO()
    count = polecat.write(Reader(store), file, ALL)
    names = [each.column for each in coded.columns("polecat")]
    rows = _rows(file.getvalue(), names)
    assert list(rows[0].values()) == names
    assert len(rows) == count + 1
    return rows[1:]


def test_polecat_row(graph: Store) -> None:
    row = next(row for row in _polecat(graph) if row["Event ID"] == "meet-irn:1")
    assert {name: value for name, value in row.items() if value and name not in ("Version", "Contexts")} == {
        "Event ID": "meet-irn:1", "Event Date": "2017-09-05", "Event Type": "CONSULT", "Event Mode": "meet",
        "Quad Code": "VERBAL COOPERATION", "Actor Name": "Ali Shamkhani", "Actor Country": "IRN",
        "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "secretary of the Supreme National Security Council", "Actor Name Raw": "Ali Shamkhani",
        "Recipient Name": "Alexander Lavrentiev", "Recipient Country": "RUS", "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV", "Recipient Title": "special envoy on Syria",
        "Recipient Name Raw": "Alexander Lavrentiev", "Placename": "Tehran", "City": "Tehran", "Country": "IRN",
        "Latitude": "35.69", "Longitude": "51.42", "GeoNames ID": "112931", "Raw Placename": "Tehran",
        "Source": "PressTV", "Publication Date": "2017-09-05",
    }  # fmt: skip
    assert "STATEMENT" not in {row["Event Type"] for row in _polecat(graph)}


def _party(key: str, kind: ActorKind = "person", at: int = 0, **more: str) -> Party:
    return Party(id=key, name=key, kind=kind, text=key, at=at, **more)


def _event(sources: str, targets: str) -> Coded:
    return Coded(
        id="e", event_type="CONSULT", cameo="04", quad=1, modality="asserted",
        sources=tuple(_party(key) for key in sources), targets=tuple(_party(key) for key in targets), places=(),
        reports=(Report("x"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "targets", "expected"),
    [
        ("a", "b", ["ab"]),
        ("ab", "", ["a-", "b-"]),
        ("", "ab", ["-a", "-b"]),
        ("", "", ["--"]),
        ("ab", "ab", ["ab"]),
        ("abc", "abc", ["ab", "ac", "bc"]),
        ("ab", "bc", ["ab", "ac", "bc"]),
        ("a", "a", ["a-"]),
        ("ab", "cd", ["ac", "ad", "bc", "bd"]),
    ],
)
def test_pairs(sources: str, targets: str, expected: list[str]) -> None:
    found = coded.pairs(_event(sources, targets))
    assert ["".join(party.id if party else "-" for party in pair) for pair in found] == expected


def test_sectors() -> None:
    roles = {"president": "GOV", "army general": "MIL", "lawmaker": "LEG", "footballer": "", "": ""}
    for role, expected in roles.items():
        assert coded.sector(_party("p", role=role), "cameo_actors") == expected, role
    kinds = {kind: coded.sector(_party("p", kind), "cameo_actors") for kind in get_args(ActorKind)}
    assert {kind for kind, code in kinds.items() if not code} == {"person", "state", "party", "organization", "other"}
    assert coded.sector(_party("p", "media"), "plover_sectors") == "JRN"
    assert set(coded.codes("cameo_actors")["kinds"]) <= set(get_args(ActorKind))


def test_countries_are_cameos() -> None:
    row = gdelt.row(_event("", "b"), (_party("a", "military", country="ROU"), None))
    assert (row["Actor1Code"], row["Actor1CountryCode"]) == ("ROMMIL", "ROM")


@pytest.mark.parametrize(
    ("kind", "country", "lat", "expected"),
    [("country", "IRN", 1.0, 1), ("admin", "USA", 1.0, 2), ("city", "USA", 1.0, 3), ("city", "IRN", 1.0, 4),
     ("region", "IRQ", 1.0, 5), ("water", None, 1.0, 4), ("place", None, None, 0)],
)  # fmt: skip
def test_geo_types(kind: str, country: str | None, lat: float | None, expected: int) -> None:
    event = _event("a", "b")
    event = Coded(**{name: getattr(event, name) for name in Coded.__struct_fields__} | {
        "places": (Spot("x", kind, "x", country, None, lat, lat),)})  # fmt: skip
    assert gdelt.row(event, (None, None))["ActionGeo_Type"] == expected


def test_cells_are_one_line() -> None:
    assert coded.cell('a\tb\n"c"\x00') == "a b 'c'\\u0000"
    with pytest.raises(KeyError):
        coded.line(io.StringIO(), "gdelt", {"AvgTone": 1})


def test_no_folder_is_left(address: str, tmp_path: Path) -> None:
    for name in ("gdelt", "polecat"):
        assert kg("export", name, "--store", address, "-o", tmp_path / name).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gdelt", "polecat"]
