"""The voice of the operating system, through pyttsx3: espeak-ng on Linux (the last resort), good ones elsewhere."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from robot import paths
from robot.errors import EngineError
from robot.tts.base import Voice, clamp_rate
from robot.tts.finishing import finish
from robot.tts.spoken_form import HAN
from robot.turn import SAMPLE_RATE, Samples

_WORKER = Path(__file__).with_name("system_worker.py")
_START_SECONDS = 20.0
_SECONDS_A_CHARACTER = 0.3
_PROBE = "请到三号窗口办理公证,谢谢您的耐心等待"
_PROBE_WORDS_PER_MINUTE = 175
_SLOWEST_WORDS, _FASTEST_WORDS = 80, 450


class SystemVoice(Voice):
    """Each sentence is made by a process of its own that is ended when it does not answer, see system_worker."""

    name: ClassVar[str] = "system"

    def __init__(self, worker: tuple[str, ...] = (sys.executable, "-P", str(_WORKER))) -> None:
        """Raises EngineError when pyttsx3, its system library or a Chinese voice is missing.

        `-P` keeps this folder out of the worker's import path, where select.py would hide the standard library's.
        """
        if importlib.util.find_spec("pyttsx3") is None:
            raise EngineError("tts.library_missing", voice=self.name, library="pyttsx3")
        self._worker = worker
        self._voice = self._ask({}, _START_SECONDS)
        self._natural_rate: float | None = None

    @property
    def identity(self) -> str:
        return f"{self.name}-{self._voice}"

    def speak(self, spoken: str, rate: int) -> Samples:
        characters = _characters(spoken)
        if not characters:
            return np.zeros(0, np.int16)
        if self._natural_rate is None:
            probe = self._made(_PROBE, _PROBE_WORDS_PER_MINUTE, pause_seconds=0.0)
            self._natural_rate = _characters(_PROBE) * 60 * SAMPLE_RATE / max(1, probe.size)
        words = round(_PROBE_WORDS_PER_MINUTE * clamp_rate(rate) / self._natural_rate)
        return self._made(spoken, max(_SLOWEST_WORDS, min(_FASTEST_WORDS, words)), pause_seconds=0.12)

    def _made(self, spoken: str, words_per_minute: int, pause_seconds: float) -> Samples:
        import soundfile

        with _folder() as folder:
            wav = Path(folder) / "speech.wav"
            job = {"text": spoken, "words_per_minute": words_per_minute, "wav": str(wav)}
            self._ask(job, _START_SECONDS + _SECONDS_A_CHARACTER * len(spoken))
            try:
                audio, rate = soundfile.read(wav, dtype="float32", always_2d=True)
            except (soundfile.SoundFileError, OSError) as error:
                raise EngineError("tts.failed", voice=self.name, reason=type(error).__name__) from None
        return finish(audio.mean(axis=1), rate, pause_seconds)

    def _ask(self, job: dict[str, Any], seconds: float) -> str:
        """The voice's identifier once the worker has done `job`. What is said goes through its standard input only."""
        try:
            done = subprocess.run(
                self._worker, input=json.dumps(job).encode(), capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            raise EngineError("tts.timed_out", voice=self.name, seconds=round(seconds)) from None
        except OSError as error:
            raise EngineError("tts.failed", voice=self.name, reason=type(error).__name__) from None
        try:
            answer: dict[str, str] = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
        except (ValueError, IndexError):
            raise EngineError("tts.failed", voice=self.name, reason=f"exit {done.returncode}") from None
        match answer.get("error"):
            case None:
                return answer["voice"]
            case "failed":
                raise EngineError("tts.failed", voice=self.name, reason=answer["reason"])
            case _:
                raise EngineError("tts.no_system_voice")


def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for one sentence. Raises EngineError where none can be made."""
    try:
        paths.TEMPORARY.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=paths.TEMPORARY, ignore_cleanup_errors=True)
    except OSError as error:
        raise EngineError("tts.failed", voice=SystemVoice.name, reason=type(error).__name__) from None


def _characters(text: str) -> int:
    import re

    return len(re.findall(f"[{HAN}]", text))
