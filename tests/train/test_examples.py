"""Marked sentences as labels of word pieces, with the tokenizer of the shipped weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from kg.extract.encoder import TOKENIZER_FILE, model_folder
from kg.extract.labels import MAX_PIECES, MODALITIES, ROLES, TRIGGER_TYPES
from kg.train.examples import example, piece_span
from kg.train.notation import parse, read

LINE = (
    "{s1 Ali Shamkhani} {e1:CONSULT.040 met} {t1 {v2 Moscow}'s envoy} in {p1 Tehran} on {d1 Tuesday} "
    "and {e2:SUPPORT.051:alleged praised} {t2 him}{s2=s1}."
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(model_folder() / TOKENIZER_FILE))
    made.no_padding()
    made.no_truncation()
    return made


def words(tokenizer: Tokenizer, text: str, first: int, after: int) -> str:
    offsets = tokenizer.encode(text).offsets
    return text[offsets[first][0] : offsets[after - 1][1]]


def test_triggers_are_labelled_with_their_type(tokenizer: Tokenizer) -> None:
    marked = parse(LINE)
    made = example(marked, tokenizer)
    assert [words(tokenizer, marked.text, *span) for span in made.triggers.tolist()] == ["met", "praised"]
    assert [TRIGGER_TYPES[kind] for kind in made.types] == ["CONSULT", "SUPPORT"]
    assert [MODALITIES[kind] for kind in made.modalities] == ["asserted", "alleged"]
    labelled = {TRIGGER_TYPES[label] for label in made.trigger_labels}
    assert labelled == {"NONE", "CONSULT", "SUPPORT"}


def test_roles_are_inside_their_spans_and_begin_once(tokenizer: Tokenizer) -> None:
    marked = parse(LINE)
    made = example(marked, tokenizer)
    source = ROLES.index("source")
    for event in (0, 1):
        inside = made.roles[event, :, source, 0].nonzero()[0]
        assert words(tokenizer, marked.text, inside[0], inside[-1] + 1) == "Ali Shamkhani"
        assert made.roles[event, :, source, 1].sum() == 1
    assert not made.roles[0, :, ROLES.index("speaker")].any()
    assert made.roles[1, :, ROLES.index("speaker"), 0].sum() == 1


def test_each_source_with_each_target_is_a_pair(tokenizer: Tokenizer) -> None:
    marked = parse(
        "{s1 Ghana}, {s1 Togo} and {s1 Benin} {e1:CONSULT.040 met} {t1 Mali}; {s2 Togo} {e2:STATEMENT.010 said}."
    )
    made = example(marked, tokenizer)
    assert len(made.pairs) == 3
    assert {TRIGGER_TYPES[kind] for kind in made.pair_types} == {"CONSULT"}


def test_what_the_encoder_does_not_read_is_left_out(tokenizer: Tokenizer) -> None:
    made = example(parse("far " * MAX_PIECES + "{s1 Ghana} {e1:CONSULT.040 met} {t1 Mali}."), tokenizer)
    assert len(made.pieces) == MAX_PIECES
    assert len(made.types) == 0


def test_a_span_between_pieces_has_none() -> None:
    assert piece_span([(0, 0), (0, 3), (4, 7), (0, 0)], 3, 4) is None
    assert piece_span([(0, 0), (0, 3), (4, 7), (0, 0)], 2, 5) == (1, 3)


def test_every_marked_sentence_fits(tokenizer: Tokenizer) -> None:
    folder = Path(__file__).parents[2] / "data" / "gold" / "test"
    sentences, problems = read(sorted(folder.glob("*.txt")))
    assert problems == []
    for marked in sentences:
        assert len(example(marked, tokenizer).types) == len(marked.events)
