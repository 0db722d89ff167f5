from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.graph.store import Result, Value
from kg.reports.catalog import Column
from kg.reports.render import Page, render
from kg.reports.words import words

COLUMNS = ("date", "who", "list", "n", "share", "sentence", "outlet", "article", "event")
HOSTILE = "<script>alert(1)</script> | \x1b[2J \u202e =1+1 [red]x[/red] {{ 7 * 7 }}"
ROWS: list[tuple[Value, ...]] = [
    (date(2017, 9, 5), "Ali Shamkhani", ["a", "b"], 3, 0.25, "They met.", "TASS", "tass-1", "e1"),
    (None, HOSTILE, [], -4, None, "=HYPERLINK(\"x\")", None, "a|b", "e2"),
]  # fmt: skip


def page(rows: list[tuple[Value, ...]] = ROWS, columns: tuple[str, ...] = COLUMNS, cut: bool = False) -> Page:
    return Page(
        title="Acts <1>",
        question="Who & what?",
        parameters={"actor": "<i>", "since": None},
        query="MATCH (a) WHERE a.name < $actor RETURN a.name AS name",
        result=Result(columns, rows),
        cut=cut,
        columns=[Column(name, "string", 'the "actor"' if name == "who" else "") for name in columns],
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "true"), (0.25, "0.25"), (51.18123456, "51.1812"), (10.0, "10"), ([], ""), (["a", 1], "a, 1"),
     (date(2017, 9, 5), "2017-09-05"), ({"a": date(2017, 9, 5)}, '{"a": "2017-09-05"}'), (1234567, "1234567")],
)  # fmt: skip
def test_words(value: Value, shown: str) -> None:
    assert words(value) == shown


def test_json() -> None:
    text = render(page(), "json")
    rows = json.loads(text)
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0] == dict(zip(COLUMNS, ["2017-09-05", *ROWS[0][1:]], strict=True))
    assert rows[1]["who"] == HOSTILE
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert json.loads(render(page([]), "json")) == []


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(render(page(), "csv"))))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["2017-09-05", "Ali Shamkhani", "a, b", "3", "0.25", "They met.", "TASS", "tass-1", "e1"]
    assert rows[2][3] == "-4"
    assert rows[2][5] == '\'=HYPERLINK("x")'


@given(st.lists(st.one_of(st.text(), st.lists(st.text(), max_size=2)), min_size=1, max_size=3))
@example(["\r\t"])
@example(["Iran\r=1+1"])
def test_no_cell_of_a_csv_is_a_formula(values: list[Value]) -> None:
    columns = tuple(f"c{at}" for at in range(len(values)))
    text = render(page([tuple(values)], columns), "csv")
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    for cell in (cell for row in rows for cell in row):
        assert not cell or cell[0] not in "=+-@\t\r" or re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)


def test_markdown_has_a_line_a_row() -> None:
    lines = render(page(), "md").splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 4
    assert all(len(re.findall(r"(?<!\\)\|", line)) == len(COLUMNS) + 1 for line in table)
    assert "\\<script\\>" in table[3]
    assert lines[0] == "# Acts \\<1\\>"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_is_one_page_that_fetches_nothing() -> None:
    text = render(page(cut=True), "html")
    parser = _Tags()
    parser.feed(text)
    tags = {tag for tag, _ in parser.tags}
    assert not tags & {"link", "img", "iframe", "object", "base", "form", "a"}
    assert not {name for _, attributes in parser.tags for name in attributes if name.startswith("on") or name == "src"}
    assert any(a.get("content", "").startswith("default-src 'none'") for tag, a in parser.tags if tag == "meta")
    shown = "".join(parser.words)
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "MATCH (a) WHERE a.name < $actor" in shown
    assert "2 rows, more were cut off" in re.sub(r"\s+", " ", shown)
    assert '"actor"' in [a.get("title") or "" for tag, a in parser.tags if tag == "th"][1]
    assert "\x1b" not in text


def test_a_table_for_no_terminal_has_a_line_a_row_and_no_codes() -> None:
    lines = render(page(), "table").splitlines()
    assert len(lines) == 3
    assert lines[1].index("Ali") == lines[0].index("who")
    assert "\x1b" not in "".join(lines)
    assert render(page([]), "table").split() == list(COLUMNS)


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_terminal_is_never_too_narrow(width: int) -> None:
    shown = plain(render(page(), "table", width))
    assert all(cell_len(line) <= width for line in shown.splitlines())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    unbroken = re.sub(r"\s+", "", shown)
    for word in ("Shamkhani", "[red]x[/red]", "tass-1", "e2"):
        assert word in unbroken


def test_the_words_stand_below_their_row() -> None:
    lines = [line.strip() for line in plain(render(page(ROWS[:1]), "table", 100)).splitlines()]
    assert lines[-2:] == ["They met.", "TASS · tass-1 · e1"]
    assert lines[0].split() == ["date", "who", "list", "n", "share"]


def test_columns_without_any_value_are_left_out_in_a_terminal() -> None:
    rows: list[tuple[Value, ...]] = [("x", None), ("y", None)]
    assert plain(render(page(rows, ("a", "b")), "table", 80)).split()[0:3:2] == ["a", "x"]
    assert plain(render(page([], ("a", "b")), "table", 80)).split()[:2] == ["a", "b"]


@given(st.lists(st.tuples(st.text(), st.text(), st.integers()), max_size=4), st.integers(12, 120))
def test_any_text_fits_any_terminal(rows: list[tuple[Value, ...]], width: int) -> None:
    shown = plain(render(page(rows, ("a", "b", "c")), "table", width))
    assert all(cell_len(line) <= width for line in shown.splitlines())
