"""The conditions under which questions are asked, and what the robot understands of each.

What was heard is drawn once and handed to the robot and to all peers alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from robot.fitting.misheard import Mishearing
from robot.fitting.questions import Outcome, Question
from robot.nlu.understand import Understander
from robot.turn import Transcript

SEED = 20261123
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)
CLEAN = "clean"

Progress = Callable[[str], None]
"""Is told what is being measured."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its author wrote it, and what a recogniser made of it."""

    question: Question
    heard: Transcript


@dataclass(frozen=True, slots=True)
class Condition:
    """Questions that were heard in the same way."""

    label: str
    asked: tuple[Asked, ...]


def label_of(share: float) -> str:
    """What a simulated condition is called."""
    return f"{share:.0%} misheard" if share else CLEAN


def simulated(questions: Sequence[Question], texts: Sequence[str]) -> tuple[Condition, ...]:
    """The questions clean and misheard; `texts` are the sentences of the content (robot/fitting/misheard.py)."""
    mishearing = Mishearing(texts, SEED)
    return tuple(
        Condition(
            label_of(share),
            tuple(Asked(question, Transcript(mishearing.hear(question.ask, share))) for question in questions),
        )
        for share in SHARES
    )


def understood(condition: Condition, understander: Understander) -> tuple[Outcome, ...]:
    """What the robot understands of each, in order."""
    outcomes = []
    for asked in condition.asked:
        started = time.perf_counter()
        meant = understander.understand(asked.heard)
        outcomes.append(Outcome(asked.question, meant, time.perf_counter() - started))
    return tuple(outcomes)
