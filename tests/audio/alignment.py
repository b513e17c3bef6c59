"""Finding a sound in a recording made in real time, on a machine that may be busy with other things."""

from __future__ import annotations

import numpy as np

from robot.turn import SAMPLE_RATE, Samples

_PART = SAMPLE_RATE // 4
_QUIET = 200.0

MOST = 0.75
"""The share of a sound that must be there: an overloaded sound server may tear a quarter of a second in two."""


def share(sound: Samples, recording: Samples) -> float:
    """How much of `sound` is in `recording`, 0 to 1: of its quarter seconds (silent ones aside), the share that is
    found there nearly unchanged and in the right order."""
    parts = [sound[i : i + _PART] for i in range(0, len(sound) - _PART + 1, _PART)]
    loud = [part for part in parts if float(part.astype(np.float64).std()) > _QUIET]
    found, after = 0, 0
    for part in loud:
        offset, likeness = _find(part, recording[after:])
        if likeness > 0.9:
            found += 1
            after += offset + _PART // 2
    return found / len(loud)


def _find(sound: Samples, recording: Samples) -> tuple[int, float]:
    """The best place for `sound` by normalised cross-correlation, and how alike they are there: 1 is the same."""
    if len(recording) < len(sound):
        return 0, 0.0
    a, b = recording.astype(np.float64), sound.astype(np.float64)
    size = 1 << (len(a) + len(b)).bit_length()
    places = len(a) - len(b) + 1
    products = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)[:places]
    energy = np.concatenate(([0.0], np.cumsum(a * a)))
    norms = np.sqrt(np.maximum(energy[len(b) :] - energy[: -len(b)], 1.0)) * np.linalg.norm(b)
    likeness = np.where(norms > 0, products / np.maximum(norms, 1.0), 0.0)
    offset = int(likeness.argmax())
    return offset, float(likeness[offset])
