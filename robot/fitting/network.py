"""Fits the networks of robot/nlu (network.py): examples are choices of which some are right.

The loss of an example is minus the logarithm of the share of its softmax that lies on what is right. Adam over small
batches, the rate falling as a cosine, hidden units left out at random (Srivastava et al. 2014). Several networks from
different beginnings are put side by side as one, which is their mean: steadier than each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.nlu.network import Doubles, Floats, Network, standardised

_UNITS, _BESIDE = 48, 3
_EPOCHS, _BATCH = 16, 64
_RATE, _LAST_RATE = 4e-3, 1e-4
_L2 = 1e-4
_LEFT_OUT = 0.2
_LEAST_SCALE = 1e-3
Right = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Data:
    """All choices of all examples one below the other; `starts` (examples + 1,) says where each example's begin."""

    inputs: Floats
    right: Right
    starts: npt.NDArray[np.int64]


def fit(inputs: Sequence[Doubles | Floats], right: Sequence[Right]) -> Network:
    """The network for examples of `inputs` (choices, INPUTS) and `right` (choices,)."""
    whole = np.concatenate(inputs).astype(np.float32)
    mean, scale = whole.mean(axis=0), np.maximum(whole.std(axis=0), _LEAST_SCALE)
    scaled = standardised(whole, mean, scale)
    starts = np.concatenate([[0], np.cumsum([len(each) for each in right])]).astype(np.int64)
    data = _Data(scaled, np.concatenate(right), starts)
    parts = [_trained(data, seed) for seed in range(_BESIDE)]
    return Network(
        mean,
        scale,
        np.mean([part["linear"] for part in parts], axis=0),
        np.concatenate([part["hidden"] for part in parts], axis=1),
        np.concatenate([part["bias"] for part in parts]),
        (np.concatenate([part["output"] for part in parts]) / len(parts)).astype(np.float32),
    )


def _trained(data: _Data, seed: int) -> dict[str, Floats]:
    chooser = np.random.default_rng(seed)
    width = data.inputs.shape[1]
    beginning = {
        "linear": np.zeros(width),
        "hidden": chooser.normal(0, 1 / np.sqrt(width), (width, _UNITS)),
        "bias": np.zeros(_UNITS),
        "output": chooser.normal(0, 0.05, _UNITS),
    }
    weights = {name: value.astype(np.float32) for name, value in beginning.items()}
    mean = {name: np.zeros_like(value) for name, value in weights.items()}
    square = {name: np.zeros_like(value) for name, value in weights.items()}
    count, step = len(data.starts) - 1, 0
    for epoch in range(_EPOCHS):
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * epoch / _EPOCHS)) + _LAST_RATE
        order = chooser.permutation(count)
        for first in range(0, count, _BATCH):
            step += 1
            for name, slope in _gradient(data, order[first : first + _BATCH], weights, chooser).items():
                mean[name] = 0.9 * mean[name] + 0.1 * slope
                square[name] = 0.999 * square[name] + 0.001 * slope**2
                way = (mean[name] / (1 - 0.9**step)) / (np.sqrt(square[name] / (1 - 0.999**step)) + 1e-8)
                weights[name] -= (rate * way).astype(np.float32)
    return weights


def _gradient(
    data: _Data, chosen: npt.NDArray[np.int64], weights: dict[str, Floats], chooser: np.random.Generator
) -> dict[str, Floats]:
    """Of the mean loss of the examples `chosen`, with what draws the weights towards 0."""
    rows = np.concatenate([np.arange(data.starts[each], data.starts[each + 1]) for each in chosen])
    sizes = data.starts[chosen + 1] - data.starts[chosen]
    begins = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    owner = np.repeat(np.arange(len(chosen)), sizes)
    inputs = data.inputs[rows]
    before = inputs @ weights["hidden"] + weights["bias"]
    kept = (chooser.random(before.shape, dtype=np.float32) > _LEFT_OUT) / np.float32(1 - _LEFT_OUT)
    units = np.maximum(before, 0) * kept
    scores = inputs @ weights["linear"] + units @ weights["output"]
    likely = np.exp(scores - np.maximum.reduceat(scores, begins)[owner])
    likely /= np.add.reduceat(likely, begins)[owner]
    inside = likely * data.right[rows]
    inside /= np.maximum(np.add.reduceat(inside, begins), 1e-9)[owner]
    slope = ((likely - inside) / len(chosen)).astype(np.float32)
    of_hidden = (slope[:, None] * weights["output"]) * kept * (before > 0)
    return {
        "linear": inputs.T @ slope + _L2 * weights["linear"],
        "hidden": inputs.T @ of_hidden + _L2 * weights["hidden"],
        "bias": of_hidden.sum(axis=0),
        "output": units.T @ slope + _L2 * weights["output"],
    }
