"""An encoder as the robot loads it: an ONNX graph with the 4-bit weights of an E5File. Needs `pip install onnx`.

Products of 4-bit weights are onnxruntime's MatMulNBits, attention and the norms its fused operators: see
ContribOperators.md of onnxruntime. Blocks of 32 numbers with one scale are those of Q4_0 (e5_file.py), but for the
order of the nibbles: numbers 2j and 2j+1 share byte j.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from robot.fitting.e5_file import BLOCK, PLAIN, QUANTISED, E5File, Tensor
from robot.nlu.index.tokens import MOST_TOKENS

_OURS = "com.microsoft"
_FLOAT = 1
"""TensorProto.FLOAT."""
_INTEGERS = 4
"""MatMulNBits' accuracy level: what is multiplied is rounded to 8 bits as well."""
_EXACTLY = 20
"""Version of the standard operators: the first that has Gelu."""
Arrays = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What is computed of the encoder's vector: `hidden` (width, units), `bias` (units,), `output` (units, found),
    `constant` (found,); GELU between. `scale` stretches the unit vector first. `kinds` goes with the file as it is."""

    scale: float
    hidden: Arrays
    bias: Arrays
    output: Arrays
    constant: Arrays
    kinds: tuple[str, ...]


@dataclass(slots=True)
class _Graph:
    """Nodes and numbers of a graph in the making."""

    nodes: list[Any] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def constant(self, name: str, numbers: Arrays) -> str:
        from onnx import numpy_helper

        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(numbers), name))
        return name


def write(model: E5File, path: Path, head: Head | None = None) -> None:
    """Store `model` at `path`; with `head` it gives what that computes of a sentence, else its unit vector."""
    import onnx
    from onnx import TensorProto, helper

    graph = _Graph()
    states = _words(graph, model)
    for number in range(model.layers):
        states = _layer(graph, model, number, states)
    found = _mean(graph, states)
    width = model.width
    if head is not None:
        found, width = _headed(graph, head, found), len(head.constant)
    graph.nodes[-1].output[0] = "found"
    inputs = [
        helper.make_tensor_value_info("tokens", TensorProto.INT64, ["texts", "length"]),
        helper.make_tensor_value_info("there", TensorProto.INT32, ["texts", "length"]),
    ]
    outputs = [helper.make_tensor_value_info("found", TensorProto.FLOAT, ["texts", width])]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.numbers)
    imports = [helper.make_opsetid("", _EXACTLY), helper.make_opsetid(_OURS, 1)]
    stored = helper.make_model(made, opset_imports=imports, ir_version=10)
    if head is not None:
        helper.set_model_props(stored, {"kinds": " ".join(head.kinds)})
    onnx.save(stored, str(path))


def _words(graph: _Graph, model: E5File) -> str:
    """Token numbers to states: the words' vectors, their places, a norm."""
    nibbles, scales = _blocks(model, "emb.word", model.width)
    table = graph.constant("words", _packed(nibbles).reshape(len(nibbles), -1))
    rows = graph.node("Gather", [table, "tokens"], "word_bytes")
    low = graph.node("BitwiseAnd", [rows, graph.constant("fifteen", np.array(15, np.uint8))], "low")
    four = graph.constant("four", np.array(4, np.uint8))
    high = graph.node("BitShift", [rows, four], "high", direction="RIGHT")
    last = graph.constant("last", np.array([-1], np.int64))
    both = [graph.node("Unsqueeze", [part, last], f"{part}_apart") for part in (low, high)]
    by_two = graph.node("Concat", both, "nibbles", axis=-1)
    blocks = graph.constant("blocks", np.array([0, 0, model.width // BLOCK, BLOCK], np.int64))
    numbers = graph.node("Cast", [graph.node("Reshape", [by_two, blocks], "by_block")], "numbers", to=_FLOAT)
    centred = graph.node("Sub", [numbers, graph.constant("eight", np.array(8, np.float32))], "centred")
    scale = graph.node("Gather", [graph.constant("word_scales", scales), "tokens"], "scale")
    wide = graph.node("Unsqueeze", [scale, last], "scale_wide")
    flat = graph.constant("flat", np.array([0, 0, model.width], np.int64))
    words = graph.node("Reshape", [graph.node("Mul", [centred, wide], "scaled"), flat], "words_there")
    places = model.floats("emb.pos").reshape(-1, model.width)[:MOST_TOKENS] + model.floats("emb.type")[: model.width]
    first = graph.constant("first", np.array([0], np.int64))
    length = graph.node("Shape", ["tokens"], "length", start=1, end=2)
    here = graph.node("Slice", [graph.constant("places", places), first, length, first], "places_here")
    placed = graph.node("Add", [words, here], "placed")
    norm = [graph.constant(f"emb.ln.{part}", model.floats(f"emb.ln.{part}")) for part in "wb"]
    return graph.node("LayerNormalization", [placed, *norm], "states", axis=-1, epsilon=model.epsilon)


def _layer(graph: _Graph, model: E5File, number: int, states: str) -> str:
    """BERT: attention and a feed-forward part, each followed by what came in and a norm."""

    def product(part: str, of: str) -> str:
        name = f"l{number}.{part}"
        bias = model.floats(f"{name}.b")
        width = model.tensors[f"{name}.w"].count // len(bias)
        nibbles, scales = _blocks(model, f"{name}.w", width)
        weights = [
            graph.constant(f"{name}.nibbles", _packed(nibbles)),
            graph.constant(f"{name}.scales", scales.ravel()),
        ]
        inputs = [of, *weights, "", "", graph.constant(f"{name}.b", bias)]
        sizes = {"K": width, "N": len(bias), "bits": 4, "block_size": BLOCK, "accuracy_level": _INTEGERS}
        return graph.node("MatMulNBits", inputs, name, _OURS, **sizes)

    def joined(part: str, new: str, old: str) -> str:
        name = f"l{number}.{part}"
        norm = [graph.constant(f"{name}.{each}", model.floats(f"{name}.{each}")) for each in "wb"]
        return graph.node("SkipLayerNormalization", [new, old, *norm], name, _OURS, epsilon=model.epsilon)

    parts = [product(part, states) for part in "qkv"]
    seen = graph.node("MultiHeadAttention", [*parts, "", "there"], f"l{number}.seen", _OURS, num_heads=model.sizes[2])
    attended = joined("aln", product("ao", seen), states)
    inner = graph.node("Gelu", [product("fi", attended)], f"l{number}.inner")
    return joined("oln", product("fo", inner), attended)


def _mean(graph: _Graph, states: str) -> str:
    """The unit vector of the mean of all states that are there."""
    there = graph.node("Cast", ["there"], "there_numbers", to=_FLOAT)
    weights = graph.node("Unsqueeze", [there, "last"], "weights")
    kept = graph.node("Mul", [states, weights], "kept")
    middle = graph.constant("middle", np.array([1], np.int64))
    total = graph.node("ReduceSum", [kept, middle], "total", keepdims=0)
    return graph.node("LpNormalization", [total], "unit", axis=-1, p=2)


def _headed(graph: _Graph, head: Head, vector: str) -> str:
    stretched = graph.node("Mul", [vector, graph.constant("head.scale", np.array(head.scale, np.float32))], "stretched")
    hidden = [graph.constant("head.hidden", head.hidden), graph.constant("head.bias", head.bias)]
    inner = graph.node("Gelu", [graph.node("Gemm", [stretched, *hidden], "head.before")], "head.inner")
    output = [graph.constant("head.output", head.output), graph.constant("head.constant", head.constant)]
    return graph.node("Gemm", [inner, *output], "headed")


def _blocks(model: E5File, name: str, width: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """Of a Q4_0 table with rows of `width` numbers the nibbles (rows, blocks, 32) and the scales (rows, blocks)."""
    stored = np.frombuffer(model.tensors[name].raw, np.uint8).reshape(-1, width // BLOCK, 2 + BLOCK // 2)
    scales = stored[..., :2].copy().view(np.float16).astype(np.float32)[..., 0]
    return np.concatenate([stored[..., 2:] & 15, stored[..., 2:] >> 4], axis=-1), scales


def weights(path: Path, model: E5File) -> E5File:
    """`model` with the weights of the layers that stand at `path`, which `write` wrote."""
    import onnx
    from onnx import numpy_helper

    numbers = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer}
    tensors = dict(model.tensors)
    for name, old in model.tensors.items():
        if name in numbers:
            tensors[name] = Tensor(PLAIN, old.count, numbers[name].astype(np.float32).tobytes())
        elif f"{name.removesuffix('.w')}.nibbles" in numbers:
            packed, scales = (numbers[f"{name.removesuffix('.w')}.{part}"] for part in ("nibbles", "scales"))
            tensors[name] = Tensor(QUANTISED, old.count, _stored(packed, scales))
    return replace(model, tensors=tensors)


def head_at(path: Path) -> Head:
    """The head that stands at `path`, which `write` wrote."""
    import onnx
    from onnx import numpy_helper

    stored = onnx.load(str(path))
    numbers = {each.name: numpy_helper.to_array(each) for each in stored.graph.initializer}
    hidden, bias, output, constant = (numbers[f"head.{part}"] for part in ("hidden", "bias", "output", "constant"))
    kinds = next(each.value for each in stored.metadata_props if each.key == "kinds")
    return Head(numbers["head.scale"].item(), hidden, bias, output, constant, tuple(kinds.split()))


def _stored(packed: npt.NDArray[np.uint8], scales: npt.NDArray[np.float32]) -> bytes:
    """Q4_0 of a table as the graph has it: the way back of `_blocks` and `_packed`."""
    half = packed.reshape(-1, BLOCK // 2)
    nibbles = np.stack([half & 15, half >> 4], axis=-1).reshape(-1, BLOCK)
    low, high = nibbles[:, : BLOCK // 2], nibbles[:, BLOCK // 2 :]
    scale = scales.reshape(-1, 1).astype(np.float16).view(np.uint8).reshape(-1, 2)
    return np.concatenate([scale, low | (high << 4)], axis=1).astype(np.uint8).tobytes()


def _packed(nibbles: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return (nibbles[..., 0::2] | (nibbles[..., 1::2] << 4)).astype(np.uint8)
