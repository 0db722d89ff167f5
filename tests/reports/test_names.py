from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.reports.names import Named, Names

NAMES = Names(
    [
        Named("person:ali-shamkhani", "Ali Shamkhani", ("Ali Shamkhânî", "Admiral Shamkhani"), "person", "IRN", 5),
        Named("person:ali-larijani", "Ali Larijani", (), "person", "IRN", 9),
        Named("actor:iran", "Iran", (), "state", "IRN", 20),
        Named("unnamed:iran@1", "Iran", (), "other", "IRN", 1),
        Named("person:سيد", "سيد علي", (), "person", None, 0),
    ]
)


def test_exactly_takes_ids_names_and_aliases_in_any_spelling() -> None:
    for words in ("person:ali-shamkhani", "ali shamkhani", "ALI  SHAMKHÂNI", "admiral-shamkhani", "Ali Shamkhani."):
        assert NAMES.exactly(words) == ["person:ali-shamkhani"]
    assert NAMES.exactly("IRAN") == ["actor:iran", "unnamed:iran@1"]
    assert NAMES.exactly("سيد علي") == ["person:سيد"]
    assert NAMES.exactly("Ali") == []


def test_partly_takes_beginnings_of_words_of_one_name() -> None:
    assert NAMES.partly("shamkh") == ["person:ali-shamkhani"]
    assert NAMES.partly("ali") == ["person:ali-larijani", "person:ali-shamkhani"]
    assert NAMES.partly("shamkhani ali") == ["person:ali-shamkhani"]
    assert NAMES.partly("khani") == []
    assert NAMES.partly("larijani shamkhani") == []


def test_countries() -> None:
    assert NAMES.countries("IRN", "state") == ["actor:iran"]


def test_nearest() -> None:
    assert NAMES.nearest("shamkani") == ["Ali Shamkhani"]
    assert NAMES.nearest("irann") == ["Iran"]
    assert NAMES.nearest("qqqq") == []
    assert Names([]).nearest("Iran") == []


def test_completing() -> None:
    assert [entry.id for entry in NAMES.completing("", 2)] == ["actor:iran", "person:ali-larijani"]
    assert [entry.name for entry in NAMES.completing("ali sh")] == ["Ali Shamkhani"]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_every_name_is_found_by_itself_and_by_its_id(names: list[str]) -> None:
    entries = [Named(f"id:{number}", name, (), None, None, number) for number, name in enumerate(names)]
    made = Names(entries)
    for entry in entries:
        assert entry.id in made.exactly(entry.name)
        assert made.exactly(entry.id)
        assert entry.id in made.partly(entry.name)
        made.nearest(entry.name)
