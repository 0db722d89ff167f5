from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.timex import calendar


@given(st.dates(), st.sampled_from(["day", "week", "weekend", "month", "quarter", "year", "decade"]))
def test_a_value_covers_the_day_it_was_made_of(day: date, unit: str) -> None:
    known = calendar.bounds(calendar.value_of(day, unit))
    if known is None:
        assert day.year < 10 or day.year >= 9990
        return
    start, end, _ = known
    assert start <= end
    assert start <= day <= end or unit == "weekend"
    assert calendar.value_of(start, unit) == calendar.value_of(end, unit) == calendar.value_of(day, unit)


@pytest.mark.parametrize(
    "value", ["PRESENT_REF", "XXXX-09", "P3Y", "2017-13", "2017-W60", "2017-02-30", "", "FY2017", "00"]
)
def test_values_that_fix_no_day_have_no_bounds(value: str) -> None:
    assert calendar.bounds(value) is None


def test_easter_by_known_years() -> None:
    assert [calendar.easter(year).isoformat() for year in (2000, 2017, 2024)] == [
        "2000-04-23",
        "2017-04-16",
        "2024-03-31",
    ]
