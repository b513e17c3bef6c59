"""Features -> one linear score an entry, and a probability. Which entry a sentence means is decided of the likeliest by
robot/nlu/ranking; the danger judge and the topic go by what stands here.

Two steps, both fitted by `main.py bench --fit` on the project's own data (robot/fitting/scoring.py); their numbers
stand in parameters.toml.

1. Which entry: a linear model over the features of robot/nlu/index/index.py and a softmax over all entries (multinomial
   logistic regression with weights shared by the entries; out-of-scope sentences are an entry too).
2. Whether any: the softmax only compares entries with each other, and something is always nearest. A logistic
   regression over CONFIDENCE looks at how near the best one is in itself, how far ahead of the second and of the
   out-of-scope sentences, and how much of the question the content knows at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from robot.nlu.index.index import ABOUT, FEATURES, Floats, Match

PARAMETERS = Path(__file__).parent / "parameters.toml"
_OF_BEST = tuple(name for name in FEATURES if name not in {"is_fallback", "is_emergency"})
CONFIDENCE = ("constant", "ahead", "of_all", "out_of_scope", *ABOUT, *_OF_BEST)
"""Inputs of the second step. `ahead`: log ratio of best to second; `of_all`: log probability of the best;
`out_of_scope`: log probability of all out-of-scope sentences together; the others are features of the best entry."""
_PLACES = [FEATURES.index(name) for name in _OF_BEST]
_LEAST = 1e-6
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one machine: `features` in the order of FEATURES, `confidence` in that of CONFIDENCE."""

    features: Doubles
    confidence: Doubles


@dataclass(frozen=True, slots=True)
class Parameters:
    """Weights with and without sentence embeddings; `sure` and `ask` are limits of the tiers (tiers.py)."""

    with_meaning: Weights
    without_meaning: Weights
    sure: float
    ask: float


@cache
def parameters() -> Parameters:
    """The parameters that ship with the program."""
    data: dict[str, Any] = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    return Parameters(_weights(data, "with_meaning"), _weights(data, "without_meaning"), **data["tiers"])


def _weights(data: Mapping[str, Any], name: str) -> Weights:
    return Weights(
        np.array([float(data[name].get(feature, 0.0)) for feature in FEATURES]),
        np.array([float(data["confidence_" + name].get(part, 0.0)) for part in CONFIDENCE]),
    )


def weights_of(has_meaning: bool) -> Weights:
    """Those that ship, for a question with or without its embedding."""
    return parameters().with_meaning if has_meaning else parameters().without_meaning


def probabilities(match: Match, has_meaning: bool) -> Floats:
    """The probability of each entry, shape (entries,), sum 1."""
    weights = weights_of(has_meaning)
    return softmax(match.features @ weights.features.astype(np.float32))


def softmax(values: Floats) -> Floats:
    """Of the last axis."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    scaled: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return scaled


def confidence_inputs(features: Floats, about: Floats, likely: Floats, refused: npt.NDArray[np.bool_]) -> Doubles:
    """What the second step looks at, shape (CONFIDENCE,), of one question.

    `features` (entries, FEATURES), `likely` (entries,) their probabilities, `refused` (entries,) true for out-of-scope.
    """
    real = np.where(refused, 0.0, likely)
    best = int(np.argmax(real))
    second = float(np.partition(real, -2)[-2]) if len(real) > 1 else 0.0
    first, out = float(real[best]), float(likely[refused].sum())
    logs = [1.0, np.log(first + _LEAST) - np.log(second + _LEAST), np.log(first + _LEAST), np.log(out + _LEAST)]
    return np.concatenate([logs, about, features[best, _PLACES]])
