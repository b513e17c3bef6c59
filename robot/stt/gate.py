"""Whether there is speech in a piece of sound at all. What gets through here is recognised; the rest is no speech.

Two looks, the cheap one first. Loudness: speech rises and falls by many decibels within a second, silence and the
steady noises of a room (fans, hum, rain) do not. Then, where the caller hands in an ear for voices (Silero VAD), for
how long somebody speaks, which coughs, clicks and steps do not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.turn import SAMPLE_RATE, Samples

Levels = npt.NDArray[np.float64]
SpeechSeconds = Callable[[Samples], float]
"""Samples, shape (n,) -> for how many seconds of them somebody speaks."""

_FRAME = SAMPLE_RATE // 50
_FRAMES_BEFORE, _FRAMES_AFTER = 15, 25
_FULL_SCALE = 32768.0
_SHORTEST_FRAMES = 5
"""20 ms each: 停, said quickly, has about ten."""
_QUIETEST_DB = -58.0
"""Below full scale. A whisper across the counter lies about 10 dB above."""
_RISE_DB = 6.0
"""Above the quiet tenth of the frames; stationary noise stays within 3 dB of it in 20 ms frames."""


@dataclass(frozen=True, slots=True)
class SpeechGate:
    """Lets speech through. Without `speech_seconds` it goes by loudness alone."""

    speech_seconds: SpeechSeconds | None = None
    shortest: float = 0.12
    """Seconds; the shortest word (停) gives Silero about 0.2."""

    def admits(self, samples: Samples) -> bool:
        """Whether `samples`, shape (n,), may hold speech."""
        if not rises_like_speech(samples):
            return False
        return self.speech_seconds is None or self.speech_seconds(samples) >= self.shortest


def rises_like_speech(samples: Samples) -> bool:
    """Whether at least 0.1 s of `samples` stand out from the quietest part of them, and are no mere hiss."""
    levels = frame_levels(samples)
    if len(levels) < _SHORTEST_FRAMES:
        return False
    return int(np.count_nonzero(levels > _threshold(levels))) >= _SHORTEST_FRAMES


def trimmed(samples: Samples) -> Samples:
    """`samples` from 0.3 s before the first sound that stands out to 0.5 s after the last.

    Whisper loses short answers in long silence, and clips them when cut closer: of the margins tried (0.1 to 0.4 s
    before, 0.16 to 0.8 s after) this one left the fewest wrong syllables.
    """
    levels = frame_levels(samples)
    loud = np.flatnonzero(levels > _threshold(levels)) if len(levels) else np.zeros(0, int)
    if not len(loud):
        return samples
    start = (int(loud[0]) - _FRAMES_BEFORE) * _FRAME
    return samples[max(0, start) : (int(loud[-1]) + 1 + _FRAMES_AFTER) * _FRAME]


def frame_levels(samples: Samples) -> Levels:
    """Loudness of each whole 20 ms of `samples` in dB of full scale, direct current removed, shape (n // 320,)."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64) / _FULL_SCALE
    if not len(frames):
        return np.zeros(0)
    power = np.mean((frames - frames.mean()) ** 2, axis=1)
    levels: Levels = 10 * np.log10(np.maximum(power, 1e-12))
    return levels


def _threshold(levels: Levels) -> float:
    return max(float(np.quantile(levels, 0.1)) + _RISE_DB, _QUIETEST_DB)
