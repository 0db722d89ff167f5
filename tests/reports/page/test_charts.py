from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import get_args

import pytest

from kg.graph.store import Value
from kg.reports.catalog import Chart, Column
from kg.reports.page.chart import KINDS, chart, draw
from kg.reports.page.charts.network import TIES, drawing
from kg.reports.page.charts.shape import Drawing

DAY = Column("day", "date", "")
WHO = Column("who", "string", "")
OTHER = Column("other", "string", "")
EVENTS = Column("events", "integer", "")
QUADS = [Column(name, "integer", "") for name in ("verbal_cooperation", "material_conflict")]
A, B = date(2017, 9, 1), date(2017, 12, 1)


def drawn(kind: Chart, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *chosen: str) -> Drawing:
    made = draw(kind, columns, rows, chosen)
    assert made is not None
    return made


def test_there_is_a_module_for_each_kind_of_chart() -> None:
    assert set(KINDS) == set(get_args(Chart))


@pytest.mark.parametrize("kind", get_args(Chart))
def test_nothing_to_draw_is_no_chart(kind: Chart) -> None:
    assert draw(kind, [WHO], []) is None
    assert draw(kind, [DAY, WHO, OTHER, EVENTS], [(None, None, None, None)]) is None
    assert draw(kind, [EVENTS], [(1,), (2,)]) is None


@pytest.mark.parametrize("kind", ["timeline", "line"])
def test_a_time_of_few_days_is_marked_by_the_day(kind: Chart) -> None:
    few, many = (drawn(kind, [DAY, EVENTS, WHO], [(A, 1, "Ali"), (last, 2, "Bob")]) for last in (date(2017, 9, 3), B))
    axes = [made.spec["encoding"]["x"]["axis"] for made in (few, many)]
    assert axes[0]["tickCount"] == {"interval": "day", "step": 1}
    assert axes[1] == {"tickCount": 10}


def test_a_time_line_has_a_lane_for_each_name_and_says_what_it_leaves_out() -> None:
    rows = [(A, ["Ali", "Bob"]), (B, []), (None, ["Ali"])]
    made = drawn("timeline", [DAY, Column("who", "strings", "")], rows)
    assert [(value["row"], value["x"], value["lane"]) for value in made.values] == [
        (0, "2017-09-01T00:00", "Ali"), (0, "2017-09-01T00:00", "Bob"), (1, "2017-12-01T00:00", "(none)"),
    ]  # fmt: skip
    assert made.text == "Time line of 2 rows from 2017-09-01 to 2017-12-01, by who. Without a day, so not shown: 1 row."


def test_lanes_are_types_else_what_tells_rows_apart() -> None:
    kinds = [DAY, WHO, Column("type", "string", "")]
    assert drawn("timeline", kinds, [(A, "Ali", "AID"), (B, "Bob", "AID")]).values[0]["lane"] == "AID"
    pairs = [DAY, WHO, OTHER]
    assert drawn("timeline", pairs, [(A, "Ali", "Bob"), (B, "Ali", "Eve")]).values[0]["lane"] == "Bob"


def test_lines_know_months_without_events() -> None:
    made = drawn("line", [DAY, *QUADS], [(A, 1, 0), (A, 2, 0), (B, 0, 4)])
    assert [value["figure"] for value in made.values if value["part"] == "verbal cooperation"] == [3, 0, 0, 0]
    assert made.spec["encoding"]["color"]["scale"]["range"] == ["var(--q1)", "var(--q4)"]


def test_bars_add_counts_up_and_say_what_is_left_out() -> None:
    made = drawn("bar", [WHO, EVENTS], [("Ali", 2), ("Bob", 5), ("Ali", 1)])
    assert made.spec["encoding"]["y"]["scale"]["domain"] == ["Bob", "Ali"]
    many = drawn("bar", [WHO, EVENTS], [(f"n{at:02}", at) for at in range(40)])
    assert "the 30 names with most. 10 more are in the table." in many.text


def test_a_header_chooses_the_columns() -> None:
    columns = [WHO, OTHER, EVENTS, Column("score", "number", "")]
    rows = [("Ali", "x", 1, 0.5), ("Bob", "y", 2, 0.1)]
    made = drawn("bar", columns, rows, "other", "score")
    assert [(value["group"], value["figure"]) for value in made.values] == [("x", 0.5), ("y", 0.1)]
    tied = drawn("network", columns, rows, "events", "who")
    assert {value["name"] for value in tied.values if value["kind"] == "node"} == {"events 1", "events 2", "Ali", "Bob"}


def test_a_matrix_of_pairs() -> None:
    made = drawn("matrix", [WHO, OTHER, EVENTS], [("Ali", "Bob", 2), ("Eve", "Bob", 9)])
    assert made.spec["encoding"]["y"]["scale"]["domain"] == ["Eve", "Ali"]
    assert made.text == "Matrix of events: who (2) against other (1)."


def test_a_map_shows_the_region_of_its_places() -> None:
    columns = [Column("place", "string", ""), Column("lat", "number", ""), Column("lon", "number", ""), EVENTS]
    made = drawn("map", columns, [("Tehran", 35.7, 51.4, 3), ("Tehran", 35.7, 51.4, 2), ("nowhere", None, None, 1)])
    assert made.values == [{"lat": 35.7, "lon": 51.4, "name": "Tehran", "figure": 5, "named": "Tehran"}]
    west, south = made.spec["projection"]["center"]
    assert abs(west - 51.4) < 0.01
    assert abs(south - 35.7) < 2
    assert "Without a position, so not shown: 1 row." in made.text


def test_a_map_without_positions_has_the_middle_of_the_country() -> None:
    made = drawn("map", [Column("country", "string", ""), EVENTS], [("IRN", 3), ("XXX", 1)])
    assert [(value["name"], value["figure"]) for value in made.values] == [("IRN", 3)]


def test_a_network_is_laid_out_the_same_each_time() -> None:
    columns, rows = (
        [Column("source", "string", ""), WHO, EVENTS],
        [("Ali", "Bob", 2), ("Bob", "Ali", 3), ("Ali", "Ali", 9)],
    )
    made = drawn("network", columns, rows)
    assert made.values == drawn("network", columns, rows).values
    assert [value["name"] for value in made.values if value["kind"] == "tie"] == ["Bob → Ali", "Ali → Bob"]
    sides = [value for value in made.values if value["kind"] == "node"]
    assert all(0 <= value[side] <= 1 for value in sides for side in ("x", "y"))


def test_a_network_keeps_the_strongest_ties() -> None:
    made = drawing({(f"a{at}", f"b{at}"): at for at in range(TIES + 5)}, directed=False, what="events")
    assert made is not None
    assert "5 weaker ties not drawn." in made.text
    assert min(value["figure"] for value in made.values if value["kind"] == "tie") == 5


def test_as_html_texts_are_escaped() -> None:
    made = drawn("bar", [WHO, EVENTS], [("</script><b>", 1), ('"Bob"', 2)])
    html = chart(made, table="rows")
    assert "</script><b>" not in html
    assert html.count("</script>") == 1
