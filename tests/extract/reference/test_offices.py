from __future__ import annotations

from kg.extract.reference.offices import leader_named, office_holder


def test_an_office_has_another_holder_on_another_day() -> None:
    then, later = (office_holder("president", "USA", day) for day in ("1999-05-01", "2010-05-01"))
    assert then is not None and later is not None
    assert (then.name.split()[-1], later.name.split()[-1]) == ("Clinton", "Obama")
    assert office_holder("president", "USA", None) is None
    assert office_holder("president", None, "1999-05-01") is None


def test_a_premier_is_a_prime_minister() -> None:
    assert office_holder("premier", "GBR", "1999-05-01") == office_holder("prime minister", "GBR", "1999-05-01")


def test_a_surname_needs_the_day() -> None:
    found = leader_named("Obama", "2010-05-01")
    assert found is not None and found.name == "Barack Obama"
    assert leader_named("Obama", None) is None
    assert leader_named("", "2010-05-01") is None


def test_a_surname_goes_to_the_holder_of_the_role_beside_it() -> None:
    king, prince = leader_named("Salman", "2018-10-16", "king"), leader_named("Salman", "2018-10-16")
    assert king is not None and king.name == "Salman bin Abdulaziz"
    assert prince is not None and prince.role == "crown prince"
    assert leader_named("Hussein", "1997-01-16", "king") is None


def test_other_spellings() -> None:
    leader = leader_named("Volodymyr Zelenskiy", "2023-07-18")
    assert leader is not None and leader.name == "Volodymyr Zelensky"
