"""Features -> one score an entry: the probability that answering with this entry is right.

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

from robot.nlu.index.index import ABOUT, FEATURES, SIGNALS, Floats, Match, PhrasingIndex, Query
from robot.turn import Candidate

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


def rank(index: PhrasingIndex, query: Query, match: Match, most: int = 8) -> tuple[Candidate, ...]:
    """The best entries, best first, each with the phrasing nearest to the query.

    The first one's score is the confidence; the others' are in the proportion of their probabilities to its. Where
    out-of-scope sentences together are likelier than any entry, they come first, as one candidate.
    """
    if not index.entries or not query.text:
        return ()
    has_meaning = index.has_meaning and query.vector is not None
    likely, weights = probabilities(match, has_meaning), weights_of(has_meaning)
    sure = 1 / (1 + np.exp(-confidence_inputs(match.features, match.about, likely, index.refused) @ weights.confidence))
    out = float(likely[index.refused].sum())
    likely = np.where(index.refused, 0.0, likely)
    order = [int(entry) for entry in np.argsort(-likely, kind="stable")[:most] if likely[entry] > 0]
    scale = float(sure) / max(float(likely[order[0]]), _LEAST) if order else 0.0
    found = [_candidate(index, match, entry, min(1.0, float(likely[entry]) * scale)) for entry in order]
    if index.refused.any() and out > (float(likely[order[0]]) if order else 0.0):
        nearest = int(np.argmax(np.where(index.refused, match.features @ weights.features, -np.inf)))
        found.insert(0, _candidate(index, match, nearest, max(out, found[0].score if found else 0.0)))
    return tuple(found)


def _candidate(index: PhrasingIndex, match: Match, entry: int, score: float) -> Candidate:
    first = int(index.first_rows[entry])
    last = int(index.first_rows[entry + 1]) if entry + 1 < len(index.entries) else len(index.phrasings)
    row = first + int(np.argmax(match.signals[first:last].sum(axis=1)))
    kind, entry_id = index.entries[entry]
    signals = tuple(zip(SIGNALS, (round(float(value), 3) for value in match.signals[row]), strict=True))
    return Candidate(kind, entry_id, score, index.phrasings[row].text, signals)
