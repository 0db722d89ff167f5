from __future__ import annotations

import pytest

from kg.extract.times import find_times


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The court sits in the week of May 8.", "the week of May 8", "2000-W19"),
        ("They rest on the weekend of May 6.", "the weekend of May 6", "2000-W18-WE"),
        ("He fled the day before last Monday's raid.", "the day before last Monday", "2000-03-12"),
        ("It opened the day after Christmas.", "the day after Christmas", "1999-12-26"),
        ("On the day following March 3, 1999, she spoke.", "the day following March 3, 1999", "1999-03-04"),
    ],
)
def test_words_before_a_day_make_another_date_of_it(text: str, words: str, value: str) -> None:
    assert [(each.text, each.value) for each in find_times(text, "2000-03-15")] == [(words, value)]


@pytest.mark.parametrize("text", ["Later in the day before the vote.", "The events of May 8.", "In that week, May 8."])
def test_other_words_are_no_part_of_it(text: str) -> None:
    assert all(each.text in ("May 8", "that week") for each in find_times(text, "2000-03-15"))
