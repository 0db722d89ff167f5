"""The encoder: sentences -> token states, trigger probabilities, what the heads say. The one place of onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
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
OVERLAP = 96
"""Word pieces that two windows over a long sentence share at least; each piece has the states of that one of the two in
which it is further from the edge."""

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


class Reading(Struct, frozen=True):
    """How much of a sentence is read at once: `pieces`, two end marks included; what is longer is read in windows that
    share `overlap` pieces at least, which are fewer than `pieces` - 2."""

    pieces: int = MAX_PIECES
    overlap: int = OVERLAP


READING = Reading()


class _Row(Struct, frozen=True):
    """One pass: the pieces from `start` to `end` of a sentence, its end marks left out; the sentence by its number."""

    sentence: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start + 2


class _Read(Struct, frozen=True):
    """What one pass gives: `states` and `triggers` of a row, its end marks included."""

    row: _Row
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


def windows(words: Sequence[int | None], reading: Reading = READING) -> list[tuple[int, int]]:
    """Stretches of the pieces of a sentence that the encoder can read at once, its end marks left out; `words` are as
    in `Encoded`. One stretch where that is enough; else they begin with whole words and overlap."""
    last, room = len(words) - 1, reading.pieces - 2
    found = [(1, min(last, 1 + room))]
    while found[-1][1] < last:
        start = found[-1][1] - reading.overlap
        while start > found[-1][0] + 1 and words[start] == words[start - 1]:
            start -= 1
        found.append((start, min(last, start + room)))
    return found


def _windows_of(encoding: Encoding, reading: Reading) -> list[tuple[int, int]]:
    """As `windows`; most sentences have one, and a tokenizer makes the list of their words anew for each who asks."""
    return [(1, len(encoding) - 1)] if len(encoding) <= reading.pieces else windows(encoding.word_ids, reading)


def _whole(encoding: Encoding, read: Sequence[_Read]) -> Encoded:
    """A sentence from its windows, in order: between two of them the middle of what they share parts them."""
    if len(read) == 1:
        return Encoded(encoding.offsets, encoding.word_ids, read[0].states, read[0].triggers)
    cuts = [(left.row.end + right.row.start) // 2 for left, right in pairwise(read)]
    bounds = zip([0, *cuts], [*cuts, len(encoding)], read, strict=True)
    parts = [(slice(first - one.row.start + 1, after - one.row.start + 1), one) for first, after, one in bounds]
    return Encoded(
        encoding.offsets,
        encoding.word_ids,
        np.concatenate([one.states[part] for part, one in parts]),
        np.concatenate([one.triggers[part] for part, one in parts]),
    )


class Encoder:
    """Runs the weights in one folder on a CPU.

    A sentence has the same numbers to the last bit whatever is encoded beside it (`kg.train.quantise` says how), so a
    record does not depend on the other articles of a run.
    """

    def __init__(self, folder: Path, threads: int = 1, reading: Reading = READING, tokens: Path | None = None) -> None:
        """`tokens` is the file to take in place of that of the folder. DataError if one is missing or broken."""
        self._reading = reading
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tokens, self._events, self._pairs = (
                onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
                for file in (tokens or folder / TOKEN_FILE, folder / EVENTS_FILE, folder / PAIRS_FILE)
            )
            self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # onnxruntime and tokenizers raise plain Exceptions
            raise DataError(f"the model in {folder} cannot be used: {error}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def encode(self, sentence: str) -> Encoded:
        """One pass over a sentence."""
        return self.encode_all([sentence])[0]

    def encode_all(self, sentences: Sequence[str]) -> list[Encoded]:
        """Every sentence once, in batches of like length; the answers in the order of the sentences. One that is longer
        than the encoder reads at once is read in windows."""
        encodings = self.tokenizer.encode_batch(list(sentences))
        rows = [_Row(i, *window) for i, e in enumerate(encodings) for window in _windows_of(e, self._reading)]
        read: dict[int, list[_Read]] = {}
        batch: list[_Row] = []
        for row in sorted(rows, key=len):
            if batch and (len(batch) + 1) * len(row) > BATCH_PIECES:
                self._run(batch, encodings, read)
                batch = []
            batch.append(row)
        if batch:
            self._run(batch, encodings, read)
        return [_whole(encoding, sorted(read[i], key=lambda r: r.row.start)) for i, encoding in enumerate(encodings)]

    def _run(self, batch: Sequence[_Row], encodings: Sequence[Encoding], read: dict[int, list[_Read]]) -> None:
        """One pass over these rows, padded to the longest; what it gives is put into `read`."""
        pieces = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(pieces)
        for number, row in enumerate(batch):
            ids = encodings[row.sentence].ids
            pieces[number, : len(row)] = [ids[0], *ids[row.start : row.end], ids[-1]]
            mask[number, : len(row)] = 1
        states, logits = self._tokens.run(None, {"pieces": pieces, "mask": mask})
        chances = softmax(logits)
        for number, row in enumerate(batch):
            one = _Read(row, states[number, : len(row)], chances[number, : len(row)])
            read.setdefault(row.sentence, []).append(one)

    def roles(self, sentence: Encoded, triggers: Sequence[TriggerPieces]) -> list[Roles]:
        """Arguments and modality of each of the sentence's triggers; words further than `MAX_PIECES` from a trigger are
        none of its arguments."""
        if len(sentence.states) <= MAX_PIECES:
            return self._roles(sentence.states, triggers)
        return [self._roles_near(sentence.states, trigger) for trigger in triggers]

    def _roles_near(self, states: Floats, t: TriggerPieces) -> Roles:
        first, after = max(0, t.start - MAX_PIECES), t.end + MAX_PIECES
        (near,) = self._roles(states[first:after], [TriggerPieces(t.start - first, t.end - first, t.type)])
        roles = np.zeros((len(states), *near.roles.shape[1:]), np.float32)
        roles[first:after] = near.roles
        return Roles(roles, near.modality, near.state)

    def _roles(self, states: Floats, triggers: Sequence[TriggerPieces]) -> list[Roles]:
        if not triggers:
            return []
        asked = np.array([(0, t.start, t.end, t.type) for t in triggers], dtype=np.int64)
        names = ("rows", "starts", "ends", "types")
        roles, modality, state = self._events.run(
            None, {"states": states[None]} | {name: asked[:, k] for k, name in enumerate(names)}
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
