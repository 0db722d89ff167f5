from __future__ import annotations

from typing import Any

from kg.reports.namesakes import unresolved


def actor(key: str, name: str, kind: str = "person", country: str | None = "RUS", events: int = 1) -> dict[str, Any]:
    return {"id": key, "name": name, "aliases": [], "kind": kind, "country": country, "events": events}


def test_who_may_be_another() -> None:
    rows = unresolved(
        [
            actor("person:lavrov", "Lavrov", events=2),
            actor("person:sergei-lavrov", "Sergei Lavrov", events=9),
            actor("person:lavrov-usa", "John Lavrov", country="USA", events=5),
            actor("actor:lavrov", "Lavrov Foundation", kind="organization"),
            actor("unnamed:lavrov@1", "Lavrov"),
        ],
        top=10,
    )
    assert rows == [("Lavrov", "person", "RUS", 2, [], ["Sergei Lavrov"], "person:lavrov")]


def test_what_is_not_known() -> None:
    rows = unresolved(
        [
            actor("a", "Ada", country=None, events=3),
            actor("b", "Board", kind="other", country=None, events=2),
            actor("c", "Daesh", kind="armed_group", country=None),
            actor("d", "Iran", kind="state"),
            actor("e", "Iran Air Lines", kind="state"),
        ],
        top=10,
    )
    assert [(row[0], row[4]) for row in rows] == [("Ada", ["country"]), ("Board", ["kind"])]
    assert len(unresolved([actor("a", "Ada", country=None), actor("b", "Bea", country=None)], top=1)) == 1
