"""Fits the danger model: `python -m robot.fitting.cries` writes robot/nlu/danger/model.npz (seeded, about a minute).

Cries and near misses are drawn from the families of wording in robot/fitting/danger_families.yaml. A cry becomes a near
miss by what stands around it (去年…, …怎么赔), and stays one among other words. What the content asks and says besides
is ordinary. Most of the sentences are misheard before they are used, by a noise of this module's own
(the benchmark's is another). Logistic regression, AdaGrad with averaging, L2, runs left out at random.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from robot.content import load
from robot.fitting.cry_sentences import Families, Noise, examples, misheard
from robot.nlu.danger.features import BUCKETS, buckets, prepared
from robot.nlu.danger.model import FILE, KIND_BUCKETS

SEED = 7
_EPOCHS, _BATCH, _RATE, _L2 = 9, 256, 0.08, 2e-6
_KEPT = 0.7
"""Share of an example's runs that one step of the fit sees."""
_RECALL = 1.6
"""How much more a missed cry counts than a false alarm."""
Doubles = npt.NDArray[np.float64]


class Rows:
    """Examples as bucket numbers, one row after the other."""

    def __init__(self, found: Sequence[tuple[str, str, float]], kinds: Sequence[str]) -> None:
        rows = [sorted({b for place in buckets(prepared(text)) for b in place}) for text, _, _ in found]
        self.at = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        self.flat = np.array([bucket for row in rows for bucket in row], dtype=np.int64)
        self.danger = np.array([bool(kind) for _, kind, _ in found], dtype=np.float64)
        self.kind = np.array([kinds.index(kind) if kind else -1 for _, kind, _ in found])
        self.weight = np.array([weight for _, _, weight in found]) * np.where(self.danger > 0, _RECALL, 1.0)

    def __len__(self) -> int:
        return len(self.danger)

    def of(self, chosen: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(buckets, which of the chosen each belongs to)."""
        parts = [self.flat[self.at[row] : self.at[row + 1]] for row in chosen]
        return np.concatenate(parts), np.repeat(np.arange(len(chosen)), [len(part) for part in parts])


def fit(rows: Rows, kinds: int, seed: int) -> tuple[Doubles, float, Doubles]:
    """Weights of danger, its bias, and weights of the kinds of danger."""
    generator = np.random.default_rng(seed)
    mean, mean_bias, seen = np.zeros(BUCKETS), 0.0, 0
    weights, bias = np.zeros(BUCKETS), 0.0
    slope, bias_slope = np.full(BUCKETS, 1e-3), 1e-3
    by_kind = np.zeros((KIND_BUCKETS, kinds))
    kind_slope = np.full((KIND_BUCKETS, kinds), 1e-2)
    for epoch in range(_EPOCHS):
        for chosen in np.array_split(generator.permutation(len(rows)), len(rows) // _BATCH):
            flat, owner = rows.of(chosen)
            # Runs are left out at random, so that a cry is not known by a single one of them.
            kept = generator.random(len(flat)) < _KEPT
            flat, owner = flat[kept], owner[kept]
            score = np.bincount(owner, weights[flat], len(chosen)) + bias
            error = (1 / (1 + np.exp(-score.clip(-30, 30))) - rows.danger[chosen]) * rows.weight[chosen] / len(chosen)
            gradient = np.bincount(flat, error[owner], BUCKETS) + _L2 * weights
            slope += gradient**2
            weights -= _RATE * gradient / np.sqrt(slope)
            total = float(error.sum())
            bias_slope += total**2
            bias -= _RATE * total / bias_slope**0.5
            if epoch >= _EPOCHS // 2:
                mean, mean_bias, seen = mean + weights, mean_bias + bias, seen + 1
            if epoch % 2 == 0:
                _kind_step(rows, chosen, by_kind, kind_slope)
    return mean / seen * _KEPT, mean_bias / seen, by_kind


def _kind_step(rows: Rows, chosen: npt.NDArray[np.int64], by_kind: Doubles, slope: Doubles) -> None:
    cries = chosen[rows.kind[chosen] >= 0]
    if not len(cries):
        return
    flat, owner = rows.of(cries)
    small = flat % KIND_BUCKETS
    score = np.zeros((len(cries), by_kind.shape[1]))
    np.add.at(score, owner, by_kind[small])
    share = np.exp(score - score.max(axis=1, keepdims=True))
    error = share / share.sum(axis=1, keepdims=True)
    error[np.arange(len(cries)), rows.kind[cries]] -= 1
    gradient = np.zeros_like(by_kind)
    np.add.at(gradient, small, error[owner] / len(cries))
    slope += gradient**2
    by_kind -= 0.05 * gradient / np.sqrt(slope)


def main() -> None:
    """Fit on the shipped content and write the model."""
    started = time.perf_counter()
    chooser = random.Random(SEED)  # noqa: S311  a sample, no secret
    content = load.load()
    families = Families(Path(__file__).with_name("danger_families.yaml"), chooser)
    kinds = sorted({*families.cries, *content.emergencies})
    found = examples(content, families, chooser)
    noise = Noise((text for text, _, _ in found), chooser)
    again = [example for example in found if example[1] or chooser.random() < 0.4]
    rows = Rows(misheard([*found, *again], noise), kinds)
    sys.stderr.write(f"{len(rows)} examples, {time.perf_counter() - started:.0f} s\n")
    weights, bias, by_kind = fit(rows, len(kinds), SEED)
    known = {
        crc32(text.encode())
        for item in content.emergencies.values()
        for texts in (item.cues, item.not_cues)
        for text in texts
    }
    _write(weights, bias, by_kind, kinds, sorted(known))
    sys.stderr.write(f"{time.perf_counter() - started:.0f} s\n")


def _write(weights: Doubles, bias: float, by_kind: Doubles, kinds: list[str], known: list[int]) -> None:
    step, kind_step = np.abs(weights).max() / 127, np.abs(by_kind).max() / 127
    np.savez_compressed(
        FILE,
        danger=np.round(weights / step).astype(np.int8),
        kind=np.round(by_kind / kind_step).astype(np.int8),
        scale=np.array([step, kind_step, bias]),
        kinds=np.array(kinds),
        known=np.array(known, dtype=np.uint32),
    )


if __name__ == "__main__":
    main()
