"""Nodes of what was set aside, on both stores."""

from __future__ import annotations

from generate import HOSTILE, records
from graph_dump import dump

from kg.graph.store import Store


def entry(number: int, reason: str = "empty", file: str = "/a.txt") -> dict[str, object]:
    return {"id": str(number), "name": f"{file}:{number}", "file": file, "line": number, "reason": reason}


def held(store: Store) -> list[tuple[object, ...]]:
    return dump(store)["SetAside"]


def test_the_nodes_are_those_of_the_last_time(store: Store) -> None:
    store.load(records(20))
    before = dump(store)
    store.keep_set_aside([entry(1), entry(2), entry(3)])
    assert held(store) == [tuple(entry(number).values()) for number in (1, 2, 3)]
    store.keep_set_aside([entry(2, "not JSON"), {**entry(4), "line": None}])
    assert held(store) == [tuple(entry(2, "not JSON").values()), ("4", "/a.txt:4", "/a.txt", None, "empty")]
    store.keep_set_aside([])
    assert dump(store) == before


def test_hostile_words_are_only_values(store: Store) -> None:
    rows = [entry(number, words, words) for number, words in enumerate(HOSTILE)]
    store.keep_set_aside(rows)
    assert held(store) == sorted((tuple(row.values()) for row in rows), key=repr)
