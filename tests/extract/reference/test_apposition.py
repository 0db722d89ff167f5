from __future__ import annotations

import pytest

from kg.extract.reference.apposition import beside


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Yesterday Russian envoy Pavel Orlov left.", ("Russian envoy",)),
        ("Qatar's foreign minister, Pavel Orlov, left.", ("Qatar's foreign minister",)),
        ("By noon Pavel Orlov, the Russian envoy, left.", ("the Russian envoy",)),
        ("By noon Pavel Orlov (the Russian envoy) left.", ("the Russian envoy",)),
        ("By noon King Pavel Orlov of Jordan left.", ("King of Jordan",)),
        ("In Paris, Pavel Orlov, who was tired, left.", ()),
        ("Pavel Orlov, urged the emir to go.", ()),
        ("He served under President Pavel Orlov.", ("President",)),
        ("Pavel Orlov", ()),
    ],
)
def test_roles_beside_a_name(text: str, roles: tuple[str, ...]) -> None:
    start = text.index("Pavel Orlov")
    assert beside(text, (start, start + len("Pavel Orlov")), (0, len(text))).roles == roles


def test_nothing_beyond_the_bounds_is_read() -> None:
    text = "the Russian envoy Pavel Orlov, the president, left."
    start = text.index("Pavel Orlov")
    end = start + len("Pavel Orlov")
    assert beside(text, (start, end), (start, end)) == ((), ())
