from __future__ import annotations

from kg.extract.naming.tables import key, tables


def test_short_names_must_be_spelt_as_in_the_table() -> None:
    assert tables().organization("is") is None
    islamic_state = tables().organization("IS")
    assert islamic_state is not None and islamic_state.name == "Islamic State"
    assert key("the U.N.") == "un"


def test_terms_of_office_end_after_they_begin() -> None:
    for leader in tables().leaders:
        assert leader.until is None or leader.since < leader.until, leader.name


def test_every_alias_means_one_organization() -> None:
    for entry in {id(o): o for o in tables().organizations.values()}.values():
        found = tables().organization(entry.name)
        assert found is not None and found.name == entry.name
