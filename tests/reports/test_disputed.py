"""The report of what one source asserts and another denies: only of the same act."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace
from world import ASTANA, IRAN, RUSSIA, TEHRAN, USA, Mention, Spot, day, event

from kg.graph.store import Store
from kg.model import ArticleRecord, Event, Modality, PloverType
from kg.reports import catalog
from kg.reports.page.evidence import of_events
from kg.reports.run import run
from kg.resolve.event_rows import resolve_records
from kg.resolve.same_event import rules

REPORT = catalog.load()["disputed"]


def strike(
    key: str,
    modality: Modality,
    *,
    source: Mention = RUSSIA,
    target: Mention = IRAN,
    on: str = "2019-05-02",
    place: Spot | None = None,
    kind: PloverType = "ASSAULT",
) -> Event:
    sentence = f"{key}: Russian planes struck an Iranian depot."
    return event(key, kind, "190", (source,), (target,), sentence, date=day(on), place=place, modality=modality)


def records(said: Event, denied: Event) -> list[ArticleRecord]:
    return [
        ArticleRecord(id="wire-1", published="2019-05-03", title="Strike", source="Wire", digest="1", events=(said,)),
        ArticleRecord(
            id="daily-1", published="2019-05-03", title="No strike", source="Daily", digest="2", events=(denied,)
        ),
    ]


def rows(store: Store) -> list[dict[str, Any]]:
    found = run(REPORT, store, {}).result
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_an_act_that_was_resolved_is_one_event_with_both_tellings(store: Store) -> None:
    store.load(resolve_records(records(strike("said", "asserted"), strike("denied", "denied"))))
    (row,) = rows(store)
    told = of_events(store, [row["event"]])[row["event"]]
    assert {each.outlet: each.told_as for each in told} == {"Wire": None, "Daily": "denied"}
    assert (row["outlet"], row["asserted_outlet"]) == ("Daily", "Wire")
    assert row["event"] == row["asserted_event"]
    assert (row["sentence"][:6], row["asserted_sentence"][:4]) == ("denied", "said")
    assert [len(run(REPORT, store, {"actor": who}).result.rows) for who in ("Russia", "Iran")] == [1, 1]
    assert run(REPORT, store, {"types": "CONSULT"}).result.rows == []


def test_two_events_of_one_act(store: Store) -> None:
    said = strike("said", "asserted", on="2019-05-01", place=TEHRAN)
    store.load(records(said, strike("denied", "denied", kind="COERCE")))
    (row,) = rows(store)
    assert (row["event"], row["asserted_event"]) == ("denied", "said")


@pytest.mark.parametrize(
    "other",
    [
        {"source": USA},
        {"target": USA},
        {"source": IRAN, "target": RUSSIA},
        {"on": "2019-05-05"},
        {"place": ASTANA},
        {"kind": "CONSULT"},
    ],
    ids=lambda other: "-".join(other),
)
def test_another_act_is_not_disputed(store: Store, other: dict[str, Any]) -> None:
    store.load(records(strike("said", "asserted", place=TEHRAN), strike("denied", "denied", **other)))
    assert rows(store) == []


def test_an_outlet_alone_does_not_dispute_itself(store: Store) -> None:
    one, two = records(strike("said", "asserted"), strike("denied", "denied"))
    store.load([one, replace(two, source=one.source)])
    assert rows(store) == []


def test_types_of_one_act_are_those_of_resolution() -> None:
    named = set(re.findall(r"'([A-Z]+) ([A-Z]+)'", REPORT.query))
    assert named == {pair for one, other in rules().compatible for pair in ((one, other), (other, one))}
