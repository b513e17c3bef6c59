"""Which of the things considered is meant, and how sure that is: fitted by `python -m robot.fitting.choice`.

A small network over the inputs of robot/nlu/matters/features.py (one hidden layer beside a linear score; choice.npz)
and a softmax over everything considered; then a logistic regression that says how often a choice so made is right
(choice.toml).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.nlu import network
from robot.nlu.matters.features import INPUTS, Choice, Considered, Doubles

CONFIDENCE = ("constant", "log", "ahead", "is_fact", "is_question", "is_entry", "is_none", "meaning", "learned")
MODEL = network.Model.beside(__file__, "choice", INPUTS, CONFIDENCE)
_CONTRADICTS, _CLAUSE_DENIES = INPUTS.index("point_contradicts"), INPUTS.index("point_clause_denies")
_POLAR = frozenset({"yes", "no"})
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
    first, order = order[0], _the_other_answer(found, order)
    sure = sure if first in order else float(likely[order[0]])
    return tuple(
        Chosen(found.choices[at], float(likely[at]), sure if place == 0 else float(likely[at]))
        for place, at in enumerate(order)
    )


def _the_other_answer(found: Considered, order: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """`order`, its first exchanged with its opposite where what was said denies it: 他家不愿意赔 is no 愿意赔, however
    like it sounds. Where the opposite does not fit either, the first is left out: 我爸还没死呢 tells of no death."""
    if not is_denied_by_its_own(found, int(order[0])):
        return order
    opposite = opposite_of(found, int(order[0]))
    if opposite is None:
        return order[1:] if len(order) > 1 else order
    return np.concatenate([[opposite], order[order != opposite]])[: len(order)]


def is_denied_by_its_own(found: Considered, best: int) -> bool:
    """Whether `best` is a yes or a no that what was said denies: its nearest sentence tells what the visitor's denies,
    or the other way, and differs in its negators from the clause that it is most like."""
    return found.choices[best].key.partition("=")[2] in _POLAR and _is_denied_here(found.inputs[best])


def opposite_of(found: Considered, best: int) -> int | None:
    """The place of the opposite answer to the yes or the no `best`; None where that is none, or denied as well."""
    fact, _, value = found.choices[best].key.partition("=")
    opposite = f"{fact}={'no' if value == 'yes' else 'yes'}"
    place = next((at for at, choice in enumerate(found.choices) if choice.key == opposite), None)
    return None if place is None or found.inputs[place][_CONTRADICTS] else place


def _is_denied_here(row: Doubles) -> bool:
    return bool(row[_CONTRADICTS] and row[_CLAUSE_DENIES])


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
