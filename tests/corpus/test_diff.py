from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from generate import records
from shared import kg

from kg.graph.store import Store
from kg.ids import event_id
from kg.model import ArticleRecord
from kg.records import write_lines

RECORDS = list(records(60))


def written(name: str, some: list[ArticleRecord]) -> Path:
    write_lines(Path(name), map(msgspec.json.encode, some))
    return Path(name)


def told(*sides: object) -> list[dict[str, Any]]:
    result = kg("diff", *sides, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_same_records_do_not_differ(store: Store, request: pytest.FixtureRequest) -> None:
    """Neither from themselves in another order nor from the graph that was made of them."""
    one, other = written("a.jsonl", RECORDS), written("b.jsonl", RECORDS[::-1])
    store.load(RECORDS)
    address = request.getfixturevalue("neo4j_address") if "://" in store.address else store.address
    store.close()
    assert told(one, other) == []
    assert told(address, one) == []


def test_events_gained_lost_and_changed() -> None:
    record = next(each for each in RECORDS if len(each.events) > 3)
    first, second, third, *rest = record.events
    now = "ACCUSE" if first.type != "ACCUSE" else "REJECT"
    changed = msgspec.structs.replace(first, type=now, id=event_id("k", first.trigger.start, first.trigger.end, now))
    slots = msgspec.structs.replace(second, modality="denied" if second.modality != "denied" else "planned", place=None)
    before = written("before.jsonl", [msgspec.structs.replace(record, events=(first, second, third))])
    after = written("after.jsonl", [msgspec.structs.replace(record, events=(changed, slots, *rest[:1]))])
    found = told(before, after)
    assert sorted(each["kind"] for each in found) == ["changed", "changed", "gained", "lost"]
    by_type = next(each for each in found if each["event"] == changed.id)
    assert by_type["changes"]["type"] == {"before": first.type, "after": now}
    by_slot = next(each for each in found if each["event"] == second.id)
    assert by_slot["changes"]["modality"] == {"before": second.modality, "after": slots.modality}
    assert {each["event"] for each in found if each["kind"] == "lost"} == {third.id}
    shown = kg("diff", before, after, "--limit", 1)
    assert shown.stderr.splitlines() == ["kg: 3 more; --limit shows them", "kg: 1 gained, 1 lost, 2 changed"]
    assert len(shown.stdout.splitlines()) == 1


def test_sides_that_are_none(tmp_path: Path) -> None:
    for side in ("none.jsonl", tmp_path):
        result = kg("diff", side, side)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
