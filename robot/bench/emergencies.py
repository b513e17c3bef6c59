"""Cries for help and sentences that only sound like one: how many raise the alarm, clean and misheard.

tests/questions/emergencies-heldout.yaml: kind `emergency` is a cry (any emergency is right: what counts is the alarm),
kind `safe` must raise none, whatever else is understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from robot.bench import accuracy
from robot.bench.accuracy import Progress
from robot.fitting.questions import FOLDER, Outcome, Question
from robot.nlu.understand import Understander

HELD_OUT = FOLDER / "emergencies-heldout.yaml"


@dataclass(frozen=True, slots=True)
class Alarms:
    """Counts under one condition. `asked`: of the cries missed, those after which the visitor was asked back."""

    label: str
    cries: int
    caught: int
    asked: int
    safe: int
    false: int


def measured(
    questions: Sequence[Question], texts: Sequence[str], known: Understander, progress: Progress
) -> list[Alarms]:
    """The alarms of `questions` under every simulated condition; `texts` are the sentences of the content."""
    found = []
    for condition in accuracy.simulated(questions, texts):
        progress(f"{condition.label}, emergencies")
        found.append(_counted(condition.label, accuracy.understood(condition, known)))
    return found


def _counted(label: str, outcomes: Sequence[Outcome]) -> Alarms:
    cries = [each.meant for each in outcomes if each.question.kind == "emergency"]
    safe = [each.meant for each in outcomes if each.question.kind != "emergency"]
    return Alarms(
        label,
        cries=len(cries),
        caught=sum(meant.kind == "emergency" for meant in cries),
        asked=sum(any(each.kind == "emergency" for each in meant.offered) for meant in cries),
        safe=len(safe),
        false=sum(meant.kind == "emergency" for meant in safe),
    )
