"""The roll-ups are those of the events, whatever was loaded, replaced and taken away, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from generate import records
from graph_dump import dump
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph import audit, changes, load, rollups, schema
from kg.graph.store import Store, open_store
from kg.model import ArticleRecord

FIRST = tuple(records(120, actors=12))
"""As two versions of the coder read them: other actors, places, days, modalities and countries for the same events."""
SECOND = tuple(records(120, actors=12, coder="2"))
BARE = tuple(msgspec.structs.replace(record, events=(), digest="none") for record in FIRST)


def test_figures_are_those_of_the_events(store: Store) -> None:
    store.load(FIRST)
    assert not list(audit.differences(store))
    store.load(SECOND[::2])
    assert not list(audit.differences(store))
    store.load(BARE[::3])
    assert not list(audit.differences(store))
    store.load(FIRST)
    assert not list(audit.differences(store))


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from([FIRST, SECOND, BARE]), st.integers(0, len(FIRST)), st.integers(0, len(FIRST)),
            st.integers(1, 600),
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_any_loads_updates_and_withdrawals(
    steps: list[tuple[tuple[ArticleRecord, ...], int, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "kg.db"
    with open_store(str(path), create=True) as store, pytest.MonkeyPatch.context() as patch:
        for of_version, one, other, rows in steps:
            patch.setattr(load, "BATCH_ROWS", rows)
            patch.setattr(rollups, "WRITE_ROWS", rows)
            store.load(of_version[min(one, other) : max(one, other)])
            assert not list(audit.differences(store))


def test_same_articles_same_version(tmp_path: Path) -> None:
    def version(name: str, *batches: tuple[ArticleRecord, ...]) -> str:
        with open_store(str(tmp_path / name), create=True) as store:
            for batch in batches:
                store.load(batch)
            return str(store.read("MATCH (g:Graph) RETURN g.version AS version", {}).rows[0][0])

    loaded = version("one", FIRST)
    assert version("two", FIRST[::-1], FIRST) == loaded
    assert version("three", SECOND, FIRST) == loaded
    assert version("four", FIRST[1:]) != loaded
    assert version("five", SECOND) != loaded


def test_a_wrong_figure_is_told(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "kg.db"), create=True) as store:
        store.load(FIRST)
        store._in_transaction(lambda run: run("MATCH (m:Month) SET m.events = m.events + 1", {}))  # type: ignore[attr-defined]
        told = list(audit.differences(store))
        assert told
        assert all(line.startswith("Month") and "events is" in line for line in told)


def test_a_graph_without_rollups_gets_them(store: Store) -> None:
    store.load(FIRST)
    expected = dump(store)
    for label in (*(rollup.label for rollup in schema.ROLLUPS), "Graph"):
        _write(store, f"MATCH (n:{label}) DELETE n")
    _write(store, "MATCH (a:Actor) SET a.events = 7, a.first = null")
    store.load(FIRST[:1])
    assert dump(store) == expected


def test_what_was_loaded_before_bad_records_is_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "BATCH_ROWS", 200)

    def read() -> Iterator[ArticleRecord]:
        yield from FIRST
        raise InputError("no article from here on")

    with pytest.raises(InputError):
        store.load(read())
    assert store.read("MATCH (a:Article) RETURN count(a) > 0 AS some", {}).rows == [(True,)]
    assert not list(audit.differences(store))


def test_rollups_that_were_written_in_part_are_counted_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollups, "WRITE_ROWS", 20)
    write, calls = rollups._write_rollup, count()

    def failing(*arguments: Any, **named: Any) -> None:
        if next(calls) == 5:
            raise MemoryError
        write(*arguments, **named)

    monkeypatch.setattr(rollups, "_write_rollup", failing)
    with pytest.raises(MemoryError):
        store.load(FIRST)
    assert list(audit.differences(store))
    store.load(FIRST[:1])
    assert not list(audit.differences(store))


def test_many_rollups_are_written_between_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "BATCH_ROWS", 200)
    monkeypatch.setattr(changes, "PENDING_ROWS", 50)
    monkeypatch.setattr(rollups, "WRITE_ROWS", 10)
    store.load(FIRST)
    store.load(SECOND)
    assert not list(audit.differences(store))


def _write(store: Store, query: str) -> None:
    def work(run: load.Run) -> load.LoadSummary:
        run(query, {})
        return load.LoadSummary(0, 0, 0)

    if hasattr(store, "_in_transaction"):
        store._in_transaction(work)
    else:
        store._change(lambda in_transaction: in_transaction(work))  # type: ignore[attr-defined]
