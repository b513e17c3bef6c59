"""The network of the choice: what a linear score cannot tell apart it can."""

from __future__ import annotations

import numpy as np

from robot.fitting.network import fit
from robot.nlu.matters.choice import likelihood
from robot.nlu.matters.features import INPUTS

_A, _B, _C = 0, 1, 2


def _examples(count: int, seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Choices of which the one is right whose two inputs agree, each set to 1 or -1."""
    chooser = np.random.default_rng(seed)
    inputs, right = [], []
    for _ in range(count):
        rows = np.zeros((4, len(INPUTS)))
        rows[:, [_A, _B]] = [[1, -1], [-1, 1], [1, -1], [-1, 1]]
        at = int(chooser.integers(4))
        rows[at, _B] = rows[at, _A]
        rows[:, _C] = chooser.normal(size=4)
        inputs.append(rows)
        right.append(np.arange(4) == at)
    return inputs, right


def test_it_finds_what_two_inputs_say_only_together() -> None:
    network = fit(*_examples(600, 1))
    inputs, right = _examples(100, 2)
    found = [bool(each[int(np.argmax(likelihood(rows, network)))]) for rows, each in zip(inputs, right, strict=True)]
    assert np.mean(found) > 0.95


def test_the_same_examples_make_the_same_network() -> None:
    one, other = (fit(*_examples(64, 3)) for _ in range(2))
    assert np.array_equal(one.hidden, other.hidden)
    assert np.isclose(likelihood(_examples(1, 4)[0][0], one).sum(), 1.0)
