"""How well questions of a file are understood: right, asked back and right, wrong with confidence, passed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from robot import paths
from robot.turn import Understanding
from robot.yaml_source import parse

FOLDER = paths.ROOT / "tests" / "questions"
TUNING = tuple(FOLDER / f"{name}.yaml" for name in ("dev", "dev-2", "unanswered-dev", "unanswered-dev-2"))
"""The questions that may be fitted and tuned on; none of them may be held out."""


class Question(BaseModel):
    """A question and what it means. `id: ""` means: nothing that the robot knows (fallback, any emergency)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    kind: str
    id: str = ""
    topic: str = ""
    window: str = ""

    @property
    def in_scope(self) -> bool:
        """Whether something of the robot answers it."""
        return self.kind != "fallback"

    def is_answered_by(self, kind: str, entry_id: str) -> bool:
        """Whether that entry is the right one. Any emergency is right for an emergency: what counts is the alarm."""
        if self.kind == "emergency":
            return kind == "emergency"
        return kind == self.kind and entry_id == self.id


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, what was understood, and how long that took."""

    question: Question
    meant: Understanding
    seconds: float = 0.0

    @property
    def verdict(self) -> str:
        """See `judge`."""
        return judge(self.question, self.meant)

    @property
    def first_is_right(self) -> bool:
        """Whether the best candidate is the right one, whatever the tier."""
        best = self.meant.candidates[0] if self.meant.candidates else None
        return best is not None and self.question.is_answered_by(best.kind, best.id)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over questions. `asked` of those in scope; `out` of those that nothing answers.

    `asked_back`: the right one is among those offered; `asked_wrong`: it is not. `rejected`: passed on to a person.
    `ms95`: 95th percentile of the time a question took.
    """

    asked: int
    right: int
    first: int
    asked_back: int
    wrong: int
    rejected: int
    out: int
    out_rejected: int
    out_wrong: int
    asked_wrong: int = 0
    out_asked: int = 0
    emergencies: int = 0
    emergencies_caught: int = 0
    ms95: float = 0.0

    @property
    def top1(self) -> float:
        """Share of in-scope questions whose best candidate is the right one, whatever the tier."""
        return self.first / max(1, self.asked)

    @property
    def confidently_wrong(self) -> float:
        """Share of all questions, those out of scope too, that got a wrong answer straight away."""
        return (self.wrong + self.out_wrong) / max(1, self.asked + self.out)


def held_out() -> tuple[Path, ...]:
    """The files of questions that nothing is fitted on."""
    return tuple(sorted(FOLDER.glob("heldout*.yaml")))


def read(path: Path) -> tuple[Question, ...]:
    """The questions of a file."""
    return tuple(Question.model_validate(item) for item in parse(path).data["questions"])


def judge(question: Question, meant: Understanding) -> str:
    """What became of a question.

    "right", "asked_back" (the right one is among those offered), "asked_wrong" (it is not), "wrong" (answered with
    confidence), or "rejected" (passed on).
    """
    if meant.tier == "fallback":
        return "rejected"
    if meant.tier == "clarify":
        offered = any(question.is_answered_by(each.kind, each.id) for each in meant.offered)
        return "asked_back" if offered else "asked_wrong"
    return "right" if question.is_answered_by(meant.kind, meant.id or "") else "wrong"


def count(outcomes: Sequence[Outcome]) -> Tally:
    """The counts of `outcomes`."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        scope = "in" if outcome.question.in_scope else "out"
        counts[scope] += 1
        counts[f"{scope} {outcome.verdict}"] += 1
        counts[f"{scope} first"] += outcome.first_is_right
        if outcome.question.kind == "emergency":
            counts["emergencies"] += 1
            counts["caught"] += outcome.meant.kind == "emergency"
    return Tally(
        asked=counts["in"],
        right=counts["in right"],
        first=counts["in first"],
        asked_back=counts["in asked_back"],
        asked_wrong=counts["in asked_wrong"],
        wrong=counts["in wrong"],
        rejected=counts["in rejected"],
        out=counts["out"],
        out_rejected=counts["out rejected"],
        out_asked=counts["out asked_wrong"],
        out_wrong=counts["out wrong"],
        emergencies=counts["emergencies"],
        emergencies_caught=counts["caught"],
        ms95=percentile([outcome.seconds for outcome in outcomes], 95) * 1000,
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """0.0 when there are no values."""
    return float(np.percentile(values, percent)) if values else 0.0


def tally(
    questions: Iterable[Question], understand: Callable[[str], Understanding]
) -> tuple[Tally, list[tuple[Question, Understanding]]]:
    """The counts, and the questions that went wrong."""
    outcomes = [Outcome(question, understand(question.ask)) for question in questions]
    bad = {True: {"wrong", "rejected", "asked_wrong"}, False: {"wrong"}}
    missed = [(each.question, each.meant) for each in outcomes if each.verdict in bad[each.question.in_scope]]
    return count(outcomes), missed
