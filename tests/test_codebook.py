"""`kg ontology`: every word of the ontology has an entry, and what is none is told with its neighbours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import kg

from kg import codebook
from kg.errors import UsageError
from kg.extract import ontology


def test_every_word_of_the_ontology_has_an_entry_that_reads_well() -> None:
    words = [*ontology.codes(), *ontology.contexts(), *ontology.types()]
    words += [f"{kind.name}/{mode}" for kind in ontology.types().values() for mode in kind.modes]
    for word in words:
        entries = codebook.look_up(word)
        assert word in {entry.name for entry in entries}
        text = codebook.as_text(entries, 80)
        assert max(map(len, text.splitlines())) <= 80
        assert "None" not in text


def test_a_code() -> None:
    (entry,) = codebook.look_up("0872")
    assert (entry.title, entry.type, entry.mode) == ("eases or lifts a military blockade", "RETREAT", "withdraw")
    assert (entry.quad, entry.quad_name, entry.goldstein) == (2, "material cooperation", 9.0)
    assert [each.code for each in entry.part_of] == ["087", "08"]
    assert list(entry.contexts) == ["military"]
    assert "CONCEDE" in {each.type for each in entry.is_not}
    (entry,) = codebook.look_up("087")
    assert [each.code for each in entry.codes] == ["0871", "0872", "0873", "0874"]


def test_where_plover_has_another_type_it_is_said() -> None:
    (entry,) = codebook.look_up("0841")
    assert (entry.type, entry.plover) == ("CONCEDE", "RETREAT")
    assert "PLOVER's own mapping of 2021 has RETREAT" in codebook.as_text([entry])


def test_a_mode_leads_back_to_cameo() -> None:
    (entry,) = codebook.look_up("visit")
    assert (entry.name, [each.code for each in entry.codes]) == ("CONSULT/visit", ["042"])
    assert [entry.name for entry in codebook.look_up("MEET")] == ["CONSULT/meet", "REQUEST/meet", "REJECT/meet"]
    assert [entry.name for entry in codebook.look_up("request/meet")] == ["REQUEST/meet"]
    (entry,) = codebook.look_up("multilateral")
    assert "the words of the trigger say so" in codebook.as_text([entry])


def test_a_word_may_be_a_mode_and_a_context() -> None:
    assert [entry.kind for entry in codebook.look_up("military")] == ["mode", "context"]
    assert [entry.name for entry in codebook.look_up("human rights")] == ["human_rights"]


@pytest.mark.parametrize(
    ("word", "near"),
    [("CONSLT", "CONSULT"), ("42", "042"), ("099", "09"), ("04x", "04"), ("disaster", "disasters"), ("viist", "visit")],
)
def test_what_is_unknown_is_told_with_what_is_nearest(word: str, near: str) -> None:
    with pytest.raises(UsageError, match="no type, mode, context or CAMEO code"):
        codebook.look_up(word)
    assert near in codebook.nearest(word)


@given(st.text(max_size=12))
def test_any_word_has_entries_or_one_line_of_reason(word: str) -> None:
    try:
        assert codebook.look_up(word)
    except UsageError as error:
        assert "nearest: " in str(error)


def test_on_the_command_line() -> None:
    shown = kg("ontology")
    assert shown.exit_code == 0
    assert all(name in shown.stdout for name in ontology.types())
    shown = kg("ontology", "consult")
    assert "Goldstein   1 to 7" in shown.stdout
    listed = json.loads(kg("ontology", "--json").stdout)
    assert [each["name"] for each in listed] == list(ontology.types())
    (visit,) = json.loads(kg("ontology", "042", "--json").stdout)
    assert (visit["type"], visit["mode"], visit["goldstein"]) == ("CONSULT", "visit", 1.9)
    assert {"example", "type", "why"} == set(visit["is_not"][0])


def test_an_unknown_code_is_one_line_and_exit_2() -> None:
    ended = kg("ontology", "CONSLT")
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "nearest: CONSULT" in ended.stderr
