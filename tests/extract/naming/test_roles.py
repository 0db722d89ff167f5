from __future__ import annotations

import pytest

from kg.extract.naming.phrases import tokens
from kg.extract.naming.roles import Role, held_role, is_title, role_of


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Iran's former Foreign Minister", Role("former Foreign Minister", "IRN", "foreign minister", "government")),
        ("CIA director", Role("CIA director", "USA", "director", "organization")),
        ("Secretary of State", Role("Secretary of State", "USA", "secretary", "government")),
        ("Gen.", Role("General", None, "general", "military")),
        ("Russian", Role(None, "RUS", "", "")),
        ("", Role(None, None, "", "")),
    ],
)
def test_roles_with_their_countries(words: str, role: Role) -> None:
    assert role_of(words) == role


def test_the_role_word_of_a_title() -> None:
    assert held_role("former minister of trade") == "minister"
    assert held_role("table") is None


def test_words_that_stand_before_names() -> None:
    assert [is_title(token) for token in tokens("Mr. President Orlov")] == [True, True, False]
