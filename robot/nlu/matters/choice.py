"""Which of the things considered is meant, and how sure that is: fitted by `python -m robot.fitting.choice`.

A small network over the inputs of robot/nlu/matters/features.py (one hidden layer beside a linear score; choice.npz)
and a softmax over everything considered; then a logistic regression that says how often a choice so made is right
(choice.toml).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robot.nlu import network
from robot.nlu.matters.features import INPUTS, Choice, Considered, Doubles

CONFIDENCE = ("constant", "log", "ahead", "is_fact", "is_question", "is_entry", "is_none", "meaning", "learned")
MODEL = network.Model.beside(__file__, "choice", INPUTS, CONFIDENCE)
_LEAST = 1e-6
_NEARLY = 0.6
"""Of the likeliest, which is not sure: what comes so near is answered as well, with what it was taken for."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A thing that may be meant and how likely it is meant; `sure`: how often such a best one is right."""

    choice: Choice
    likely: float
    sure: float


def chosen(found: Considered, has_meaning: bool, most: int = 5) -> tuple[Chosen, ...]:
    """The likeliest, best first."""
    fitted = network.shipped(MODEL, has_meaning)
    likely = likelihood(found.inputs, fitted.network)
    order = np.argsort(-likely, kind="stable")[:most]
    sure = fitted.sure(confidence_inputs(found.inputs, likely))
    return tuple(
        Chosen(found.choices[at], float(likely[at]), sure if place == 0 else float(likely[at]))
        for place, at in enumerate(order)
    )


def nearly(best: Chosen, ordered: tuple[Chosen, ...]) -> str:
    """The key of another point that is about as likely as `best`, which is not sure; else empty."""
    others = (each for each in ordered if "/" in each.choice.key and each.choice.key != best.choice.key)
    other = next(others, None)
    return other.choice.key if other is not None and other.likely >= _NEARLY * best.likely else ""


def likelihood(inputs: Doubles, fitted: network.Network) -> Doubles:
    """The probability of each choice, shape (choices,), sum 1."""
    scores = fitted.scores(inputs).astype(np.float64)
    powers = np.exp(scores - scores.max())
    shares: Doubles = powers / powers.sum()
    return shares


def confidence_inputs(inputs: Doubles, likely: Doubles) -> Doubles:
    """What the second step looks at, shape (CONFIDENCE,)."""
    best = int(np.argmax(likely))
    second = float(np.partition(likely, -2)[-2]) if len(likely) > 1 else 0.0
    row = inputs[best]

    def value(name: str) -> float:
        return float(row[INPUTS.index(name)])

    is_entry = float(sum(value(f"entry_{kind}") for kind in ("faq", "service", "place", "command", "smalltalk")))
    return np.array(
        [
            1.0,
            np.log(float(likely[best]) + _LEAST),
            np.log(float(likely[best]) + _LEAST) - np.log(second + _LEAST),
            value("fact"),
            value("question"),
            is_entry,
            value("told") + value("asked"),
            value("point_meaning") + value("entry_meaning"),
            value("point_learned") + value("entry_learned"),
        ]
    )
