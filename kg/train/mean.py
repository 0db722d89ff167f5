"""`kg train --mean`: one set of weights from several runs.

Runs that start from the same weights end so near to each other that the mean of their weights codes better than any of
them, most of all on text unlike the sentences they learned from (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

from kg.errors import DataError
from kg.extract.encoder import EVENTS_FILE, PAIRS_FILE, TOKEN_FILE, TOKENIZER_FILE
from kg.train.corpus import marked_sentences
from kg.train.examples import example
from kg.train.quantise import quantise
from kg.train.run import CARD_FILE, FULL_FILE, write_card, write_index


def mean(runs: Sequence[Path], files: Sequence[Path], folder: Path) -> None:
    """Write the mean of `runs` into `folder`, with the index of the sentences in `files`, as `kg train` does.

    A run is a folder that `kg train` wrote, with its encoder in fp32 as full.onnx in it; one that is given n times
    counts n times. DataError where a run is not whole or is of another network.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (FULL_FILE, EVENTS_FILE, PAIRS_FILE):
        onnx.save(_mean([_read(run / name) for run in runs]), str(folder / name))
    quantise(folder / FULL_FILE, folder / TOKEN_FILE)
    shutil.copyfile(runs[0] / TOKENIZER_FILE, folder / TOKENIZER_FILE)
    sentences = marked_sentences(files)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    write_index([example(sentence, tokenizer) for sentence in sentences], folder)
    cards = [msgspec.json.decode((run / CARD_FILE).read_bytes()) for run in runs]
    made_of = [{key: card[key] for key in ("digest", "trained_on", "recipe")} for card in cards]
    write_card(sentences, {"mean_of": made_of}, folder)


def _read(path: Path) -> onnx.ModelProto:
    if not path.exists():
        raise DataError(
            f"{path} is not there: a run to take the mean of is made by kg train -o RUN --full RUN/{FULL_FILE}"
        )
    return onnx.load(str(path))


def _mean(models: Sequence[onnx.ModelProto]) -> onnx.ModelProto:
    """The first of the models with the mean of all their weights; whole numbers, which are shapes, stay."""
    tables = [{tensor.name: tensor for tensor in model.graph.initializer} for model in models]
    for tensor in models[0].graph.initializer:
        if any(tensor.name not in table or table[tensor.name].dims != tensor.dims for table in tables):
            raise DataError(f"the runs are of different networks: {tensor.name} is not of one shape in all")
        if tensor.data_type == onnx.TensorProto.FLOAT:
            values = [numpy_helper.to_array(table[tensor.name]).astype(np.float64) for table in tables]
            tensor.CopyFrom(numpy_helper.from_array(np.mean(values, axis=0).astype(np.float32), tensor.name))
    return models[0]
