"""Fits the network that judges danger by the meaning of a sentence: part of `python -m robot.fitting.danger`.

One hidden layer over the sentence's embedding, minus the mean of all and scaled; Adam over small batches with noise on
the input and hidden units left out at random. On sentences kept out it catches half as many more cries than a linear
model at the same false alarms: whether something is now or was then, or is only supposed, is no direction of its own.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from robot.nlu.danger.judge import MeaningModel
from robot.nlu.index.embedding import Floats

_UNITS = 128
_EPOCHS, _BATCH = 25, 128
_RATE, _LAST_RATE = 2e-3, 2e-5
_L2 = 1e-4
_NOISE, _LEFT_OUT = 0.25, 0.3
_OF_CRIES = 3.0
"""How much a cry weighs beside another sentence."""
_SEED = 5


def fit(vectors: Floats, cries: npt.NDArray[np.bool_]) -> MeaningModel:
    """The network for `vectors` (n, 384), of which `cries` (n,) are dangers."""
    chooser = np.random.default_rng(_SEED)
    mean = vectors.mean(axis=0)
    apart = vectors - mean
    width = vectors.shape[1]
    inputs = (apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9) * np.sqrt(width)).astype(
        np.float32
    )
    truth = cries.astype(np.float32)
    weight = np.where(cries, _OF_CRIES, 1.0).astype(np.float32)
    parts = [
        chooser.normal(0, 1 / np.sqrt(width), (width, _UNITS)).astype(np.float32),
        np.zeros(_UNITS, dtype=np.float32),
        chooser.normal(0, 0.2, _UNITS).astype(np.float32),
        np.zeros(1, dtype=np.float32),
    ]
    means, squares = ([np.zeros_like(part) for part in parts] for _ in range(2))
    step = 0
    for epoch in range(_EPOCHS):
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * epoch / _EPOCHS)) + _LAST_RATE
        order = chooser.permutation(len(inputs))
        for first in range(0, len(order), _BATCH):
            chosen = order[first : first + _BATCH]
            step += 1
            slopes = _gradient(inputs[chosen], truth[chosen], weight[chosen], parts, chooser)
            for at, slope in enumerate(slopes):
                means[at] = 0.9 * means[at] + 0.1 * slope
                squares[at] = 0.999 * squares[at] + 0.001 * slope**2
                way = (means[at] / (1 - 0.9**step)) / (np.sqrt(squares[at] / (1 - 0.999**step)) + 1e-8)
                parts[at] = (parts[at] - rate * way).astype(np.float32)
    return MeaningModel(mean, *parts)


def _gradient(
    inputs: Floats, truth: Floats, weight: Floats, parts: list[Floats], chooser: np.random.Generator
) -> tuple[Floats, ...]:
    """Of the weighted log loss of some sentences, in the order of `parts`: hidden, bias, output, constant."""
    hidden, bias, output, constant = parts
    heard = inputs + chooser.normal(0, _NOISE, inputs.shape).astype(np.float32)
    before = heard @ hidden + bias
    kept = (chooser.random(before.shape) > _LEFT_OUT).astype(np.float32) / np.float32(1 - _LEFT_OUT)
    units = np.maximum(before, 0) * kept
    likely = 1 / (1 + np.exp(-(units @ output + constant[0])))
    slope = (weight * (likely - truth) / len(truth)).astype(np.float32)
    of_hidden = (slope[:, None] * output) * kept * (before > 0)
    return (
        (heard.T @ of_hidden + _L2 * hidden).astype(np.float32),
        of_hidden.sum(axis=0),
        units.T @ slope + _L2 * output,
        np.array([slope.sum()], dtype=np.float32),
    )
