"""Whether the sound system can be asked at all.

With a broken ALSA configuration PortAudio does not fail, it ends the whole process; so another process tries it first.
"""

from __future__ import annotations

import subprocess
import sys

from robot.errors import AudioError

_SECONDS = 30.0
_USUAL_ENDS = (0, 1)
"""1: the library or the package is missing, which is told when it is used."""


class SoundProbe:
    """Starts at once; `check` waits for the outcome."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", "import sounddevice"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def check(self) -> None:
        """Raise AudioError when the sound system crashes, or hangs, as soon as it is touched."""
        try:
            status = self._process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            status = -1
        if status not in _USUAL_ENDS:
            raise AudioError("audio.sound_system_broken")
