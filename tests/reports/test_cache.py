from __future__ import annotations

import os
from pathlib import Path

import pytest
from world import RECORDS

from kg.graph.store import open_store
from kg.reports import cache, catalog
from kg.reports.cache import Cache, key_of
from kg.reports.run import run

ROWS = [(1, "Iran", None, 0.5, ["USA", '"'])]


def test_what_is_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    Cache(tmp_path / "new").put("key", ROWS)
    assert Cache(tmp_path / "new").get("key") == ROWS
    assert Cache(tmp_path / "new").get("other") is None


def test_damage_and_a_folder_that_cannot_be_made_are_no_failure(tmp_path: Path) -> None:
    Cache(tmp_path).put("key", ROWS)
    (tmp_path / "key.rows").write_bytes(b"\xc1")
    assert Cache(tmp_path).get("key") is None
    (tmp_path / "file").write_text("")
    unwritable = Cache(tmp_path / "file" / "folder")
    unwritable.put("key", ROWS)
    assert unwritable.get("key") == ROWS


def test_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 2)
    for age, key in enumerate("abc"):
        Cache(tmp_path).put(key, ROWS)
        os.utime(tmp_path / f"{key}.rows", (age, age))
    Cache(tmp_path).put("d", ROWS)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["c", "d"]


def test_keys_differ_by_all_that_an_answer_depends_on() -> None:
    keys = {
        key_of("1", "a", "q", {"x": 1}), key_of("2", "a", "q", {"x": 1}), key_of("1", "b", "q", {"x": 1}),
        key_of("1", "a", "r", {"x": 1}), key_of("1", "a", "q", {"x": "1"}), key_of("1", "a", "q", {}),
    }  # fmt: skip
    assert len(keys) == 6
    assert key_of("1", "a", "q", {"x": 1, "y": 2}) == key_of("1", "a", "q", {"y": 2, "x": 1})


def test_rows_are_kept_until_the_graph_is_another(tmp_path: Path) -> None:
    report = catalog.find("brokers")
    kept = Cache(tmp_path / "cache")
    with open_store(str(tmp_path / "kg.db"), create=True) as store:
        store.load(RECORDS[:2])
        first = run(report, store, {}, cache=kept).result
        assert len(list((tmp_path / "cache").iterdir())) == 1
        assert run(report, store, {}, cache=Cache(tmp_path / "cache")).result == first
        for path in (tmp_path / "cache").iterdir():
            Cache(path.parent).put(path.stem, [("kept",)])
        assert run(report, store, {}, cache=Cache(tmp_path / "cache")).result.rows == [("kept",)]
        store.load(RECORDS)
        after = run(report, store, {}, cache=Cache(tmp_path / "cache")).result
        assert after == run(report, store, {}).result
        assert len(after.rows) > len(first.rows)
