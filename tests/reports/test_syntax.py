from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reports.syntax import columns_of, masked, parameters_of


def test_parameters_are_those_outside_strings_names_and_comments() -> None:
    query = "MATCH (n) // $comment\nWHERE n.a = '$string \\' $more' AND n.`$name` = $one RETURN \"$x\" AS x LIMIT $two"
    assert parameters_of(query) == {"one", "two"}


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("MATCH (n) RETURN n.name AS name, count(*) AS n ORDER BY n DESC LIMIT 3", ["name", "n"]),
        ("WITH 1 AS one RETURN DISTINCT one, 'a, b AS c' AS text", ["one", "text"]),
        ("CALL { MATCH (a) RETURN a.x AS y } RETURN [x IN [1, 2] | x] AS list, {a: 1, b: 2} AS map", ["list", "map"]),
        ("RETURN 1 AS a UNION ALL RETURN 2 AS a", ["a"]),
        ("return\n  1 as a,\n  CASE WHEN true THEN 1 ELSE 2 END as b\nskip 1", ["a", "b"]),
    ],
)
def test_columns(query: str, columns: list[str]) -> None:
    found, offset = columns_of(query)
    assert found == columns
    assert query[offset:].upper().startswith("RETURN")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("MATCH (n)", "no RETURN"),
        ("CALL { RETURN 1 AS a }", "no RETURN"),
        ("RETURN n.name, 1 AS b", "no alias: n.name"),
        ("RETURN count(*)", "no alias"),
        ("RETURN *", "no alias"),
        ("RETURN 1 AS a UNION RETURN 1 AS b", "different columns"),
    ],
)
def test_columns_refuses(query: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        columns_of(query)


@given(st.text(alphabet="'\"`\\/\n ${}()[]aRETURN,", max_size=60))
def test_masking_keeps_offsets_and_lines(query: str) -> None:
    plain = masked(query)
    assert len(plain) == len(query)
    assert all(a == b for a, b in zip(query, plain, strict=True) if a == "\n" or b != " ")


def test_a_long_query_takes_no_long_time() -> None:
    start = time.process_time()
    parameters_of("'" * 20_001 + "\\" * 20_000 + '"`' * 10_000)
    assert time.process_time() - start < 5
