from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.store import Result, Value
from kg.reports.catalog import Column
from kg.reports.page.cells import as_json, cell
from kg.reports.page.evidence import Evidence
from kg.reports.page.links import Links, SiteLinks
from kg.reports.page.table import columns_of, prepare, table

COLUMNS = [
    Column("day", "date", "of the act"), Column("who", "string", ""), Column("others", "strings", ""),
    Column("share", "number", ""), Column("url", "string", ""), Column("event", "string", ""),
]  # fmt: skip
ROWS: list[tuple[Value, ...]] = [
    (date(2017, 9, 5), "Ali", ["Bob", "Ç"], 0.25, None, "e1"),
    (None, "Bob", [], 3, None, "e2"),
    (None, "Ali", ["Bob"], None, None, None),
]
FOUND = {"e1": [Evidence(event="e1", article="a", pieces=(("Ali", "source"), (" spoke.", "")))]}


class ToBob(Links):
    def value(self, column: str, value: str) -> str | None:
        return "/bob" if value == "Bob" and column != "who" else None


def made(**more: Any) -> Any:
    given = {"key": "rows", "label": "Rows", "evidence": None, "links": None, "cut": False} | more
    return prepare(COLUMNS, ROWS, **given)


def data_of(html: str) -> Any:
    return json.loads(re.search(r'<script type="application/json" class="data">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]


def test_columns_are_drawn_by_what_they_hold_and_empty_ones_left_out() -> None:
    shown = made()
    assert [(column["name"], column["kind"]) for column in shown.columns] == [
        ("day", "date"), ("who", "text"), ("others", "list"), ("share", "number"), ("event", "id"),
    ]  # fmt: skip
    assert shown.empty == ("url",)
    assert shown.rows[0] == ("2017-09-05", "Ali", ["Bob", "Ç"], 0.25, "e1")


def test_few_different_texts_are_a_list_to_choose_from() -> None:
    assert made().choices == {1: ("Ali", "Bob")}


def test_values_lead_where_the_page_says() -> None:
    assert made(links=ToBob()).links == {"2": {"Bob": "/bob"}}


def test_links_of_a_site() -> None:
    links = SiteLinks({"meetings": "events"}, ["A & b", "person"])
    assert links.report("meetings") == "../events/meetings.html"
    assert links.report("none") is None
    assert links.value("who", "A & b") == "../search.html#q=A+%26+b"
    assert links.value("kind", "person") is None
    assert links.value("who", "C") is None


def test_the_sentence_of_an_event_is_added_with_its_marks() -> None:
    shown = made(evidence=FOUND)
    assert shown.columns[-1]["kind"] == "sentence"
    assert [row[-1] for row in shown.rows] == [{"pieces": [["Ali", "source"], [" spoke.", ""]]}, None, None]


def test_the_sentence_of_a_first_event_is_marked_in_its_place() -> None:
    columns = [Column("first_event", "string", ""), Column("first_sentence", "string", "")]
    html = table(columns, [("e1", "Ali spoke."), ("e9", "Nobody spoke.")], evidence=FOUND)
    assert '<mark class="source" title="source">Ali</mark> spoke.' in html
    assert "Nobody spoke." in html


def test_only_the_first_rows_are_html() -> None:
    html = table([Column("n", "integer", "")], [(at,) for at in range(250)])
    assert html.count("<tr>") == 101
    assert len(data_of(html)["rows"]) == 250


def test_types_of_a_query_of_ones_own() -> None:
    result = Result(
        ("a", "b", "c", "d", "e", "f"),
        [(1, 1.5, date(2017, 1, 1), [1], True, "x"), (None, 2, None, None, None, 1)],
    )
    assert [column.type for column in columns_of(result)] == [
        "integer",
        "number",
        "date",
        "strings",
        "boolean",
        "string",
    ]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_no_value_ends_the_script_that_holds_it(value: Value) -> None:
    text = as_json(cell(value))
    assert "<" not in text
    json.loads(text, parse_constant=lambda constant: (_ for _ in ()).throw(ValueError(constant)))


def test_hostile_names_are_text() -> None:
    html = table([Column("who", "string", '"><i>')], [("</script><script>alert(1)</script>\u202e",)])
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert "<i>" not in html
    assert data_of(html)["rows"] == [["</script><script>alert(1)</script>\\u202e"]]
