from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reports.escape import markdown, readable, spreadsheet, visible


@given(st.text(alphabet=st.characters(), max_size=50))
def test_readable_has_no_character_that_acts(text: str) -> None:
    shown = readable(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in BIDI]


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_readable() -> None:
    assert readable("\x1b[31mred\x1b[0m\n\ttwo  lines ") == "\\u001b[31mred\\u001b[0m two lines"
    assert readable("a\u202eb\ud800") == "a\\u202eb\\ud800"
    assert readable("Dayr al-Zawr, 5 km – Peña 北京") == "Dayr al-Zawr, 5 km – Peña 北京"


@given(st.text(max_size=50))
def test_visible_keeps_the_value_of_json(text: str) -> None:
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")', "-1+1", "＝1"]
)
def test_formulas_are_neutralised(text: str) -> None:
    assert spreadsheet(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.5", "2017-09-05", "a=b", "", "'=1", "−5"])
def test_other_cells_stay(text: str) -> None:
    assert spreadsheet(text) == text


def test_markdown() -> None:
    assert markdown("a|b\nc") == "a\\|b c"
    assert markdown("![x](http://x) <b> `y` \\") == "\\!\\[x\\](http://x) \\<b\\> \\`y\\` \\\\"
