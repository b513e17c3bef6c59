"""Sounds of a hall that are no speech, made from formulas and a seeded generator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from robot.turn import SAMPLE_RATE, Samples

Wave = npt.NDArray[np.float64]


def _samples(wave: Wave) -> Samples:
    return (np.clip(wave, -1, 1) * 32767).astype(np.int16)


def _times(seconds: float) -> Wave:
    return np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def white_noise(level: float, seconds: float = 2.0) -> Samples:
    """`level` is the standard deviation as a share of full scale."""
    return _samples(np.random.default_rng(1).normal(size=int(seconds * SAMPLE_RATE)) * level)


def pink_noise(level: float, seconds: float = 2.0) -> Samples:
    count = int(seconds * SAMPLE_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(2).normal(size=count))
    wave = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), count)
    return _samples(wave / np.abs(wave).max() * level)


def tone(hertz: float, seconds: float = 2.0, on_seconds: float = 2.0, period: float = 2.0) -> Samples:
    """A hum, or beeps when `on_seconds` is shorter than `period`."""
    times = _times(seconds)
    return _samples(0.3 * np.sin(2 * np.pi * hertz * times) * (times % period < on_seconds))


def bursts(starts: tuple[float, ...], burst_seconds: float, level: float, seconds: float = 3.0) -> Samples:
    """Coughs (0.3 s) or steps (0.08 s): noise with a sharp beginning, a low throat tone and a decay."""
    wave = np.zeros(int(seconds * SAMPLE_RATE))
    for seed, start in enumerate(starts):
        times = _times(burst_seconds)
        hiss = np.random.default_rng(seed).normal(size=len(times)) * np.exp(-times * 12) * (1 - np.exp(-times * 400))
        burst = np.convolve(hiss, np.ones(6) / 6, "same") + 0.3 * np.sin(2 * np.pi * 180 * times) * np.exp(-times * 15)
        at = int(start * SAMPLE_RATE)
        wave[at : at + len(burst)] += burst / np.abs(burst).max() * level
    return _samples(wave)


def clicks(seconds: float = 2.0) -> Samples:
    wave = np.zeros(int(seconds * SAMPLE_RATE))
    for start in (0.5, 0.9, 1.0, 1.4):
        wave[int(start * SAMPLE_RATE) : int(start * SAMPLE_RATE) + 60] = 0.8
    return _samples(wave)


def in_a_room(speech: Samples, before: float = 0.4, after: float = 0.8, hiss: float = 30.0) -> Samples:
    """`speech` the way the listener hands it on: with what came before and after, in the hiss of a microphone."""
    pad = np.pad(speech.astype(np.float64), (int(before * SAMPLE_RATE), int(after * SAMPLE_RATE)))
    return np.clip(pad + np.random.default_rng(3).normal(0, hiss, len(pad)), -32768, 32767).astype(np.int16)


NOT_SPEECH = {
    "silence": np.zeros(32000, np.int16),
    "microphone hiss": white_noise(0.003),
    "loud hiss": white_noise(0.2),
    "rain": pink_noise(0.3),
    "long rain": pink_noise(0.5, 6.0),
    "mains hum": tone(50),
    "fan": tone(120),
    "beeps": tone(1000, on_seconds=0.2, period=0.5),
    "one cough": bursts((0.6,), 0.35, 0.7),
    "three coughs": bursts((0.3, 0.9, 1.6), 0.3, 0.8),
    "soft cough": bursts((0.5,), 0.25, 0.05),
    "steps": bursts((0.2, 0.7, 1.2, 1.7, 2.2), 0.08, 0.4),
    "clicks": clicks(),
    "nothing": np.zeros(0, np.int16),
}
