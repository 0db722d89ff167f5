"""A trained network as the files that extraction runs: int8 ONNX, tokenizer, nearest-example index."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch

from kg.extract.encoder import EVENTS_FILE, PAIRS_FILE, TOKEN_FILE, TOKENIZER_FILE
from kg.train.network import HIDDEN, Coder
from kg.train.quantise import quantise
from kg.train.rows import RowEncoder

OPSET = 17


def _write(
    module: torch.nn.Module,
    inputs: dict[str, torch.Tensor],
    outputs: dict[str, list[str]],
    free: dict[str, list[str]],
    path: Path,
) -> None:
    """Write `module` as ONNX; `free` names the axes of inputs that may have any length, `outputs` those of outputs."""
    axes = {name: {i: axis for i, axis in enumerate(names) if axis} for name, names in (free | outputs).items()}
    torch.onnx.export(
        module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def export(coder: Coder, tokenizer: Path, folder: Path, full: Path | None = None) -> None:
    """Write the encoder (int8), its heads (fp32, they are small) and the tokenizer into `folder`; the encoder in fp32
    to the file `full`, if one is given."""
    folder.mkdir(parents=True, exist_ok=True)
    coder = coder.eval().float()
    pieces = torch.randint(1000, 2000, (3, 11))
    mask = torch.ones(3, 11, dtype=torch.long)
    mask[1, 7:] = 0
    states = torch.randn(3, 11, HIDDEN)
    rows = torch.tensor([0, 2])
    with tempfile.TemporaryDirectory() as scratch:
        plain = full or Path(scratch) / "tokens.onnx"
        plain.parent.mkdir(parents=True, exist_ok=True)
        _write(
            RowEncoder(coder.encoder).eval(),
            {"pieces": pieces, "mask": mask},
            {"states": ["B", "T", ""], "triggers": ["B", "T", ""]},
            {"pieces": ["B", "T"], "mask": ["B", "T"]},
            plain,
        )
        quantise(plain, folder / TOKEN_FILE)
    _write(
        coder.events,
        {"states": states, "rows": rows, "starts": rows + 1, "ends": rows + 3, "types": rows + 2},
        {"roles": ["N", "T", "", ""], "modality": ["N", ""], "trigger": ["N", ""]},
        {"states": ["B", "T", ""], "rows": ["N"], "starts": ["N"], "ends": ["N"], "types": ["N"]},
        folder / EVENTS_FILE,
    )  # fmt: skip
    _write(
        coder.pairs,
        {"states": states, "mask": mask, "rows": rows, "bounds": torch.tensor([[1, 2, 3, 5], [4, 5, 7, 9]])},
        {"types": ["M", ""]},
        {"states": ["B", "T", ""], "mask": ["B", "T"], "rows": ["M"], "bounds": ["M", ""]},
        folder / PAIRS_FILE,
    )  # fmt: skip
    shutil.copyfile(tokenizer, folder / TOKENIZER_FILE)
