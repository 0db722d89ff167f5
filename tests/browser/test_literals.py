from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import GraphDatabase

from kg.browser.literals import filled, literal
from kg.browser.parameters import expressions, named, param_lines
from kg.graph import neo4j as neo4j_store
from kg.reports.parameters import Parameter

NASTY = ("'", '"', "\\", "\\u0027 OR 1=1 //", '"}) DETACH DELETE n //', "$a", "`", "\x00\n\t", "‮", "😀", "// x", ";")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(NASTY),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (0.25, "0.25"),
        ("it's", '"it\'s"'),
        ('"\n', '"\\"\\n"'),
        (date(2017, 9, 5), 'date("2017-09-05")'),
        (["a", "b"], '["a", "b"]'),
    ],
)
def test_literal(value: object, text: str) -> None:
    assert literal(value) == text


def test_no_literal_of_what_no_report_takes() -> None:
    with pytest.raises(ValueError, match="dict"):
        literal({})


def test_the_server_reads_back_what_was_meant(neo4j_address: str) -> None:
    target, login = neo4j_store.parse(neo4j_address)
    with GraphDatabase.driver(target.uri, auth=login) as driver, driver.session(database=target.database) as session:

        @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(st.lists(VALUES, min_size=1, max_size=8))
        def same(values: list[object]) -> None:
            text = literal(values)
            assert "\n" not in text
            record = session.run(f"RETURN {text} AS value").single()
            assert record is not None
            assert neo4j_store._plain(record["value"]) == values

        same()
        same_nasty = session.run(f"RETURN {literal(list(NASTY))} AS value").single()
        assert same_nasty is not None
        assert same_nasty["value"] == list(NASTY)


def test_only_parameters_are_filled_in() -> None:
    query = "// $a\nMATCH (n) WHERE n.x = $a AND n.y = '$a' AND n.z = $ab AND n.`$a` > 0 RETURN $b AS b"
    assert filled(query, {"a": '"$b"', "b": "2"}) == (
        "// $a\nMATCH (n) WHERE n.x = \"$b\" AND n.y = '$a' AND n.z = $ab AND n.`$a` > 0 RETURN 2 AS b"
    )


def test_param_lines() -> None:
    given_ = [
        Parameter("since", "date", date(2017, 9, 5), ""),
        Parameter("types", "strings", ["ACCUSE"], ""),
        Parameter("any", "actor", "", ""),
        Parameter("one", "actor", 'Jo "Q"', ""),
    ]
    assert param_lines(given_) == [
        ':param since => date("2017-09-05");',
        ':param types => ["ACCUSE"];',
        ":param any => [];",
        ":param one => " + named("actor", 'Jo "Q"') + ";",
    ]
    assert '"Jo \\"Q\\""' in named("actor", 'Jo "Q"')


def test_a_further_actor_is_the_partner_of_the_first() -> None:
    first, place, second = (
        Parameter("actor", "actor", "*", ""),
        Parameter("place", "place", "*", ""),
        Parameter("other", "actor", "*", ""),
    )
    texts = expressions([first, place, second])
    assert len(set(texts.values())) == 3
    assert "DyadMonth" in texts["other"]
    assert "DyadMonth" not in texts["actor"]
    assert '"state"' in expressions([Parameter("actor", "actor", "*state", "")])["actor"]
