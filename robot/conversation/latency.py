"""How long a visitor waited for each part of a turn. Times are seconds of the conversation's clock."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from robot.app import Turn

_LOG = logging.getLogger(__name__)


@dataclass
class Waiting:
    """The moments of one turn: `spoken` (end of speech; None when typed), `given` to the worker, `taken` by it,
    `transcribed`, `replied`."""

    spoken: float | None
    given: float
    taken: float = 0.0
    transcribed: float = 0.0
    replied: float = 0.0

    def log(self, turn: Turn, sounded: float | None) -> None:
        """Write the parts in ms, without a word of the visitor. `sounded`: the first sample; None where none is."""
        parts = {
            "silence": 0.0 if self.spoken is None else self.given - self.spoken,
            "queue": self.taken - self.given,
            "transcript": self.transcribed - self.taken,
            "reply": self.replied - self.transcribed,
        }
        if sounded is not None:
            parts["sound"] = sounded - self.replied
        parts["total"] = sum(parts.values())
        line = " ".join(f"{name}={max(0.0, seconds) * 1000:.0f}" for name, seconds in parts.items())
        _LOG.info("turn ms: %s engine=%s tier=%s", line, turn.transcript.engine, turn.understanding.tier)
