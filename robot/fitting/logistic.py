"""Logistic regression by Newton's method, for the few numbers that scores are calibrated with."""

from __future__ import annotations

import numpy as np

from robot.nlu.index.scoring import Doubles

_STEPS = 30


def fit(inputs: Doubles, truth: Doubles, weight: Doubles, l2: float) -> Doubles:
    """The weights, shape (inputs,).

    `inputs` (n, inputs), the first of which is the constant 1; `truth` (n,) of 0 and 1; `weight` (n,) of each example;
    `l2` draws the weights of the inputs, scaled to variance 1, towards 0.
    """
    scale = np.maximum(inputs.std(axis=0), 1e-6)
    scale[0] = 1.0
    data = inputs / scale
    fitted = np.zeros(data.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-data @ fitted))
        gradient = data.T @ (weight * (likely - truth)) + l2 * fitted
        curvature = (data * (weight * likely * (1 - likely))[:, None]).T @ data + l2 * np.eye(len(fitted))
        fitted -= np.linalg.solve(curvature, gradient)
    found: Doubles = fitted / scale
    return found
