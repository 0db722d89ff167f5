from __future__ import annotations

import pytest

from kg.extract.times import find_times


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The truce began at midnight Tuesday.", "2000-03-14T24:00"),
        ("The gates opened at noon on Monday.", "2000-03-13T12:00"),
        ("The bus left at 4 in the afternoon.", "2000-03-15T16:00"),
        ("Shells fell from 3 in the morning.", "2000-03-15T03:00"),
        ("The doors shut at ten o'clock at night.", "2000-03-15T22:00"),
        ("It opens at 5 o'clock.", "2000-03-15T05:00"),
        ("It fell at 1430 GMT Tuesday.", "2000-03-14T14:30"),
    ],
)
def test_hours_as_one_says_them(text: str, value: str) -> None:
    times = find_times(text, "2000-03-15")
    assert [(each.type, each.value) for each in times] == [("TIME", value)]


def test_the_time_elsewhere_parts_an_hour_from_its_day() -> None:
    text = "The quake struck at 6:20 p.m. (1620 GMT) Tuesday."
    assert [(each.type, each.value) for each in find_times(text, "2000-03-15")] == [
        ("TIME", "2000-03-14T18:20"),
        ("DATE", "2000-03-14"),
    ]


@pytest.mark.parametrize("text", ["It was high noon.", "They wounded 12 in the morning.", "At 25 in the night."])
def test_what_is_no_hour(text: str) -> None:
    assert find_times(text, "2000-03-15") == []


def test_the_part_of_the_day_may_follow_the_day() -> None:
    times = find_times("Guns fell silent at two o'clock on Monday afternoon.", "2000-03-15")
    assert [each.value for each in times] == ["2000-03-13T14:00"]
