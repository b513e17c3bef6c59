"""What is said to an alarm: more of the danger, that there is none (any more), or something else.

A linear model (after.npz, fitted by robot/fitting/after_alarm.py) over the embedding of the sentence and its runs of
one to three characters: what calls an alarm off is a matter of wording (就那么一说, 车来了), what is something else
one of meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np

from robot.nlu.index.encoder import Floats
from robot.turn import AfterAlarm

FILE = Path(__file__).with_name("after.npz")
KINDS: tuple[AfterAlarm, ...] = ("stay", "over", "other")
SURE = 0.55
"""Probability from which it is believed; below it what was understood besides decides."""
_SIZES = (1, 2, 3)
_BUCKETS = 1 << 13


@dataclass(frozen=True, slots=True)
class AfterModel:
    """`mean` (384,) of the embeddings, `rarity` (_BUCKETS,) of the runs, `weights` (384 + _BUCKETS, KINDS), `bias`
    (KINDS,)."""

    mean: Floats
    rarity: Floats
    weights: Floats
    bias: Floats

    def inputs(self, vector: Floats, text: str) -> Floats:
        """What the weights are for, shape (384 + _BUCKETS,): of a unit vector and the sentence as it is normalised."""
        runs = runs_of(text) * self.rarity
        return np.concatenate([vector - self.mean, runs / max(1e-9, float(np.linalg.norm(runs)))])

    def likely(self, vector: Floats, text: str) -> Floats:
        """The probability of each of KINDS, shape (KINDS,)."""
        scores = self.inputs(vector, text) @ self.weights + self.bias
        powers = np.exp(scores - scores.max())
        found: Floats = powers / powers.sum()
        return found


def runs_of(text: str) -> Floats:
    """Which runs of characters `text` has, shape (_BUCKETS,), 0 or 1."""
    found = np.zeros(_BUCKETS, dtype=np.float32)
    for size in _SIZES:
        for at in range(len(text) - size + 1):
            found[crc32(text[at : at + size].encode()) % _BUCKETS] = 1
    return found


@cache
def model() -> AfterModel:
    """The one that ships."""
    with np.load(FILE) as data:
        return AfterModel(*(data[part].astype(np.float32) for part in AfterModel.__slots__))


def after_alarm(vector: Floats | None, text: str) -> AfterAlarm | None:
    """Which of KINDS the sentence is, with its embedding, shape (384,); None where that is not sure."""
    if vector is None:
        return None
    likely = model().likely(vector, text)
    best = int(likely.argmax())
    return KINDS[best] if likely[best] >= SURE else None
