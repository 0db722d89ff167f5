from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from generate import records

from kg.graph.phrases import edge_names, event_name, phrase_of
from kg.model import Actor, Event, Mention, PloverType


def _event(kind: PloverType, sources: list[str], targets: list[str], **changes: object) -> Event:
    def side(names: list[str]) -> tuple[Mention, ...]:
        return tuple(Mention(text=n, start=0, end=1, actor=Actor(id=n, name=n, kind="person")) for n in names)

    some = next(event for record in records(20) for event in record.events)
    return msgspec.structs.replace(
        some, type=kind, source=side(sources), target=side(targets), **{"modality": "asserted", "mode": None} | changes
    )


@pytest.mark.parametrize(
    ("event", "name", "edge"),
    [
        (
            _event("CONSULT", ["Ali Shamkhani"], ["Alexander Lavrentiev"], mode="meet", cameo="040"),
            "Ali Shamkhani meets Alexander Lavrentiev",
            "MET",
        ),
        (_event("CONSULT", ["A"], ["B"], cameo="042"), "A visits B", "MET"),
        (_event("CONSULT", ["A"], ["B"], cameo="0461"), "A negotiates with B", "TALKED_WITH"),
        (_event("CONSULT", ["A"], ["B"], cameo="04"), "A talks with B", "TALKED_WITH"),
        (_event("CONSULT", ["A", "B"], ["B", "A"], cameo="044"), "A and B hold a meeting", "MET"),
        (_event("ACCUSE", ["A", "B"], ["C"], cameo="112"), "A and B accuse C", "ACCUSED"),
        (_event("ACCUSE", ["A", "B"], ["A", "B"], cameo="111"), "A and B criticise each other", "CRITICISED"),
        (_event("ASSAULT", [], ["C", "D"], cameo="195"), "C and D are attacked", "ATTACKED"),
        (_event("PROTEST", ["A"], [], cameo="141"), "A protests", "PROTESTED_AGAINST"),
        (_event("ASSAULT", [], [], cameo="190", modality="alleged"), "Attack (alleged)", "ATTACKED"),
        (_event("AID", list("ABCDE"), ["F"], cameo="07"), "A, B and 3 others aid F", "AIDED"),
        (_event("AID", list("ABC"), ["F", "F"], cameo="07"), "A, B and C aid F", "AIDED"),
    ],
)
def test_name_and_edge(event: Event, name: str, edge: str) -> None:
    assert event_name(event) == name
    assert phrase_of(event).edge == edge


def test_every_type_has_words() -> None:
    for kind in get_args(PloverType):
        assert phrase_of(_event(kind, [], [], cameo="99")).type == kind
    assert {"MET", "ACCUSED", "ATTACKED"} < set(edge_names())
