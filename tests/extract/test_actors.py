"""What a noun phrase alone says about an actor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.actors import is_political, profile
from kg.text.document import Entity


@pytest.mark.parametrize(
    ("words", "name", "kind", "country"),
    [
        ("Tehran", "Iran", "state", "IRN"),
        ("the Kremlin", "Russia", "state", "RUS"),
        ("the Cypriot government", "Cyprus", "state", "CYP"),
        ("the government of Peru", "Peru", "state", "PER"),
        ("Damascus'", "Syria", "state", "SYR"),
        ("Manila", "Philippines", "state", "PHL"),
        ("Daesh", "Islamic State", "armed_group", None),
        ("the Daesh terrorists", "Islamic State", "armed_group", None),
        ("Yemen's Houthis", "Houthis", "armed_group", "YEM"),
        ("the militant group Hamas", "Hamas", "armed_group", "PSE"),
        ("North Atlantic Treaty Organization (NATO)", "NATO", "organization", None),
        ("the State Department", "United States Department of State", "government", "USA"),
        ("the Syrian army", "Syrian army", "military", "SYR"),
        ("three other people", "three other people", "civilians", None),
        ("At least 82", "At least 82 people", "civilians", None),
        ("Miami-based exiles", "Miami-based exiles", "civilians", None),
        ("US-backed rebels", "US-backed rebels", "armed_group", None),
        ("Kenyans", "Kenyans", "civilians", "KEN"),
        ("two B-52s", "two B-52s", "military", None),
        ("the president himself", "president", "person", None),
        ("two Americans", "two Americans", "civilians", "USA"),
        ("dozens of South Koreans", "dozens of South Koreans", "civilians", "KOR"),
        ("Central Americans", "Central Americans", "civilians", None),
        ("two South Americans", "two South Americans", "civilians", None),
        ("North Americans", "North Americans", "civilians", None),
    ],
)
def test_names_kinds_and_countries(words: str, name: str, kind: str, country: str | None) -> None:
    found = profile(words)
    assert (found.name, found.kind, found.country) == (name, kind, country)


@pytest.mark.parametrize(
    ("words", "name", "role", "country"),
    [
        (
            "Secretary of Iran's Supreme National Security Council (SNSC) Ali Shamkhani",
            "Ali Shamkhani",
            "Secretary of Supreme National Security Council",
            "IRN",
        ),
        ("Egyptian Ambassador Ahmed Maher el-Sayed", "Ahmed Maher el-Sayed", "Ambassador", "EGY"),
        ("Gen. Khalifa Haftar", "Khalifa Haftar", "General", None),
        ("American ambassador to Kenya Prudence Bushnell", "Prudence Bushnell", "ambassador to Kenya", "USA"),
        ("British Foreign Secretary Robin Cook", "Robin Cook", "Foreign Secretary", "GBR"),
        ("Mr. Castro", "Castro", None, None),
        ("President Alpha Konare of Mali", "Alpha Konare", "President", "MLI"),
    ],
)
def test_people_with_their_roles(words: str, name: str, role: str | None, country: str | None) -> None:
    found = profile(words)
    assert (found.form, found.name, found.role, found.country) == ("person", name, role, country)


@pytest.mark.parametrize("words", ["an aide to Vladimir Putin", "the troops of General Laurent Nkunda", "Ban's envoy"])
def test_a_name_that_belongs_to_the_phrase_is_not_who_is_meant(words: str) -> None:
    assert profile(words).form != "person"


def test_a_name_that_only_the_entities_show() -> None:
    text = "Kazakh leader Xyz Abcov"
    assert profile(text, 100, [Entity("Xyz Abcov", 114, 123, "PERSON")]).name == "Xyz Abcov"
    assert profile("Sofia", 10, [Entity("Sofia", 10, 15, "PERSON")]).kind == "person"


def test_definite_titles_and_pronouns() -> None:
    envoy = profile("The Russian envoy")
    assert (envoy.form, envoy.head, envoy.country, envoy.definite) == ("title", "envoy", "RUS", True)
    assert profile("an Iranian official").indefinite
    assert (profile("He").form, profile("his government").owner) == ("pronoun", "his")
    assert profile("US").form == "state"


@pytest.mark.parametrize(
    ("words", "plural"),
    [("the gunmen", True), ("Chadian policemen", True), ("two ministers", True), ("the princess", False),
     ("the U.S. Congress", False)],
)  # fmt: skip
def test_number(words: str, plural: bool) -> None:
    assert profile(words).plural is plural


@pytest.mark.parametrize(
    ("words", "political"),
    [
        ("the foreign minister", True),
        ("a rebel spokesman", True),
        ("Amnesty International", True),
        ("the nurses' union", True),
        ("a security source", True),
        ("opposition activists", True),
        ("the general staff", True),
        ("Moscow", True),
        ("a witness", False),
        ("villagers", False),
        ("Reuters", False),
        ("his lawyer", False),
        ("a toxicologist", False),
        ("a person familiar with the talks", False),
    ],
)
def test_political_speakers(words: str, political: bool) -> None:
    assert is_political(profile(words), words) is political


@given(st.text(max_size=200))
def test_any_text_has_a_profile(text: str) -> None:
    found = profile(text)
    assert found.name
    assert profile(text) == found
    assert is_political(found, text) in {True, False}


_PIECES = st.sampled_from(
    [
        "the",
        "Russian",
        "envoy",
        "of",
        "Iran",
        "'s",
        "(",
        ")",
        "Mr.",
        "President",
        "Ali",
        "NATO",
        ",",
        "12",
        "his",
        "``",
        "\ud800",
        "\x00",
        "al-",
        "'",
    ]
)


@given(st.lists(_PIECES, max_size=12).map(" ".join))
def test_any_words_of_a_mention_have_a_profile(words: str) -> None:
    assert profile(words).name
