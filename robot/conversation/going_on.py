"""A visitor who goes on after a pause, while the robot is still thinking about the first part. Pure.

The answer is then held back (nobody is talked over), and both parts are understood together: 公证 … 要带什么材料.
"""

from __future__ import annotations

from dataclasses import dataclass

from robot.app import Turn
from robot.turn import Transcript

_SURE = ("emergency", "exact", "strong")


@dataclass(frozen=True, slots=True)
class Held:
    """An answer held back since its visitor goes on, at the latest until `until`."""

    turn: Turn
    until: float


def joined(first: Transcript, second: Transcript) -> Transcript:
    """Both parts as one transcript."""
    return Transcript(
        text=f"{first.text.rstrip('，。,.')}，{second.text}",
        confidence=min(first.confidence, second.confidence),
        engine=second.engine,
        ms=second.ms,
        audio_ms=first.audio_ms + second.audio_ms,
    )


def best(first: Turn, both: Turn, second: Turn) -> Turn:
    """Which of them to answer: what stands by itself (停, 再见), else both together where that makes sense."""
    if any(turn.understanding.tier == "emergency" for turn in (first, both, second)):
        return next(turn for turn in (second, both, first) if turn.understanding.tier == "emergency")
    if second.understanding.tier == "exact":
        return second
    return next((turn for turn in (both, second, first) if turn.understanding.tier in _SURE), both)
