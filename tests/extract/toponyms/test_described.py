"""A place that is described and not named is one that was named before."""

from __future__ import annotations

import re

import pytest

from kg.extract.toponyms.described import described
from kg.model import Place

TEXT = "In Gulu, a town in Uganda's Acholi region, and in Kampala the U.N. said: "


def named(words: str, kind: str) -> Place:
    found = re.search(re.escape(words), TEXT)
    assert found
    return Place(text=words, start=found.start(), end=found.end(), name=words, kind=kind)


PLACES = [
    named("Gulu", "city"),
    named("Uganda", "country"),
    named("Acholi region", "region"),
    named("Kampala", "city"),
    named("U.N.", "city"),
]


def meant(words: str, scene: Place | None = None) -> str | None:
    at = len(TEXT)
    place = described(words, at, at + len(words), PLACES, scene)
    assert place is None or (place.text, place.start, place.end) == (words, at, at + len(words))
    return place and place.name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the country", "Uganda"),
        ("the northern region", "Acholi region"),
        ("the city", "Kampala"),
        ("a stadium", "Kampala"),
        ("the streets of the capital", "Kampala"),
        ("the border", None),
        ("Pece Stadium", None),
        ("", None),
    ],
)
def test_the_last_place_of_its_kind(words: str, name: str | None) -> None:
    assert meant(words) == name


def test_a_building_is_where_the_last_event_was() -> None:
    assert meant("the stadium", scene=PLACES[0]) == "Gulu"
    assert meant("the country", scene=PLACES[0]) == "Uganda"


def test_nothing_named_before_tells_nothing() -> None:
    assert described("the city", 0, 8, PLACES, None) is None
