from __future__ import annotations

import pytest

from kg.extract.times import find_times


def found(text: str) -> list[tuple[str, str]]:
    return [(each.type, each.value) for each in find_times(text, "2000-03-15")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The flight took 7 1/2 hours.", "PT7H30M"),
        ("They waited for a quarter of an hour.", "PT15M"),
        ("The siege lasted a year and a half.", "P1.5Y"),
        ("It took two-and-a-half years.", "P2.5Y"),
        ("He ruled for a quarter century.", "P25Y"),
        ("A weeklong curfew was lifted.", "P1W"),
        ("A months-long siege was lifted.", "PXM"),
        ("They talked the entire week.", "P1W"),
        ("Crime fell in the past four years.", "P4Y"),
        ("In the years that followed, they grew rich.", "PXY"),
    ],
)
def test_durations(text: str, value: str) -> None:
    assert found(text) == [("DURATION", value)]


@pytest.mark.parametrize(
    "text",
    [
        "They live hours apart.",
        "He outlived them by decades.",
        "He is in full retreat.",
        "They fought at close quarters since then.",
    ],
)
def test_distances_and_other_words_are_no_durations(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The market is closed Mondays.", "XXXX-WXX-1"),
        ("They fish on weekends.", "XXXX-WXX-WE"),
        ("They fish every weekend.", "XXXX-WXX-WE"),
        ("They pray every morning.", "XXXX-XX-XXTMO"),
        ("The valley floods each spring.", "XXXX-SP"),
    ],
)
def test_sets(text: str, value: str) -> None:
    assert found(text) == [("SET", value)]
