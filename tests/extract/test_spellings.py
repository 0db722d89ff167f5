import pytest

from kg.extract.spellings import alike, sound
from kg.model import Actor, Place


def person(name: str) -> Actor:
    return Actor(id=f"person:{name}", name=name, kind="person")


@pytest.mark.parametrize(
    "names",
    [
        ("Gaddafi", "Qaddafi", "Kadhafi", "Gadhafi", "Qadhafi"),
        ("Lavrentiev", "Lavrentyev"),
        ("Yushchenko", "Iushchenko"),
        ("Khamenei", "Khamenai"),
        ("Wahid", "Vahid"),
    ],
)
def test_spellings_of_one_name_sound_alike(names: tuple[str, ...]) -> None:
    assert len({sound(name) for name in names}) == 1


@pytest.mark.parametrize("names", [("Putin", "Patten"), ("Hassan", "Hussein"), ("Maduro", "Madero"), ("Xi", "Li")])
def test_other_names_do_not(names: tuple[str, str]) -> None:
    assert sound(names[0]) != sound(names[1])


def test_the_fullest_name_stands_for_all() -> None:
    members = {(0, 7): (person("Qaddafi"),), (9, 24): (person("Muammar Gaddafi"),), (30, 37): (person("Kadhafi"),)}
    assert {actor.name for meant in alike(members, []).values() for actor in meant} == {"Muammar Gaddafi"}


def test_two_persons_of_one_surname_stay_two() -> None:
    members = {(0, 5): (person("Raul Castro"),), (6, 9): (person("Fidel Castro"),), (10, 12): (person("Kastro"),)}
    assert alike(members, []) == members


def test_descriptions_are_no_names() -> None:
    embassy = Actor(id="unnamed:embassy-official@a", name="U.S. Embassy official", kind="person")
    other = Actor(id="unnamed:official@a", name="official", kind="person")
    members = {(0, 8): (other,), (20, 41): (embassy,)}
    assert alike(members, []) == members


def test_a_town_under_two_names() -> None:
    towns = [Actor(id=name, name=name, kind="other") for name in ("Deir ez-Zor", "Dayr al-Zawr")]
    members = {(0, 11): (towns[0],), (20, 32): (towns[1],)}
    places = [
        Place(text=a.name, start=s, end=e, name="Deir ez-Zor", kind="city", country="SYR", geonames_id="170794")
        for (s, e), (a,) in members.items()
    ]
    assert set(alike(members, places).values()) == {(towns[0],)}
