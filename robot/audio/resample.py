"""Changing sample rates and number formats, and mixing channels down. Resampling is soxr's (high quality)."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt

from robot.errors import AudioError
from robot.turn import SAMPLE_RATE, Samples

Floats = npt.NDArray[np.float32]
"""Shape (n,), full scale is -1 to 1."""

_FULL_SCALE = 32768.0


@functools.cache
def _soxr() -> Any:
    try:
        import soxr
    except ImportError:
        raise AudioError("audio.no_package", package="soxr") from None
    return soxr


def mono(frames: npt.NDArray[np.float32]) -> Floats:
    """The mean of the channels of `frames`, shape (n, channels) -> (n,)."""
    if frames.shape[1] == 1:
        return np.ascontiguousarray(frames[:, 0])
    mixed: Floats = frames.mean(axis=1, dtype=np.float32)
    return mixed


def to_int16(sound: Floats) -> Samples:
    """Full scale -1 to 1 as int16; what is louder is clipped. Exact for sound that came from int16."""
    samples: Samples = np.clip(np.rint(sound * _FULL_SCALE), -32768, 32767).astype(np.int16)
    return samples


def to_float(samples: Samples) -> Floats:
    """Int16 as full scale -1 to 1."""
    return (samples / np.float32(_FULL_SCALE)).astype(np.float32)


class Resampler:
    """Mono sound in pieces from one rate to another, in Hz, without seams between the pieces."""

    def __init__(self, source_rate: int, target_rate: int) -> None:
        same = source_rate == target_rate
        self._stream = None if same else _soxr().ResampleStream(source_rate, target_rate, 1, dtype="float32")

    def feed(self, sound: Floats, last: bool = False) -> Floats:
        """The next piece, resampled as far as it can be yet; `last` brings out what was held back."""
        if self._stream is None:
            return sound
        resampled: Floats = self._stream.resample_chunk(sound, last=last)
        return resampled


def resample(samples: Samples, source_rate: int, target_rate: int = SAMPLE_RATE) -> Samples:
    """Whole int16 mono sound at `target_rate`, Hz. Unchanged when the rates are the same."""
    if source_rate == target_rate:
        return samples
    return to_int16(Resampler(source_rate, target_rate).feed(to_float(samples), last=True))
