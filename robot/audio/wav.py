"""Sound files to samples and back.

Reads what libsndfile reads (any WAV, and FLAC or Ogg by the way), block by block, so that a file's length, real or
claimed, never decides how much memory is taken. Writes 16 kHz mono 16-bit PCM, whole or not at all.
"""

from __future__ import annotations

import functools
import os
import wave
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from robot.audio import resample
from robot.errors import AudioError
from robot.turn import SAMPLE_RATE, Samples

LOWEST_RATE = 4_000
HIGHEST_RATE = 384_000
"""Hz; outside of these a header is nonsense."""

LONGEST_SECONDS = 3600.0
"""What `read` takes in at most: 115 MB of samples."""

_BLOCK_SECONDS = 4.0


@functools.cache
def _soundfile() -> Any:
    try:
        import soundfile
    except (ImportError, OSError):
        raise AudioError("audio.no_package", package="soundfile") from None
    return soundfile


def read(path: Path, longest_seconds: float = LONGEST_SECONDS) -> Samples:
    """All of a sound file, 16 kHz mono int16.

    A file cut off in the middle of its samples gives what is there. Raises AudioError for a file that is missing,
    empty, no sound, without samples, with NaN or infinite samples, with an absurd sample rate, or longer than
    `longest_seconds`.
    """
    parts: list[Samples] = []
    length = 0
    for block in blocks(path, _BLOCK_SECONDS):
        parts.append(block)
        length += len(block)
        if length > longest_seconds * SAMPLE_RATE:
            raise AudioError("audio.wav_too_long", path=path, minutes=round(longest_seconds / 60, 1))
    return np.concatenate(parts)


def blocks(path: Path, seconds: float = _BLOCK_SECONDS) -> Iterator[Samples]:
    """A sound file in pieces of about `seconds`, 16 kHz mono int16, never an empty one. Raises as `read` does."""
    with _open(path) as file, _decoder(path, file) as sound:
        yield from _converted(path, sound, seconds)


def _open(path: Path) -> BinaryIO:
    try:
        if path.exists() and not path.is_file():
            raise AudioError("audio.wav_is_folder", path=path)
        if path.stat().st_size == 0:
            raise AudioError("audio.wav_empty", path=path)
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise AudioError("audio.wav_missing", path=path) from None
    except (OSError, ValueError) as error:
        raise AudioError("audio.wav_unreadable", path=path, reason=_reason(error)) from None


def _decoder(path: Path, file: BinaryIO) -> Any:
    soundfile = _soundfile()
    try:
        sound = soundfile.SoundFile(file)
    except (soundfile.SoundFileError, RuntimeError, TypeError, ValueError):
        raise AudioError("audio.wav_broken", path=path) from None
    if not LOWEST_RATE <= sound.samplerate <= HIGHEST_RATE:
        raise AudioError("audio.wav_rate", path=path, rate=sound.samplerate, lowest=LOWEST_RATE, highest=HIGHEST_RATE)
    return sound


def _converted(path: Path, sound: Any, seconds: float) -> Iterator[Samples]:
    resampler = resample.Resampler(sound.samplerate, SAMPLE_RATE)
    size = max(1, round(seconds * sound.samplerate))
    anything = False
    while len(frames := _frames(path, sound, size, first=not anything)):
        anything = True
        if not np.isfinite(frames).all():
            raise AudioError("audio.wav_not_finite", path=path)
        block = resample.to_int16(resampler.feed(resample.mono(frames)))
        if len(block):
            yield block
    if not anything:
        raise AudioError("audio.wav_no_audio", path=path)
    rest = resample.to_int16(resampler.feed(np.zeros(0, np.float32), last=True))
    if len(rest):
        yield rest


def _frames(path: Path, sound: Any, size: int, *, first: bool) -> Any:
    """The next frames, shape (n, channels); none at the end, or where the file breaks off after some were read."""
    try:
        return sound.read(size, dtype="float32", always_2d=True)
    except (_soundfile().SoundFileError, RuntimeError, OSError):
        if first:
            raise AudioError("audio.wav_broken", path=path) from None
        return np.zeros((0, 1), np.float32)


def write(path: Path, samples: Samples) -> None:
    """Write 16 kHz mono int16 samples as a WAV file; an old file stays as it was until the new one is whole.

    Raises AudioError where the path cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part") if path.name else path
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder")
        try:
            with part.open("wb") as file:
                _encode(file, samples)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise AudioError("audio.wav_unwritable", path=path, reason=_reason(error)) from None


def _encode(file: BinaryIO, samples: Samples) -> None:
    with wave.open(file, "wb") as encoder:
        encoder.setnchannels(1)
        encoder.setsampwidth(2)
        encoder.setframerate(SAMPLE_RATE)
        encoder.writeframes(samples.astype("<i2").tobytes())


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
