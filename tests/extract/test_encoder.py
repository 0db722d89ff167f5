from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract import encoder
from kg.extract.encoder import OVERLAP, Encoder, Reading, TriggerPieces, sigmoid, softmax, windows
from kg.extract.labels import MAX_PIECES, MODALITIES, ROLES, TRIGGER_TYPES

SENTENCE = "Iran's foreign minister met his Russian counterpart in Tehran on Tuesday."
OIL = "Oil prices rose in New York and then fell. "
CONSULT = TRIGGER_TYPES.index("CONSULT")


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return encoder.load()


def test_one_pass_over_a_sentence(shipped: Encoder) -> None:
    encoded = shipped.encode(SENTENCE)
    count = len(encoded.offsets)
    assert encoded.states.shape[0] == count == len(encoded.words)
    assert encoded.triggers.shape == (count, len(TRIGGER_TYPES))
    assert np.allclose(encoded.triggers.sum(1), 1, atol=1e-5)
    assert encoded.words[0] is encoded.words[-1] is None
    met = next(k for k, (a, b) in enumerate(encoded.offsets) if SENTENCE[a:b] == "met")
    assert int(encoded.triggers[met].argmax()) == CONSULT


def test_what_the_event_head_says(shipped: Encoder) -> None:
    encoded = shipped.encode(SENTENCE)
    met = next(k for k, (a, b) in enumerate(encoded.offsets) if SENTENCE[a:b] == "met")
    (roles,) = shipped.roles(encoded, [TriggerPieces(met, met + 1, CONSULT)])
    assert roles.roles.shape == (len(encoded.offsets), len(ROLES), 2)
    assert roles.roles.min() >= 0
    assert roles.roles.max() <= 1
    assert MODALITIES[int(roles.modality.argmax())] == "asserted"
    assert roles.modality.sum() == pytest.approx(1, abs=1e-5)
    assert roles.state.shape == encoded.states[0].shape
    tuesday = next(k for k, (a, b) in enumerate(encoded.offsets) if SENTENCE[a:b] == "Tuesday")
    assert int(roles.roles[tuesday, :, 0].argmax()) == ROLES.index("date")


def test_without_triggers_there_is_nothing_to_ask(shipped: Encoder) -> None:
    assert shipped.roles(shipped.encode(SENTENCE), []) == []


def test_each_trigger_has_the_answer_it_has_alone(shipped: Encoder) -> None:
    encoded = shipped.encode(SENTENCE)
    asked = [TriggerPieces(k, k + 1, CONSULT) for k in (3, 4, 5, 6)]
    for one, among in zip(asked, shipped.roles(encoded, asked), strict=True):
        (alone,) = shipped.roles(encoded, [one])
        assert np.allclose(alone.roles, among.roles, atol=1e-5)
        assert np.allclose(alone.state, among.state, atol=1e-4)


def test_the_pair_head_gives_a_probability_for_every_type(shipped: Encoder) -> None:
    encoded = shipped.encode(SENTENCE)
    chances = shipped.pair(encoded, (1, 5, 7, 9))
    assert chances.shape == (len(TRIGGER_TYPES),)
    assert chances.sum() == pytest.approx(1, abs=1e-5)


def test_the_same_sentence_has_the_same_numbers_whatever_is_encoded_before(shipped: Encoder) -> None:
    first = shipped.encode(SENTENCE)
    shipped.encode("Oil prices rose by 10% in New York, where traders had waited for weeks. " * 8)
    shipped.encode("No.")
    again, other = shipped.encode(SENTENCE), Encoder(encoder.model_folder()).encode(SENTENCE)
    for encoded in (again, other):
        assert np.array_equal(encoded.states, first.states)
        assert np.array_equal(encoded.triggers, first.triggers)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_offsets_are_characters_of_any_sentence(shipped: Encoder, text: str) -> None:
    encoded = shipped.encode(text)
    assert np.isfinite(encoded.states).all()
    real = [span for span, word in zip(encoded.offsets, encoded.words, strict=True) if word is not None]
    assert all(0 <= a < b <= len(text) for a, b in real)
    assert [a for a, _ in real] == sorted(a for a, _ in real)


