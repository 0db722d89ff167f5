from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.countries import countries_in, country_name, country_of, fold, is_demonym


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Iran", "IRN"),
        ("Iranian", "IRN"),
        ("Iranians", "IRN"),
        ("French", "FRA"),
        ("Danes", "DNK"),
        ("the Netherlands", "NLD"),
        ("The Hague", "NLD"),
        ("the Kremlin", "RUS"),
        ("the White House", "USA"),
        ("10 Downing Street", "GBR"),
        ("TEHRAN", "IRN"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Russia's", "RUS"),
        ("Russia’s", "RUS"),
        ("Cote d’Ivoire", "CIV"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Soviet", "SUN"),
        ("Kosovo", "XKX"),
        ("Czechia", "CZE"),
        ("the Czech Republic", "CZE"),
        ("us", None),
        ("Us", None),
        ("polish", None),
        ("No", None),
        ("New Mexico", None),
        ("Russian officials", None),
        ("", None),
    ],
)
def test_exact_words(words: str, code: str | None) -> None:
    assert country_of(words) == code


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Russia's special envoy on Syria", [("RUS", "Russia"), ("SYR", "Syria")]),
        ("the U.S.-South Korean forces", [("USA", "U.S."), ("KOR", "South Korean")]),
        ("South Sudanese rebels", [("SSD", "South Sudanese")]),
        ("British, French and German ministers", [("GBR", "British"), ("FRA", "French"), ("DEU", "German")]),
        ("New Mexico police", []),
        ("Central Americans and North Americans", []),
        ("South American leaders", []),
        ("Native American leaders", [("USA", "American")]),
        ("the Washington Post", []),
        ("Iran. South Korea", [("IRN", "Iran"), ("KOR", "South Korea")]),
        ("let us go", []),
    ],
)
def test_inside_a_phrase(words: str, found: list[tuple[str, str]]) -> None:
    assert [(code, words[start:end]) for code, start, end in countries_in(words)] == found


def test_names_and_demonyms() -> None:
    assert [country_name(code) for code in ("IRN", "KOR", "USA", "XKX", "CZE", "ZZZ")] == [
        "Iran",
        "South Korea",
        "United States",
        "Kosovo",
        "Czech Republic",
        "ZZZ",
    ]
    assert is_demonym("Iranians") and is_demonym("French")
    assert not is_demonym("Iran") and not is_demonym("Tehran")


@given(
    st.text()
    | st.lists(st.sampled_from(["U.S.", "Iran", "South", "Korea", "the", "-", "’s", "St.", "12"])).map(" ".join)
)
def test_any_text(words: str) -> None:
    found = countries_in(words)
    assert found == countries_in(words)
    assert all(0 <= start < end <= len(words) for _, start, end in found)
    assert all(earlier[2] <= later[1] for earlier, later in itertools.pairwise(found))
    assert fold(words) == fold(words.upper()) or not words.isascii()
    code = country_of(words)
    assert code is None or len(code) == 3
