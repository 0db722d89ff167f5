from __future__ import annotations

import pytest
from generate import records
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.misspelt import Names, hints, names
from kg.graph.store import Store
from kg.reports.catalog import Report, load


def test_names_of_a_query() -> None:
    query = """
        MATCH (a:Actor&!`Old Actor` {name: $row.given})-[r:MET|ACCUSED*1..3 {date: 1}]->(:Event|Place)
        WHERE a:Person AND date.truncate('month', r.start.year) > 1 // a.comment
        RETURN [x IN [1, 2] WHERE x:Listed | x.part][0..n] AS list, {own: 'a.text', kind: a.kind} AS map, a {.id} AS p,
          COUNT { (a)--(:Counted) } AS n, map.own AS own, 1.5 AS number
    """
    assert names(query) == Names(
        labels=("Actor", "Old Actor", "Event", "Place", "Person", "Listed", "Counted"),
        types=("MET", "ACCUSED"),
        properties=("name", "date", "start", "year", "part", "id"),
    )


@given(st.text(alphabet="ab:.|({[]})`'$-1 ,!&"))
def test_any_text_has_names(text: str) -> None:
    assert all(name for kind in names(text) for name in kind)


def test_what_is_misspelt_is_told_with_the_nearest(store: Store) -> None:
    store.load(records(5))
    query = "MATCH (a:actor)-[:SORCE_OF]->(e:Event {evnt_type: 'X'}) WHERE e:Meteor RETURN a.nmae AS n, e.shoesize AS s"
    assert hints(query, store) == [
        "the graph has no label actor; did you mean Actor?",
        "the graph has no label Meteor",
        "the graph has no relationship type SORCE_OF; did you mean SOURCE_OF?",
        "the graph has no property evnt_type; did you mean event_type?",
        "the graph has no property nmae; did you mean name?",
    ]


@pytest.mark.parametrize("report", load().values(), ids=lambda report: report.name)
def test_nothing_is_said_of_a_query_that_is_right(report: Report) -> None:
    class Nothing:
        """Stands for a store that must not be asked."""

    assert hints(report.query, Nothing()) == []  # type: ignore[arg-type]
