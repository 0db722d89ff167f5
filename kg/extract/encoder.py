"""The encoder: sentences -> token states, trigger probabilities, what the heads say. The one place of onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

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
BATCH_PIECES = 4096
"""Word pieces, padding included, that go through the encoder at once."""

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
    """A trigger to ask the event head about: piece bounds in sentence `row`, and index of its type."""

    row: int
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
    """Runs the weights in one folder on a CPU. Same sentences, same numbers, on every run."""

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

    def encode(self, sentences: Sequence[str]) -> Iterator[list[tuple[int, Encoded]]]:
        """Every sentence once, in batches of like length: lists of (index into `sentences`, Encoded)."""
        encodings = self.tokenizer.encode_batch(list(sentences))
        order = sorted(range(len(encodings)), key=lambda i: (len(encodings[i]), i))
        batch: list[int] = []
        for i in order:
            if batch and (len(batch) + 1) * len(encodings[i]) > BATCH_PIECES:
                yield self._run(batch, encodings)
                batch = []
            batch.append(i)
        if batch:
            yield self._run(batch, encodings)

    def _run(self, batch: list[int], encodings: Sequence[Encoding]) -> list[tuple[int, Encoded]]:
        pieces, mask = padded([encodings[i].ids for i in batch])
        states, logits = self._tokens.run(None, {"pieces": pieces, "mask": mask})
        probabilities = softmax(logits)
        return [
            (i, Encoded(e.offsets, e.word_ids, states[row, : len(e)], probabilities[row, : len(e)]))
            for row, i in enumerate(batch)
            for e in [encodings[i]]
        ]

    def roles(self, sentences: Sequence[Encoded], triggers: Sequence[TriggerPieces]) -> list[Roles]:
        """Arguments and modality of each trigger; `TriggerPieces.row` is an index into `sentences`."""
        if not triggers:
            return []
        states, _ = stacked(sentences)
        asked = np.array([(t.row, t.start, t.end, t.type) for t in triggers], dtype=np.int64)
        names = ("rows", "starts", "ends", "types")
        roles, modality, state = self._events.run(
            None, {"states": states} | {name: asked[:, k] for k, name in enumerate(names)}
        )
        roles, modality = sigmoid(roles), softmax(modality)
        return [Roles(roles[k, : len(sentences[t.row].offsets)], modality[k], state[k]) for k, t in enumerate(triggers)]

    def pairs(
        self, sentences: Sequence[Encoded], rows: Sequence[int], bounds: Sequence[tuple[int, int, int, int]]
    ) -> Floats:
        """[m, 18] probabilities over TRIGGER_TYPES of what each pair's source does to its target; `bounds` are the
        pieces of source and target (first, one past the last, twice)."""
        states, mask = stacked(sentences)
        answer: dict[str, Any] = {"states": states, "mask": mask, "rows": np.array(rows, dtype=np.int64)}
        (logits,) = self._pairs.run(None, answer | {"bounds": np.array(bounds, dtype=np.int64)})
        return softmax(logits)


def padded(rows: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows of ids as one matrix padded with 0, and the mask that is 1 where an id is."""
    width = max(map(len, rows))
    pieces, mask = np.zeros((len(rows), width), np.int64), np.zeros((len(rows), width), np.int64)
    for k, row in enumerate(rows):
        pieces[k, : len(row)], mask[k, : len(row)] = row, 1
    return pieces, mask


def stacked(sentences: Sequence[Encoded]) -> tuple[Floats, npt.NDArray[np.int64]]:
    """States of sentences as one array [B, T, 384] padded with 0, and its mask."""
    width = max(len(s.states) for s in sentences)
    states = np.zeros((len(sentences), width, sentences[0].states.shape[1]), np.float32)
    mask = np.zeros((len(sentences), width), np.int64)
    for row, sentence in enumerate(sentences):
        states[row, : len(sentence.states)], mask[row, : len(sentence.states)] = sentence.states, 1
    return states, mask


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