def test_a_long_sentence_is_read_in_windows(shipped: Encoder) -> None:
    encoded = shipped.encode(OIL * 100 + SENTENCE)
    assert len(encoded.offsets) == len(encoded.words) == len(encoded.states) == len(encoded.triggers) > 700
    met = next(k for k, (a, b) in enumerate(encoded.offsets) if a == len(OIL * 100) + SENTENCE.index("met"))
    assert int(encoded.triggers[met].argmax()) == CONSULT
    (roles,) = shipped.roles(encoded, [TriggerPieces(met, met + 1, CONSULT)])
    assert roles.roles.shape[0] == len(encoded.offsets)
    assert not roles.roles[: met - MAX_PIECES].any()
    assert roles.roles[met:, ROLES.index("date"), 0].max() > 0.5


def test_shorter_windows_can_be_asked_for(shipped: Encoder) -> None:
    short = Encoder(encoder.model_folder(), reading=Reading(pieces=20, overlap=8))
    encoded = short.encode(OIL * 5)
    assert len(encoded.states) == len(encoded.offsets) > 40
    assert not np.array_equal(encoded.states, shipped.encode(OIL * 5).states)
    assert np.array_equal(short.encode(SENTENCE).states, shipped.encode(SENTENCE).states)
    assert windows([None, *range(30), None], Reading(pieces=20, overlap=8)) == [(1, 19), (11, 29), (21, 31)]


def test_another_file_of_the_encoder_can_be_named(tmp_path: Path, shipped: Encoder) -> None:
    folder = encoder.model_folder()
    named = Encoder(folder, tokens=Path(shutil.copy(folder / encoder.TOKEN_FILE, tmp_path / "other.onnx")))
    assert np.array_equal(named.encode(SENTENCE).states, shipped.encode(SENTENCE).states)
    with pytest.raises(DataError, match="cannot be used"):
        Encoder(folder, tokens=tmp_path / "none.onnx")


@given(st.lists(st.integers(1, 100), max_size=300))
def test_windows_leave_nothing_out(lengths: list[int]) -> None:
    words = [None, *(word for word, pieces in enumerate(lengths) for _ in range(pieces)), None]
    found = windows(words)
    assert found[0][0] == 1
    assert found[-1][1] == len(words) - 1
    assert all(end - start <= MAX_PIECES - 2 for start, end in found)
    for (start, end), (after, _) in pairwise(found):
        assert start < after <= end - OVERLAP
        assert words[after] != words[after - 1]
    assert len(found) <= 1 + len(words) // (MAX_PIECES - OVERLAP - 102)


@settings(max_examples=50)
@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=8))
def test_probabilities_of_any_logits(logits: list[float]) -> None:
    values = np.array(logits, dtype=np.float32)
    assert softmax(values).sum() == pytest.approx(1, abs=1e-5)
    assert ((sigmoid(values) >= 0) & (sigmoid(values) <= 1)).all()


@pytest.mark.parametrize("missing", ["tokens.int8.onnx", "events.onnx", "pairs.onnx", "tokenizer.json"])
@pytest.mark.parametrize("how", ["gone", "broken"])
def test_a_model_that_is_not_whole(missing: str, how: str, tmp_path: Path) -> None:
    for file in encoder.model_folder().iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / missing).unlink()
    if how == "broken":
        (tmp_path / missing).write_bytes(b"broken")
    with pytest.raises(DataError, match="cannot be used"):
        Encoder(tmp_path)


def test_the_version_is_that_of_the_card(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    card = msgspec.json.decode((encoder.model_folder() / "card.json").read_bytes())
    assert encoder.version() == f"{card['name']}-{card['digest']}"
    monkeypatch.setattr(encoder, "model_folder", lambda: tmp_path)
    for content in (None, "{", '{"name": "kg"}'):
        if content:
            (tmp_path / "card.json").write_text(content)
        encoder.version.cache_clear()
        with pytest.raises(DataError, match=r"the card of the model .* cannot be read"):
            encoder.version()
    shutil.copy(Path(encoder.data("models", "coder", "card.json")), tmp_path)
    assert encoder.version() == f"{card['name']}-{card['digest']}"


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from([SENTENCE, "No.", "", SENTENCE * 3, "Oil rose by 10% in New York." * 9, "He met them."]))
)
def test_a_sentence_has_the_same_numbers_in_any_batch(shipped: Encoder, sentences: list[str]) -> None:
    for sentence, among in zip(sentences, shipped.encode_all(sentences), strict=True):
        alone = shipped.encode(sentence)
        assert np.array_equal(among.states, alone.states)
        assert np.array_equal(among.triggers, alone.triggers)
