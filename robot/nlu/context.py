"""What understanding is told of the conversation: the one place where context enters. Immutable, no words kept."""

from __future__ import annotations

from dataclasses import dataclass

from robot.turn import Kind


@dataclass(frozen=True, slots=True)
class Context:
    """The matter in hand, the entry that was answered last, what was told (keys of robot/nlu/matters/points.py), and
    what the robot asked for (the id of a fact of that matter). `danger`: an alarm was the last thing said;
    `denied`: what the visitor has just said is not meant."""

    matter: str | None = None
    entry: tuple[Kind, str] | None = None
    told: frozenset[str] = frozenset()
    asked: str | None = None
    aside: tuple[str, ...] = ()
    danger: bool = False
    denied: str = ""


NOTHING = Context()
"""At the beginning of a conversation."""
