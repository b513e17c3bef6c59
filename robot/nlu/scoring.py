"""Features -> one score an entry: the probability that this entry is meant.

A linear model over the features of robot/nlu/index.py, and a softmax over all entries (multinomial logistic
regression with weights shared by the entries; out-of-scope sentences are an entry too). The weights are fitted by
`main.py bench --fit` on the content's own phrasings, each left out of the index in turn, clean and misheard; they and
the limits of the tiers stand in parameters.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from robot.nlu.index import FEATURES, SIGNALS, Floats, Match, PhrasingIndex, Query
from robot.turn import Candidate

PARAMETERS = Path(__file__).parent / "parameters.toml"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Weights in the order of FEATURES; `sure`, `ask` and `together` are limits of the tiers (robot/nlu/tiers.py)."""

    with_meaning: tuple[float, ...]
    without_meaning: tuple[float, ...]
    sure: float
    ask: float
    together: float


@cache
def parameters() -> Parameters:
    """The parameters that ship with the program."""
    data = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    with_meaning, without = (
        tuple(float(data[name].get(feature, 0.0)) for feature in FEATURES)
        for name in ("with_meaning", "without_meaning")
    )
    return Parameters(with_meaning, without, **data["tiers"])


def probabilities(match: Match, has_meaning: bool) -> Floats:
    """The probability of each entry, shape (entries,), sum 1."""
    weights = parameters().with_meaning if has_meaning else parameters().without_meaning
    values = match.features @ np.asarray(weights, dtype=np.float32)
    powers = np.exp(values - values.max())
    scaled: Floats = powers / powers.sum()
    return scaled


def rank(index: PhrasingIndex, query: Query, match: Match, most: int = 8) -> tuple[Candidate, ...]:
    """The best entries, best first, each with the phrasing nearest to the query.

    Out-of-scope sentences stand together: one candidate with the sum of their probabilities.
    """
    if not index.entries or not query.text:
        return ()
    likely = probabilities(match, index.has_meaning and query.vector is not None)
    refused = np.array([kind == "fallback" for kind, _ in index.entries])
    if refused.any():
        nearest, together = int(np.argmax(np.where(refused, likely, -1))), float(likely[refused].sum())
        likely[refused] = 0.0
        likely[nearest] = together
    found = []
    for entry in np.argsort(-likely, kind="stable")[:most]:
        first = int(index.first_rows[entry])
        last = int(index.first_rows[entry + 1]) if entry + 1 < len(index.entries) else len(index.phrasings)
        row = first + int(np.argmax(match.signals[first:last].sum(axis=1)))
        kind, entry_id = index.entries[entry]
        signals = tuple(zip(SIGNALS, (round(float(value), 3) for value in match.signals[row]), strict=True))
        found.append(Candidate(kind, entry_id, float(likely[entry]), index.phrasings[row].text, signals))
    return tuple(found)
