from __future__ import annotations

from kg.extract.naming.people import same_person


def test_names_of_one_person() -> None:
    assert same_person("Gonzalez", "Juan Miguel Gonzalez")
    assert same_person("Juan Gonzalez", "Juan Miguel Gonzalez")
    assert not same_person("Lazaro Gonzalez", "Juan Miguel Gonzalez")
    assert not same_person("", "Juan")
