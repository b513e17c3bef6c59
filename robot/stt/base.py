"""The one class that every recogniser is: samples in, a Transcript in simplified Chinese out."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from robot.turn import SAMPLE_RATE, Samples, Transcript


class Stream(ABC):
    """One utterance while it is still being spoken."""

    @abstractmethod
    def accept(self, chunk: Samples) -> str:
        """Take the next samples, shape (n,) with any n; the text so far, "" while there is none."""

    @abstractmethod
    def finish(self) -> Transcript:
        """The utterance is over: what was said. The stream then begins anew."""

    @abstractmethod
    def reset(self) -> None:
        """Forget the utterance and begin anew."""


class SpeechToText(ABC):
    """A recogniser. Making one loads its model, so it is made once.

    Making one raises ModelError (the model is missing or broken) or EngineError (a package is missing); either message
    names the mend.
    """

    name: ClassVar[str]
    """What config.yaml calls it."""
    streaming: ClassVar[bool]
    """Whether a stream has text before the utterance is over."""

    @abstractmethod
    def transcribe(self, samples: Samples) -> Transcript:
        """What was said in `samples`, shape (n,), 16 kHz mono int16.

        Silence, noise and coughs give an empty text. Raises EngineError when the engine fails.
        """

    def stream(self) -> Stream:
        """A stream for one utterance after another. Engines that cannot stream gather and transcribe at the end."""
        return GatheringStream(self)

    @abstractmethod
    def set_hints(self, phrases: Sequence[str]) -> None:
        """Phrases that visitors are likely to say, the likeliest first. Engines take as many as they can use."""


class GatheringStream(Stream):
    """Holds the samples back until the utterance is over."""

    def __init__(self, recogniser: SpeechToText) -> None:
        self._recogniser = recogniser
        self._chunks: list[Samples] = []

    def accept(self, chunk: Samples) -> str:
        self._chunks.append(chunk)
        return ""

    def finish(self) -> Transcript:
        samples = np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)
        self.reset()
        return self._recogniser.transcribe(samples)

    def reset(self) -> None:
        self._chunks = []


def milliseconds_since(started: float) -> float:
    """Since `started` of time.perf_counter()."""
    return (time.perf_counter() - started) * 1000


def audio_milliseconds(samples: Samples) -> float:
    """How long `samples` last."""
    return len(samples) * 1000 / SAMPLE_RATE
