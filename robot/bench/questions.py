"""How well questions of a file are understood: right, asked back and right, wrong with confidence, passed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from robot.turn import Understanding
from robot.yaml_source import parse


class Question(BaseModel):
    """A question and what it means. `id: ""` means: nothing that the robot knows (fallback, any emergency)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    kind: str
    id: str = ""
    topic: str = ""
    window: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over questions. `asked` of those in scope; `out` of those that nothing answers."""

    asked: int
    right: int
    first: int
    asked_back: int
    wrong: int
    rejected: int
    out: int
    out_rejected: int
    out_wrong: int

    @property
    def top1(self) -> float:
        """Share of in-scope questions whose best candidate is the right one, whatever the tier."""
        return self.first / max(1, self.asked)


def read(path: Path) -> tuple[Question, ...]:
    """The questions of a file."""
    return tuple(Question.model_validate(item) for item in parse(path).data["questions"])


def judge(question: Question, meant: Understanding) -> str:
    """ "right", "asked_back" (the right one is among those offered), "wrong" (with confidence), or "rejected"."""
    if meant.tier == "fallback":
        return "rejected"
    if meant.tier == "clarify":
        return "asked_back" if any(_same(question, c.kind, c.id) for c in meant.offered) else "rejected"
    return "right" if _same(question, meant.kind, meant.id or "") else "wrong"


def _same(question: Question, kind: str, entry_id: str) -> bool:
    if question.kind == "emergency":
        return kind == "emergency"
    return kind == question.kind and entry_id == question.id


def tally(
    questions: Iterable[Question], understand: Callable[[str], Understanding]
) -> tuple[Tally, list[tuple[Question, Understanding]]]:
    """The counts, and the questions that went wrong."""
    counts: Counter[str] = Counter()
    missed = []
    for question in questions:
        meant = understand(question.ask)
        verdict = judge(question, meant)
        scope = "out" if question.kind == "fallback" else "in"
        counts[f"{scope} {verdict}"] += 1
        counts[scope] += 1
        best = meant.candidates[0] if meant.candidates else None
        if scope == "in":
            counts["first"] += best is not None and _same(question, best.kind, best.id)
        if (verdict in {"wrong", "rejected"} and scope == "in") or (scope == "out" and verdict == "wrong"):
            missed.append((question, meant))
    result = Tally(
        asked=counts["in"],
        right=counts["in right"],
        first=counts["first"],
        asked_back=counts["in asked_back"],
        wrong=counts["in wrong"],
        rejected=counts["in rejected"],
        out=counts["out"],
        out_rejected=counts["out rejected"],
        out_wrong=counts["out wrong"],
    )
    return result, missed
