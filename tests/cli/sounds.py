"""WAV files of every kind that a technician may hand in."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import soundfile
import soxr

from robot.turn import SAMPLE_RATE, Samples


def converted(
    path: Path, samples: Samples, rate: int = SAMPLE_RATE, channels: int = 1, subtype: str = "PCM_16"
) -> Path:
    """`samples` at another rate, with more channels, in another format."""
    sound = soxr.resample(samples.astype(np.float64) / 32768, SAMPLE_RATE, rate)
    soundfile.write(path, np.column_stack([sound] * channels), rate, subtype=subtype)
    return path


def cut_off(path: Path, samples: Samples, missing: int) -> Path:
    """A file whose header promises `missing` bytes more than there are."""
    soundfile.write(path, np.concatenate((samples, np.zeros(missing // 2, np.int16))), SAMPLE_RATE)
    path.write_bytes(path.read_bytes()[:-missing])
    return path


def an_hour_of_silence(path: Path) -> Path:
    """115 MB of nothing; the file system keeps no room for it."""
    size = 3600 * SAMPLE_RATE * 2
    header = (
        b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 16000, 32000, 2, 16)
    )
    with path.open("wb") as file:
        file.write(header + b"data" + struct.pack("<I", size))
        file.truncate(44 + size)
    return path
