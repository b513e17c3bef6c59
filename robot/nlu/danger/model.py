"""How likely a sentence is a cry for help, and which kind: the linear model that robot/fitting/cries.py fits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.nlu.danger.features import buckets, prepared

FILE = Path(__file__).with_name("model.npz")
KIND_BUCKETS = 1 << 13
Places = npt.NDArray[np.int64]
_WHOLE, _CLOSELY = 40, 8
"""A text of up to so many places is weighed whole; of a longer one, the likeliest few stretches of so many."""
_NARROW = (10, 16)
"""Short pieces of a longer text, so that a cry at the end of a long story is not drowned."""


@dataclass(frozen=True, slots=True)
class Danger:
    """`score` is the log-odds of danger in the worst stretch of a text, `kinds` the ids, likeliest first; `narrow` and
    `narrow_kinds` the same of the worst short piece (of a short text: of all of it)."""

    score: float
    kinds: tuple[str, ...]
    narrow: float
    narrow_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DangerModel:
    """The weights, read once. `known` are CRC-32s of the cues and not_cues that the fit has seen."""

    danger: npt.NDArray[np.float32]
    kind: npt.NDArray[np.float32]
    bias: float
    names: tuple[str, ...]
    known: frozenset[int]

    def weigh(self, text: str) -> Danger:
        """The danger in `text`."""
        places = np.array(buckets(prepared(text)))
        size = len(places)
        if size <= 1:
            return Danger(self.bias, (), self.bias, ())
        if size <= _WHOLE + _CLOSELY:
            score, kinds = self._score(places), self._kinds(places)
            return Danger(score, kinds, score, kinds)
        before = np.concatenate([[0.0], np.cumsum(self.danger[places].sum(axis=1))])
        roughly = before[_WHOLE:] - before[:-_WHOLE]
        best, start, end = max(
            (self._score(places[start : start + _WHOLE]), start, start + _WHOLE)
            for start in (int(at) for at in np.argsort(-roughly)[:_CLOSELY])
        )
        narrow, first, last = self._narrow(before)
        return Danger(best, self._kinds(places[start:end]), narrow, self._kinds(places[first:last]))

    def _narrow(self, before: npt.NDArray[np.float64]) -> tuple[float, int, int]:
        found = []
        for width in _NARROW:
            score = before[width:] - before[:-width]
            start = int(score.argmax())
            found.append((float(score[start]) + self.bias, start, start + width))
        return max(found)

    def _score(self, places: Places) -> float:
        # A run that occurs twice counts once, as in the fit.
        return float(self.danger[np.unique(places)].sum()) + self.bias

    def _kinds(self, places: Places) -> tuple[str, ...]:
        order = np.argsort(-self.kind[places.ravel() % KIND_BUCKETS].sum(axis=0))
        return tuple(self.names[at] for at in order)


@cache
def model() -> DangerModel:
    """The fitted model."""
    with np.load(FILE) as data:
        step, kind_step, bias = (float(value) for value in data["scale"])
        return DangerModel(
            danger=data["danger"].astype(np.float32) * np.float32(step),
            kind=data["kind"].astype(np.float32) * np.float32(kind_step),
            bias=bias,
            names=tuple(str(name) for name in data["kinds"]),
            known=frozenset(int(value) for value in data["known"]),
        )
