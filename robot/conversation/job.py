"""Something that a conversation is to answer."""

from __future__ import annotations

from dataclasses import dataclass

from robot.turn import Transcript, Utterance


@dataclass(frozen=True, slots=True)
class Job:
    """An utterance, or a transcript (typed, or kept for later); times in seconds of the conversation's clock."""

    given: float
    utterance: Utterance | None = None
    transcript: Transcript | None = None
    started: float = 0.0
    ended: float = 0.0
