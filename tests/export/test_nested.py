"""Nested columns come out as Arrow itself gives them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import nested

_PERSON = pa.struct([("name", pa.string()), ("age", pa.int64()), ("weight", pa.float64())])
_FORM = pa.schema(
    [
        ("id", pa.string()),
        ("known", pa.bool_()),
        ("lead", _PERSON),
        ("people", pa.list_(_PERSON)),
        ("words", pa.list_(pa.list_(pa.string()))),
        ("counts", pa.map_(pa.string(), pa.list_(pa.int64()))),
        ("raw", pa.binary()),
        ("day", pa.date32()),
    ]
)


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


_WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=4)
_PEOPLE = st.fixed_dictionaries(
    {
        "name": _maybe(_WORDS),
        "age": _maybe(st.integers(-(2**62), 2**62)),
        "weight": _maybe(st.floats(allow_nan=False)),
    }
)
_ROWS = st.fixed_dictionaries(
    {
        "id": _maybe(_WORDS),
        "known": _maybe(st.booleans()),
        "lead": _maybe(_PEOPLE),
        "people": _maybe(st.lists(_maybe(_PEOPLE), max_size=3)),
        "words": _maybe(st.lists(_maybe(st.lists(_maybe(_WORDS), max_size=2)), max_size=3)),
        "counts": _maybe(
            st.dictionaries(_WORDS, _maybe(st.lists(st.integers(0, 9), max_size=2)), max_size=2).map(
                lambda found: list(found.items())
            )
        ),
        "raw": _maybe(st.binary(max_size=3)),
        "day": _maybe(st.dates()),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_ROWS, max_size=8), st.integers(0, 8), st.data())
def test_rows_are_those_of_arrow(made: list[dict[str, Any]], first: int, data: st.DataObject) -> None:
    table = pa.Table.from_pylist(made, _FORM)
    picked = data.draw(st.lists(st.integers(0, len(made) - 1), max_size=4)) if made else []
    taken = table.take(pa.array(picked, pa.int64()))
    for each in (table, table.slice(first), taken, pa.concat_tables([table, table.slice(first)])):
        assert list(nested.rows(each)) == each.to_pylist(maps_as_pydicts="strict")
