from __future__ import annotations

from datetime import date
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from kg.graph import combine, schema
from kg.graph.schema import Relationship
from kg.model import ActorKind

_ACTORS = st.builds(
    lambda name, kind, country: (
        {"id": "a", "name": name, "kind": kind, "aliases": []} | ({"country": country} if country else {})
    ),
    st.text(max_size=3),
    st.sampled_from(get_args(ActorKind)),
    st.sampled_from([None, "IRN", "RUS"]),
)
_DAYS = st.dates(date(2015, 1, 1), date(2015, 1, 9))
_HELD = st.builds(
    lambda day: Relationship(schema.HELD, "a", "r", {"first_seen": day, "last_seen": day} if day else {}),
    st.one_of(st.none(), _DAYS),
)


def _actor(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return combine.nodes("Actor", one, other)


@given(_ACTORS, _ACTORS, _ACTORS)
def test_actors_combine_in_any_order(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    assert _actor(one, one) == one
    assert _actor(one, two) == _actor(two, one)
    assert _actor(_actor(one, two), three) == _actor(one, _actor(two, three))
    assert _actor(_actor(one, two), two) == _actor(one, two)


@given(_HELD, _HELD, _HELD)
def test_held_combines_in_any_order(one: Relationship, two: Relationship, three: Relationship) -> None:
    assert combine.held(one, one) == one
    assert combine.held(one, two) == combine.held(two, one)
    assert combine.held(combine.held(one, two), three) == combine.held(one, combine.held(two, three))


def test_what_wins() -> None:
    one = {"id": "a", "name": "Lavrov", "kind": "other", "country": "RUS", "aliases": ["S. L."]}
    other = {"id": "a", "name": "Sergei Lavrov", "kind": "person", "aliases": []}
    assert _actor(one, other) == {
        "id": "a",
        "name": "Sergei Lavrov",
        "kind": "person",
        "country": "RUS",
        "aliases": ["Lavrov", "S. L."],
    }
    days = [
        Relationship(schema.HELD, "a", "r", {"first_seen": d, "last_seen": d})
        for d in (date(2016, 1, 1), date(2015, 1, 1))
    ]
    assert combine.by_pair(days)[0].properties == {"first_seen": date(2015, 1, 1), "last_seen": date(2016, 1, 1)}
