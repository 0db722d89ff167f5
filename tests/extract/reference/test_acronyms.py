from __future__ import annotations

import pytest

from kg.extract.reference.acronyms import read_acronyms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Free Widget Army (FWA) left.", {"FWA": "Free Widget Army"}),
        ("the Ministry of Trade and Industry (MTI)", {"MTI": "Ministry of Trade and Industry"}),
        ("The Free Widget Army (FWA) and the Far Western Alps (FWA)", {"FWA": "Free Widget Army"}),
        ("a group of rebels (FWA)", {}),
        ("Free Widget Army (late)", {}),
        ("Free Widget Army (FWA", {}),
    ],
)
def test_acronyms_have_the_initials_of_the_words_before(text: str, found: dict[str, str]) -> None:
    assert read_acronyms(text) == found
