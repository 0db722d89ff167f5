"""The mean of runs' weights; needs onnx, which the extra `train` brings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import DataError

onnx = pytest.importorskip("onnx")


def test_a_run_counts_as_often_as_it_is_given_and_whole_numbers_stay() -> None:
    from kg.train.mean import _mean

    def model(weight: float) -> object:
        held = onnx.numpy_helper.from_array(np.full(3, weight, np.float32), "w")
        shape = onnx.numpy_helper.from_array(np.array([3]), "shape")
        return onnx.helper.make_model(onnx.helper.make_graph([], "g", [], [], [held, shape]))

    weights = {t.name: onnx.numpy_helper.to_array(t) for t in _mean([model(1), model(4), model(4)]).graph.initializer}
    assert weights["w"].tolist() == [3, 3, 3]
    assert weights["shape"].tolist() == [3]


def test_a_run_without_its_encoder_in_fp32_says_how_to_make_one(tmp_path: Path) -> None:
    from kg.train.mean import mean

    with pytest.raises(DataError, match="kg train -o RUN --full"):
        mean([tmp_path], [], tmp_path / "out")
