"""What `kg train` leaves behind; the fitting itself, which needs torch, is put out of the way."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from kg.extract import encoder
from kg.extract.encoder import Encoder
from kg.extract.explain import SENTENCES_FILE, VECTORS_FILE
from kg.train import run


class Recipe(msgspec.Struct, frozen=True):
    epochs: int = 9
    seed: int = 7


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for weights; "training" leaves a checkpoint, and "exporting" copies the shipped weights."""
    shipped = encoder.model_folder()

    def fit(_examples: object, _base: object, _mask: int, _recipe: Recipe, checkpoint: Path, _: object) -> str:
        checkpoint.write_text("state")
        return "coder"

    def export(_coder: str, tokenizer: Path, folder: Path, full: Path | None) -> None:
        for name in (encoder.TOKEN_FILE, encoder.EVENTS_FILE, encoder.PAIRS_FILE):
            shutil.copy(shipped / name, folder)
        shutil.copy(tokenizer, folder)
        if full is not None:
            full.write_text("fp32")

    for name, parts in (("fit", {"Recipe": Recipe, "fit": fit}), ("export", {"export": export})):
        module = ModuleType(f"kg.train.{name}")
        vars(module).update(parts)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(run, "base_weights", encoder.model_folder)
    return tmp_path / "coder"


def test_training_leaves_weights_index_and_card_and_no_checkpoint(quick: Path, tmp_path: Path) -> None:
    marked, full = tmp_path / "a.txt", tmp_path / "full.onnx"
    marked.write_text("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.\nOil was dearer.\n")
    run.train([marked], quick, 3, lambda *_: None, full)
    assert full.read_text() == "fp32"
    assert not (quick / run.CHECKPOINT).exists()
    assert (quick / SENTENCES_FILE).read_text() == "CONSULT\tmet\tIran met Iraq.\n"
    assert (quick / VECTORS_FILE).exists()
    card = msgspec.json.decode((quick / "card.json").read_bytes())
    assert (card["trained_on"]["sentences"], card["trained_on"]["without_event"], card["recipe"]) == (
        2,
        1,
        {"epochs": 3, "seed": 7},
    )
    assert Encoder(quick).encode("Iran met Iraq.").states.shape[1] == 384
