"""What every rule is: a function of what was understood and of the session that answers, or says it is not its turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.session import Session
from robot.turn import Candidate, Understanding

Rule = Callable[[Answering, Understanding, Session], Turned | None]
ACTS = frozenset({"emergency", "exact", "strong", "likely"})
"""Tiers that are acted on."""


def chosen(understood: Understanding, choice: Candidate) -> Understanding:
    """`understood` as if the visitor had asked for `choice` in so many words."""
    return replace(understood, tier="exact", kind=choice.kind, id=choice.id, score=1.0, also=(), offered=())
