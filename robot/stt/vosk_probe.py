"""Loads a Vosk model in a process of its own, because a damaged one can end the process that loads it.

`python -m robot.stt.vosk_probe FOLDER` exits 0 when the model loads and decodes a second of noise.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
from pathlib import Path

from robot import paths

_LONGEST_SECONDS = 180
"""Large models need a minute on a slow disk."""


def loads_safely(folder: Path, cache: Path | None = None) -> bool:
    """Whether the model in `folder` loads and decodes. With `cache` (a folder) a success is remembered until a file
    of the model changes in name, size or time."""
    stamp = (cache or paths.CACHE) / f"vosk-{_fingerprint(folder)}.ok"
    if stamp.is_file():
        return True
    command = [sys.executable, "-m", "robot.stt.vosk_probe", str(folder)]
    try:
        done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, timeout=_LONGEST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    if done.returncode == 0:
        with contextlib.suppress(OSError):
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.touch()
    return done.returncode == 0


def _fingerprint(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = [f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join([str(folder.resolve()), *facts]).encode()).hexdigest()[:16]


def _try(folder: str) -> None:
    import numpy as np
    import vosk

    vosk.SetLogLevel(-1)
    decoder = vosk.KaldiRecognizer(vosk.Model(folder), 16_000)
    noise = np.random.default_rng(0).normal(0, 1000, 16_000).astype("<i2")
    decoder.AcceptWaveform(noise.tobytes())
    decoder.FinalResult()


if __name__ == "__main__":
    _try(sys.argv[1])
