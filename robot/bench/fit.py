"""Fits the weights of robot/nlu/scoring.py on the content's phrasings; `main.py bench --fit` writes parameters.toml.

Every phrasing is asked once, with itself left out of the index: a third clean, a third with 20 %, a third with 40 % of
its characters misheard (robot/bench/misheard.py). Multinomial logistic regression, Adam on the whole batch, L2.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.bench.misheard import Mishearing
from robot.nlu.index import FEATURES, Floats, PhrasingIndex

MOST = 2400
SEED = 5
_SHARES = (0.0, 0.2, 0.4)
_SHORTEST = 3
_L2 = 1e-3
_STEPS = 600
_RATE = 0.05
Doubles = npt.NDArray[np.float64]
_MEANING = [FEATURES.index(name) for name in ("meaning", "meaning_all", "meaning_doc")]


def examples(
    index: PhrasingIndex, most: int, seed: int, progress: Callable[[int, int], None]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Features (queries, entries, FEATURES), and which entries are right (of that shape, one or all out-of-scope)."""
    chooser = random.Random(seed)  # noqa: S311  a sample, no secret
    rows = [row for row, text in enumerate(index.texts) if len(text) >= _SHORTEST]
    rows = sorted(chooser.sample(rows, min(most, len(rows))))
    mishearing = Mishearing(index.texts, seed)
    features, right = [], []
    for number, row in enumerate(rows):
        asked = mishearing.hear(index.texts[row], _SHARES[number % len(_SHARES)])
        features.append(index.match(index.prepare(asked), without=index.texts[row]).features)
        right.append([entry == index.entries[index.owners[row]] for entry in index.entries])
        if number % 200 == 0:
            progress(number, len(rows))
    return np.stack(features), np.array(right)


def fit(features: Floats, right: npt.NDArray[np.bool_], with_meaning: bool) -> Doubles:
    """The weights, shape (FEATURES,); those of meaning are 0 without it."""
    data = features.astype(np.float32)
    if not with_meaning:
        data = data.copy()
        data[:, :, _MEANING] = 0
    scale = np.maximum(data.std(axis=(0, 1)), 1e-6)
    data = data / scale
    weights = np.zeros(len(FEATURES))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        values = data @ weights.astype(np.float32)
        powers = np.exp(values - values.max(axis=1, keepdims=True))
        powers /= powers.sum(axis=1, keepdims=True)
        expected = np.einsum("qe,qef->qf", powers, data)
        inside = powers * right
        inside /= np.maximum(inside.sum(axis=1, keepdims=True), 1e-12)
        gradient = (expected - np.einsum("qe,qef->qf", inside, data)).mean(axis=0) + _L2 * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    fitted: Doubles = weights / scale
    return fitted


def write(path: Path, with_meaning: Doubles, without: Doubles, tiers: dict[str, float]) -> None:
    """Write parameters.toml."""
    lines = ["# Fitted by `python3 main.py bench --fit`; see robot/nlu/scoring.py. Do not edit the weights by hand."]
    for name, weights in (("with_meaning", with_meaning), ("without_meaning", without)):
        lines += [
            "",
            f"[{name}]",
            *(f"{feature} = {weight:.4f}" for feature, weight in zip(FEATURES, weights, strict=True)),
        ]
    lines += [
        "",
        "# Limits of the tiers, robot/nlu/tiers.py",
        "[tiers]",
        *(f"{key} = {value}" for key, value in tiers.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
