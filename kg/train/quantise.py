"""Int8 weights, with a scale for each word piece: what runs together does not change what a piece gets.

onnxruntime's own dynamic quantisation takes one scale for all pieces that run together. The end mark [CLS] has values
ten times those of words, so the words would be left with a tenth of the steps; and a sentence would have other numbers
in another batch.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper

_STEPS = 127
"""A row or a matrix is brought to whole numbers from -127 to 127."""
_CONSTANTS = {
    "row_step": np.float32(1 / _STEPS),
    "row_least": np.float32(1e-12),
    "row_zero": np.uint8(128),
    "weight_zero": np.int8(0),
}
_TABLE = 10_000
"""A table of more rows is that of the word pieces."""


def quantise(path: Path, to: Path) -> None:
    """Write the model of `path`, whose products all work on rows, to `to`: each product with constant weights in int8,
    with a scale for each row of its input, and the table of word pieces as int8."""
    model = onnx.load(str(path))
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    graph.initializer.extend(numpy_helper.from_array(np.asarray(v), name) for name, v in _CONSTANTS.items())
    nodes: list[onnx.NodeProto] = []
    rows: set[str] = set()
    for node in graph.node:
        tensor = weights.get(_weights_of(node))
        if node.op_type == "Gather" and tensor is not None and tensor.dims[0] > _TABLE:
            graph.initializer.extend(_whole_numbers(tensor, numpy_helper.to_array(tensor)))
            nodes += _look_up(node)
        elif node.op_type in {"Gemm", "MatMul"} and tensor is not None:
            matrix = numpy_helper.to_array(tensor)
            graph.initializer.extend(_whole_numbers(tensor, matrix.T if node.op_type == "Gemm" else matrix))
            nodes += [] if node.input[0] in rows else _quantise_rows(node.input[0])
            rows.add(node.input[0])
            nodes += _multiply(node)
        else:
            nodes.append(node)
    read = {name for node in nodes for name in node.input}
    _replace(graph.node, nodes)
    _replace(graph.initializer, [tensor for tensor in graph.initializer if tensor.name in read])
    onnx.checker.check_model(model)
    onnx.save(model, str(to))


def _weights_of(node: onnx.NodeProto) -> str:
    """The input of a node that may be constant weights."""
    return "" if len(node.input) < 2 else node.input[0 if node.op_type == "Gather" else 1]


def _whole_numbers(tensor: onnx.TensorProto, matrix: npt.NDArray[np.float32]) -> list[onnx.TensorProto]:
    """A matrix as int8, and its scale."""
    scale = np.float32(np.abs(matrix).max() / _STEPS)
    whole = np.ascontiguousarray(np.clip(np.rint(matrix / scale), -_STEPS, _STEPS).astype(np.int8))
    named = ((whole, f"{tensor.name}_int"), (np.asarray(scale), f"{tensor.name}_scale"))
    return [numpy_helper.from_array(array, name) for array, name in named]


def _look_up(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Nodes that take rows of an int8 table."""
    table, at, y = node.input[0], node.input[1], node.output[0]
    return [
        helper.make_node("Gather", [f"{table}_int", at], [f"{y}_int"]),
        helper.make_node("DequantizeLinear", [f"{y}_int", f"{table}_scale"], [y]),
    ]


def _quantise_rows(x: str) -> list[onnx.NodeProto]:
    """Nodes that bring each row of `x` [n, H] to whole numbers around 128, and keep the rows' scales [n]."""
    make, row = helper.make_node, f"{x}_row"
    middle = helper.make_tensor("middle", onnx.TensorProto.UINT8, [1], [128])
    return [
        make("Abs", [x], [f"{row}_abs"]),
        make("ReduceMax", [f"{row}_abs"], [f"{row}_max"], axes=[-1], keepdims=0),
        make("Max", [f"{row}_max", "row_least"], [f"{row}_top"]),
        make("Mul", [f"{row}_top", "row_step"], [f"{row}_scale"]),
        make("Shape", [f"{row}_scale"], [f"{row}_count"]),
        make("ConstantOfShape", [f"{row}_count"], [f"{row}_middles"], value=middle),
        make("QuantizeLinear", [x, f"{row}_scale", f"{row}_middles"], [f"{row}_int"], axis=0),
    ]


def _multiply(product: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Nodes of the product of quantised rows with int8 weights, and of the addition of its bias if it has one."""
    make = helper.make_node
    x, weights, *bias = product.input
    y = product.output[0]
    unbiased = f"{y}_unbiased" if bias else y
    return [
        make("MatMulInteger", [f"{x}_row_int", f"{weights}_int", "row_zero", "weight_zero"], [f"{y}_int"]),
        make("Mul", [f"{x}_row_scale", f"{weights}_scale"], [f"{y}_scale"]),
        make("DequantizeLinear", [f"{y}_int", f"{y}_scale"], [unbiased], axis=0),
        *(make("Add", [unbiased, name], [y]) for name in bias),
    ]


def _replace(field: Any, values: Iterable[object]) -> None:
    """Give a repeated field of a message other values."""
    kept = list(values)
    del field[:]
    field.extend(kept)
