"""What the limit of an ordered query becomes for the embedded engine, and that the rows are then the right ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from generate import records

from kg.graph.limits import suited
from kg.graph.store import Store, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path: Path = tmp_path_factory.mktemp("limits") / "kg.db"
    with open_store(str(path), create=True) as opened:
        opened.load(records(200))
    with open_store(str(path)) as opened:
        return opened


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (e:Event) RETURN e.id AS id, e.start AS start ORDER BY start IS NULL, start DESC, id LIMIT 9",
        "MATCH (e:Event) RETURN e.id AS id, e.start AS start ORDER BY start IS NULL, start DESC, id LIMIT $top",
        "MATCH (e:Event) RETURN e.id AS id, e.start AS start ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT 9",
        "MATCH (e:Event) RETURN e.id AS id, e.start AS start ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top",
        "MATCH (e:Event) RETURN e.id AS id, e.start AS start ORDER BY start IS NULL, start DESC, id SKIP 0 LIMIT 9",
        "MATCH (e:Event) WITH e.id AS id, e.start AS start ORDER BY start IS NULL, start DESC, id LIMIT $top "
        "RETURN id AS id, start AS start ORDER BY start IS NULL, start DESC, id",
    ],
)
def test_the_first_rows_are_the_first(store: Store, query: str) -> None:
    everything = store.read("MATCH (e:Event) RETURN e.id AS id, e.start AS start", {}).rows
    dated = sorted((row for row in everything if row[1]), key=lambda row: row[0])
    dated.sort(key=lambda row: row[1], reverse=True)
    assert len(dated) < len(everything)
    assert store.read(query, {"top": 9} if "$top" in query else {}).rows == dated[:9]


@pytest.mark.parametrize("keys", ["n", "e.n DESC", "e.n, f.n", "e.n IS NULL, e.n DESC, e.id", "n desc, m ASC"])
def test_plain_keys_take_a_number(keys: str) -> None:
    asked = f"RETURN 1 AS n ORDER BY {keys} LIMIT $top"
    assert suited(asked, {"top": 7}) == (f"RETURN 1 AS n ORDER BY {keys} LIMIT 7", {"top": 7})


@pytest.mark.parametrize("keys", ["n IS NULL", "-n", "size(n), n", "e.n + 1", "n, CASE n WHEN 2 THEN 1 END", "`n n`"])
def test_other_keys_take_a_parameter(keys: str) -> None:
    text, values = suited(f"RETURN 1 AS n ORDER BY {keys} LIMIT 7", {})
    (name, number), *more = values.items()
    assert (text, number, more) == (f"RETURN 1 AS n ORDER BY {keys} LIMIT ${name}", 7, [])
    assert suited(f"RETURN 1 AS n ORDER BY {keys} LIMIT $top", {"top": 7}) == (
        f"RETURN 1 AS n ORDER BY {keys} LIMIT $top", {"top": 7},
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 'ORDER BY n LIMIT $top' AS n",
        "RETURN 1 AS n // ORDER BY n LIMIT $top",
        "MATCH (n) RETURN n.x AS x LIMIT $top",
        "RETURN 1 AS n ORDER BY n SKIP 2 LIMIT $top",
        "RETURN 1 AS n ORDER BY n LIMIT $top + 1",
        "RETURN 1 AS n ORDER BY n LIMIT $other",
    ],
)
def test_all_else_is_left_as_it_is(query: str) -> None:
    values = {"top": 7, "other": "7"}
    assert suited(query, values) == (query, values)


def test_a_part_of_a_union_takes_a_parameter(store: Store) -> None:
    nothing = "MATCH (e:Event {id: 'none'}) RETURN e.id AS id ORDER BY e.id LIMIT"
    union = (
        f"CALL {{ {nothing} 5 UNION ALL MATCH (e:Event) RETURN e.id AS id ORDER BY e.id LIMIT $top }} RETURN id AS id"
    )
    text, values = suited(union, {"top": 2})
    assert text.count("$") == 2 and 5 in values.values()
    assert len(store.read(union, {"top": 2}).rows) == 2
    nested = f"UNWIND [1] AS n CALL {{ {nothing} $top }} RETURN id AS id UNION ALL RETURN 'a' AS id"
    assert "LIMIT 2 }" in suited(nested, {"top": 2})[0]
    assert store.read(nested, {"top": 2}).rows == [("a",)]


def test_each_limit_of_a_query_counts() -> None:
    query = (
        "CALL { MATCH (e) RETURN e ORDER BY e.n LIMIT $top } "
        "WITH e ORDER BY -e.n LIMIT 3 RETURN e ORDER BY e.n LIMIT $few"
    )
    text, values = suited(query, {"top": 5, "few": 2})
    (name,) = values.keys() - {"top", "few"}
    assert text == query.replace("$top", "5").replace("3", f"${name}").replace("$few", "2")
    assert values == {"top": 5, "few": 2, name: 3}
