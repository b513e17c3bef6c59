"""From what an engine makes to what the robot plays: 16 kHz int16, trimmed, even in loudness, without clicks."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from robot.turn import SAMPLE_RATE, Samples

_FRAME = SAMPLE_RATE // 100
_QUIET = 10 ** (-45 / 20)
"""Speech is what is louder than 45 dB below the loudest frame."""
_KEEP_SECONDS = 0.04
"""Kept around speech, so that soft consonants at both ends stay."""
_FADE_SECONDS = 0.008
_SPEECH_RMS = 10 ** (-20 / 20)
_PEAK = 0.95


def finish(audio: npt.NDArray[np.float32], rate: int, pause_seconds: float = 0.12) -> Samples:
    """`audio` (float, about -1..1, `rate` Hz, mono) as samples of the robot, `pause_seconds` of silence after it.

    Silence alone gives an empty array.
    """
    import soxr

    audio = np.nan_to_num(np.asarray(audio, dtype=np.float32).ravel())
    if rate != SAMPLE_RATE and audio.size:
        audio = soxr.resample(audio, rate, SAMPLE_RATE, quality="HQ")
    audio = _trimmed(audio)
    if not audio.size:
        return np.zeros(0, np.int16)
    audio = _faded(_evened(audio))
    silence = np.zeros(int(pause_seconds * SAMPLE_RATE), np.float32)
    return np.round(np.concatenate([audio, silence]) * 32767).astype(np.int16)


def with_volume(samples: Samples, volume: int) -> Samples:
    """`samples` at `volume` 0..100. 100 leaves them as they are, every 20 below that are 6 dB; 0 is silence."""
    if volume >= 100:
        return samples
    if volume <= 0:
        return np.zeros_like(samples)
    gain = 10 ** ((volume - 100) * 0.3 / 20)
    return np.round(samples.astype(np.float32) * gain).astype(np.int16)


def _frame_levels(audio: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    frames = audio[: audio.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    levels: npt.NDArray[np.float32] = np.sqrt(np.mean(frames * frames, axis=1))
    return levels


def _trimmed(audio: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    levels = _frame_levels(audio)
    loudest = float(levels.max(initial=0.0))
    if loudest < 1e-4:
        return audio[:0]
    speech = np.flatnonzero(levels > loudest * _QUIET)
    keep = int(_KEEP_SECONDS * SAMPLE_RATE)
    return audio[max(0, int(speech[0]) * _FRAME - keep) : (int(speech[-1]) + 1) * _FRAME + keep]


def _evened(audio: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Speech at -20 dBFS, so that one sentence is as loud as the next, and no sample clipped."""
    levels = _frame_levels(audio)
    speech = levels[levels > levels.max() * 0.1]
    gain = _SPEECH_RMS / math.sqrt(float(np.mean(speech * speech)))
    peak = float(np.abs(audio).max())
    return audio * np.float32(min(gain, _PEAK / peak))


def _faded(audio: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = min(int(_FADE_SECONDS * SAMPLE_RATE), audio.size // 2)
    ramp = np.linspace(0, 1, length, dtype=np.float32)
    audio = audio.copy()
    audio[:length] *= ramp
    audio[audio.size - length :] *= ramp[::-1]
    return audio
