"""Persons' and organisations' names: what is one name in two spellings, and what is not."""

from __future__ import annotations

import pytest

from kg.resolve.compare import SHORTER, match
from kg.resolve.names import person_name
from kg.resolve.organizations import match_organizations, organization_name

ONE = [
    ("Alexander Lavrentiev", "Aleksandr Lavrentyev"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Muammar Gaddafi", "Moammar Khadafy"),
    ("Abdel Fattah el-Sisi", "Abdul-Fattah al-Sissi"),
    ("Mohammed bin Salman", "Mohamed bin Salman bin Abdulaziz Al Saud"),
    ("Kim Jong-un", "Kim Jong Eun"),
    ("Roh Moo-hyun", "No Mu-hyon"),
    ("Shinzo Abe", "Abe Shinzo"),
    ("Viktor Orban", "Orban Viktor"),
    ("Vladimir Putin", "Vladimir Vladimirovich Putin"),
    ("Hugo Chavez", "Hugo Rafael Chavez Frias"),
    ("Bill Clinton", "William Clinton"),
    ("John F. Kennedy", "John Fitzgerald Kennedy"),
    ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
    ("Gen. Pervez Musharraf", "Parvez Musharraf"),
]
TWO = [
    ("Kim Jong-un", "Kim Jong-il"),
    ("Bashar al-Assad", "Hafez al-Assad"),
    ("Ilham Aliyev", "Mehriban Aliyeva"),
    ("Alexei Navalny", "Alexei Navalnaya"),
    ("George W. Bush", "George H. W. Bush"),
    ("Abdullah I", "Abdullah II"),
    ("Hassan Rouhani", "Hussein Rouhani"),
    ("Ivan Petrovich Sidorov", "Ivan Sergeyevich Sidorov"),
    ("Mohammed bin Salman", "Mohammed bin Zayed"),
    ("Mahmoud Abbas", "Mohammed Abbas"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name_fit_and_share_their_block(one: str, other: str) -> None:
    a, b = person_name(one), person_name(other)
    assert match(a, b).strength >= SHORTER
    assert match(a, b) == match(b, a)
    assert a.block == b.block


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_conflict_with_a_reason(one: str, other: str) -> None:
    found = match(person_name(one), person_name(other))
    assert found.conflict
    assert found.reason


def test_a_family_name_or_an_initial_does_not_tell_its_bearer() -> None:
    assert person_name("Assad").weak
    assert person_name("J. Smith").weak
    assert not person_name("J. D. Vance").weak
    assert not person_name("Abdullah II").weak


@pytest.mark.parametrize("name", ["", " ", "bin", "al", "II", "…", "Mr", "-", "王毅", "bin Laden", "X" * 500])
def test_whatever_stands_for_a_name_has_parts(name: str) -> None:
    assert isinstance(person_name(name).block, str)
    assert organization_name(name).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Dayr al-Zawr"),
        ("Free Widget Army", "FWA"),
        ("Eritrean Widget Front", "EWF"),
        ("Iranian Foreign Ministry", "Foreign Ministry of Iran"),
        ("Russia's Defence Ministry", "Russian Ministry of Defense"),
        ("Likud", "Likud party"),
        ("Kataib Hezbollah", "Kata'ib Hizbullah"),
    ],
)
def test_bodies_of_one_name_fit_and_share_their_block(one: str, other: str) -> None:
    a, b = organization_name(one), organization_name(other)
    assert not match_organizations(a, b).conflict
    assert a.block == b.block


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("National Front", "National Liberation Front"),
        ("al-Qaeda", "al-Qaeda in the Islamic Maghreb"),
        ("Free Widget Army", "FWF"),
        ("European Council", "European Commission"),
    ],
)
def test_bodies_of_much_the_same_name_conflict(one: str, other: str) -> None:
    assert match_organizations(organization_name(one), organization_name(other)).conflict


def test_an_acronym_of_two_bodies_is_that_of_the_kind_that_is_told() -> None:
    assert organization_name("RSF", None, "armed_group").listed == "Rapid Support Forces"
    assert organization_name("RSF", None, "ngo").listed == "Reporters Without Borders"
