"""The one class that every voice is: a sentence in spoken form in, samples out."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from robot.turn import Samples

SLOWEST, FASTEST = 100, 400
"""Characters a minute that `speak` takes."""


class Voice(ABC):
    """A voice. It is made once, loads what it needs when made, and speaks one sentence at a time.

    Making one raises ModelError (a model file is missing or broken) or EngineError (a library or a system voice is
    missing); either message names the mend.
    """

    name: ClassVar[str]
    """What config.yaml calls it."""

    @property
    @abstractmethod
    def identity(self) -> str:
        """Engine, model and speaker; changes whenever the same text would sound different. Part of every cache key."""

    @abstractmethod
    def speak(self, spoken: str, rate: int) -> Samples:
        """One sentence, already in spoken form (no digits, no symbols), as 16 kHz mono int16 of shape (n,).

        `rate` is characters a minute; outside 100..400 it is clamped. Short silence at both ends, loudness evened,
        no clicks. Text without anything sayable gives an empty array. Raises EngineError when the engine fails.
        """


def clamp_rate(rate: int) -> int:
    """`rate` within what voices take."""
    return max(SLOWEST, min(FASTEST, rate))


def fingerprint(*files: Path) -> str:
    """A short name for the bytes of `files`: changes when a model is replaced."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
