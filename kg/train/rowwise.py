"""Int8 weights with a scale for each word piece: what runs together does not change what a piece gets.

Dynamic quantisation takes one scale for all pieces that run together. The end mark [CLS] has values ten times those of
words, so the words are left with a tenth of the steps; and a sentence would have other numbers in another batch.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

_CONSTANTS = {
    "row_step": np.float32(1 / 127),
    "row_half": np.float32(128.5),
    "row_least": np.float32(1e-12),
    "row_zero": np.uint8(128),
}


def scale_by_row(path: Path) -> None:
    """Rewrite a model of onnxruntime's `quantize_dynamic`: each DynamicQuantizeLinear -> MatMulInteger -> Cast -> Mul
    becomes the same with a scale for each row of its input."""
    model = onnx.load(str(path))
    graph = model.graph
    made = {out: node for node in graph.node for out in node.output}
    users: dict[str, list[onnx.NodeProto]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            users[name].append(node)
    graph.initializer.extend(numpy_helper.from_array(np.asarray(v), n) for n, v in _CONSTANTS.items())
    instead: dict[str, list[onnx.NodeProto]] = {}
    gone: set[str] = set()
    quantised: set[str] = set()
    for product in [n for n in graph.node if n.op_type == "MatMulInteger"]:
        quantize = made[product.input[0]]
        (cast,) = users[product.output[0]]
        (last,) = users[cast.output[0]]
        scales = made[next(i for i in last.input if i != cast.output[0])]
        weight_scale = next(i for i in scales.input if i != quantize.output[1])
        x = quantize.input[0]
        nodes = [] if x in quantised else _quantise_rows(x)
        quantised.add(x)
        instead[last.output[0]] = [*nodes, *_multiply(x, product, weight_scale, last.output[0])]
        gone |= {*product.output, *cast.output}
    kept = [n for old in graph.node if not set(old.output) & gone for n in instead.get(old.output[0], [old])]
    kept = _read_by_others(kept, {output.name for output in graph.output})
    del graph.node[:]
    graph.node.extend(kept)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _quantise_rows(x: str) -> list[onnx.NodeProto]:
    """Nodes that bring each row of `x` to whole numbers from 1 to 255 around 128, and keep its scale."""
    make, row = helper.make_node, f"{x}_row"
    return [
        make("Abs", [x], [f"{row}_abs"]),
        make("ReduceMax", [f"{row}_abs"], [f"{row}_max"], axes=[-1], keepdims=1),
        make("Max", [f"{row}_max", "row_least"], [f"{row}_top"]),
        make("Mul", [f"{row}_top", "row_step"], [f"{row}_scale"]),
        make("Reciprocal", [f"{row}_scale"], [f"{row}_inverse"]),
        make("Mul", [x, f"{row}_inverse"], [f"{row}_steps"]),
        make("Add", [f"{row}_steps", "row_half"], [f"{row}_moved"]),
        make("Cast", [f"{row}_moved"], [f"{row}_int"], to=onnx.TensorProto.UINT8),
    ]


def _multiply(x: str, product: onnx.NodeProto, weight_scale: str, y: str) -> list[onnx.NodeProto]:
    """Nodes of the product of the quantised rows of `x` with the weights. The two scales are applied one after the
    other: onnxruntime would fuse their product as if it were one number."""
    make, row = helper.make_node, f"{x}_row"
    return [
        make("MatMulInteger", [f"{row}_int", product.input[1], "row_zero", product.input[3]], [f"{y}_int"]),
        make("Cast", [f"{y}_int"], [f"{y}_float"], to=onnx.TensorProto.FLOAT),
        make("Mul", [f"{y}_float", weight_scale], [f"{y}_scaled"]),
        make("Mul", [f"{y}_scaled", f"{row}_scale"], [y]),
    ]


def _read_by_others(nodes: list[onnx.NodeProto], outputs: set[str]) -> list[onnx.NodeProto]:
    """The nodes whose outputs something reads, in the end the model's `outputs`."""
    while True:
        read = {i for n in nodes for i in n.input} | outputs
        kept = [n for n in nodes if set(n.output) & read]
        if len(kept) == len(nodes):
            return kept
        nodes = kept
