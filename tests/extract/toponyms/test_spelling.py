from __future__ import annotations

import pytest

from kg.extract.toponyms.spelling import fold, shown, without_article


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("St. John’s", "saint johns"),
        ("Deir ez-Zor", "deir ez zor"),
        ("the Gaza Strip", "gaza strip"),
        ("Ḩamāh", "hamah"),
        ("U.S.", "us"),
        ("D. C.", "dc"),
        ("W.Va.", "wva"),
        ("The", "the"),
        ("…", ""),
    ],
)
def test_fold(words: str, folded: str) -> None:
    assert fold(words) == folded
    assert fold(folded) == folded


def test_article_of_arabic_names() -> None:
    assert without_article("al hudaydah") == "hudaydah"
    assert without_article("alabama") == "alabama"


def test_shown_names_have_no_marks_of_transliteration() -> None:
    assert shown("Ḩimş") == "Hims"
    assert shown("Bogotá") == "Bogotá"
