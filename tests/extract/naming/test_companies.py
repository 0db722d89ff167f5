"""Companies and their like: organisations that are no political speakers."""

from __future__ import annotations

import pytest

from kg.extract.actors import is_political, profile
from kg.text.document import Entity


def political(words: str) -> bool:
    entities = (Entity(words, 0, len(words), "ORG"),) if words[0].isupper() else ()
    return is_political(profile(words, 0, entities), words)


@pytest.mark.parametrize(
    "words",
    ["St. Joe Minerals Corp", "Joseph E. Seagram & Sons, Inc.", "Boeing", "the airline", "Ethiopian Airlines",
     "the University of Chicago", "Deutsche Bank AG", "the company"],
)  # fmt: skip
def test_no_political_speaker(words: str) -> None:
    assert not political(words)


@pytest.mark.parametrize(
    "words", ["the World Bank", "Bank of Japan", "World Food Programme", "Amnesty International", "the central bank"]
)
def test_a_political_speaker(words: str) -> None:
    assert political(words)


def test_a_company_is_an_organization_under_its_whole_name() -> None:
    words = "General Motors Corp."
    found = profile(words, 0, (Entity(words, 0, len(words), "PERSON"),))
    assert (found.kind, found.name) == ("organization", "General Motors Corp")
