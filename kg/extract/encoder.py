"""The encoder: sentences -> token states, trigger probabilities, what the heads say. The one place of onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime
from msgspec import Struct
from tokenizers import Encoding, Tokenizer

from kg.errors import DataError
from kg.extract.labels import MAX_PIECES
from kg.settings import data

TOKEN_FILE, EVENTS_FILE, PAIRS_FILE, TOKENIZER_FILE = "tokens.int8.onnx", "events.onnx", "pairs.onnx", "tokenizer.json"
BATCH_PIECES = 256
"""Word pieces, padding included, that go through the encoder at once; more are no faster."""

Floats = npt.NDArray[np.float32]
Offsets = tuple[int, int]


class Encoded(Struct, frozen=True):
    """One sentence after its pass: `offsets[t]` are the characters of piece t in the sentence ((0, 0) for an end
    mark), `words[t]` counts the words it belongs to (None for an end mark), `states` [T, 384], `triggers` [T, 18]
    probabilities over `labels.TRIGGER_TYPES`."""

    offsets: Sequence[Offsets]
    words: Sequence[int | None]
    states: Floats
    triggers: Floats


class TriggerPieces(Struct, frozen=True):
    """A trigger to ask the event head about: its piece bounds in the sentence, and the index of its type."""

    start: int
    end: int
    type: int


class Roles(Struct, frozen=True):
    """What the event head says of one trigger: `roles` [T, 5, 2] probabilities that a piece is inside and begins a span
    of each of `labels.ROLES`; `modality` [5] probabilities over `labels.MODALITIES`; `state` [384] of the trigger."""

    roles: Floats
    modality: Floats
    state: Floats


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Probability of each logit."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


class Encoder:
    """Runs the weights in one folder on a CPU.

    A sentence has the same numbers to the last bit whatever is encoded beside it (`kg.train.quantise` says how), so a
    record does not depend on the other articles of a run.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """DataError if a file of the model is missing or broken."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tokens, self._events, self._pairs = (
                onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                for name in (TOKEN_FILE, EVENTS_FILE, PAIRS_FILE)
            )
            self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # onnxruntime and tokenizers raise plain Exceptions
            raise DataError(f"the model in {folder} cannot be used: {error}") from error
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_PIECES)

    def encode(self, sentence: str) -> Encoded:
        """One pass over a sentence."""
        return self.encode_all([sentence])[0]

    def encode_all(self, sentences: Sequence[str]) -> list[Encoded]:
        """Every sentence once, in batches of like length; the answers in the order of the sentences."""
        encodings = self.tokenizer.encode_batch(list(sentences))
        answers: dict[int, Encoded] = {}
        batch: list[int] = []
        for i in sorted(range(len(encodings)), key=lambda i: len(encodings[i])):
            if batch and (len(batch) + 1) * len(encodings[i]) > BATCH_PIECES:
                answers |= self._run(batch, encodings)
                batch = []
            batch.append(i)
        if batch:
            answers |= self._run(batch, encodings)
        return [answers[i] for i in range(len(encodings))]

    def _run(self, batch: Sequence[int], encodings: Sequence[Encoding]) -> dict[int, Encoded]:
        """One pass over the sentences of these numbers, padded to the longest."""
        pieces = np.zeros((len(batch), max(len(encodings[i]) for i in batch)), np.int64)
        mask = np.zeros_like(pieces)
        for row, i in enumerate(batch):
            pieces[row, : len(encodings[i])], mask[row, : len(encodings[i])] = encodings[i].ids, 1
        states, logits = self._tokens.run(None, {"pieces": pieces, "mask": mask})
        chances = softmax(logits)
        return {
            i: Encoded(e.offsets, e.word_ids, states[row, : len(e)], chances[row, : len(e)])
            for row, i in enumerate(batch)
            for e in [encodings[i]]
        }

    def roles(self, sentence: Encoded, triggers: Sequence[TriggerPieces]) -> list[Roles]:
        """Arguments and modality of each of the sentence's triggers."""
        if not triggers:
            return []
        asked = np.array([(0, t.start, t.end, t.type) for t in triggers], dtype=np.int64)
        names = ("rows", "starts", "ends", "types")
        roles, modality, state = self._events.run(
            None, {"states": sentence.states[None]} | {name: asked[:, k] for k, name in enumerate(names)}
        )
        return [Roles(*each) for each in zip(sigmoid(roles), softmax(modality), state, strict=True)]

    def pair(self, sentence: Encoded, bounds: tuple[int, int, int, int]) -> Floats:
        """[18] probabilities over TRIGGER_TYPES of what the source does to the target; `bounds` are their pieces
        (first, one past the last, twice)."""
        pieces = len(sentence.states)
        given = {"rows": np.zeros(1, np.int64), "bounds": np.array([bounds], dtype=np.int64)}
        states = {"states": sentence.states[None], "mask": np.ones((1, pieces), np.int64)}
        (logits,) = self._pairs.run(None, states | given)
        return softmax(logits[0])


def model_folder() -> Path:
    """Folder of the weights that ship with kg."""
    return data("models", "coder")


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The encoder that ships with kg, loaded once a process."""
    return Encoder(model_folder())


@lru_cache(maxsize=1)
def version() -> str:
    """Name and digest of the shipped weights, as `kg train` wrote them into the card."""
    try:
        card = msgspec.json.decode((model_folder() / "card.json").read_bytes())
        return f"{card['name']}-{card['digest']}"
    except (OSError, msgspec.DecodeError, KeyError) as error:
        raise DataError(f"the card of the model in {model_folder()} cannot be read: {error}") from error
