"""Kokoro 82M: Mandarin with a foreign accent, in several voices. Too accented for a hall; the visitors of tests.

Inputs of the model: phoneme ids between two zeros, a style vector of 256 chosen by the number of phonemes, a speed.
Phonemes come from misaki[zh], which only the test environment has.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from robot.errors import EngineError, ModelError
from robot.tts.base import Voice, clamp_rate, fingerprint
from robot.tts.finishing import finish
from robot.turn import Samples

MODEL, VOCABULARY, STYLES = "kokoro.onnx", "vocab.json", "voices_ja.npz"
FILES = (MODEL, VOCABULARY, STYLES)
SPEAKERS = ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo")
"""Four women and a man."""

_ENGINE_RATE = 24_000
_NATURAL_RATE = 215
"""Characters a minute at speed 1.0, measured."""
_MOST_PHONEMES = 500


class KokoroVoice(Voice):
    """See the module. Safe to call from several threads."""

    name: ClassVar[str] = "kokoro"

    def __init__(self, model_dir: Path, speaker: str = SPEAKERS[0]) -> None:
        """`model_dir` holds FILES. Raises ModelError (missing, broken), EngineError (no library, no such speaker)."""
        for file in FILES:
            if not (model_dir / file).is_file():
                raise ModelError("tts.model_missing", voice=self.name, path=model_dir / file)
        self._speaker = speaker
        self._vocabulary = _read_vocabulary(model_dir / VOCABULARY)
        self._styles = _read_style(model_dir / STYLES, speaker)
        self._phonemes = _phonemiser()
        self._session = _session(model_dir / MODEL)
        self._identity = f"{self.name}-{speaker}-{fingerprint(*(model_dir / file for file in FILES))}"
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        return self._identity

    def speak(self, spoken: str, rate: int) -> Samples:
        with self._lock:
            made = self._phonemes(spoken)
            phonemes = made if isinstance(made, str) else made[0]  # newer releases of misaki give tokens beside them
            tokens = [self._vocabulary[char] for char in phonemes if char in self._vocabulary][:_MOST_PHONEMES]
            if not tokens:
                return np.zeros(0, np.int16)
            style = self._styles[min(len(tokens), len(self._styles)) - 1]
            inputs = {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": np.asarray(style, np.float32).reshape(1, -1),
                "speed": np.array([clamp_rate(rate) / _NATURAL_RATE], np.float32),
            }
            try:
                audio = self._session.run(None, inputs)[0]
            except Exception as error:  # onnxruntime's errors share no base class
                raise EngineError("tts.failed", voice=self.name, reason=type(error).__name__) from None
        return finish(np.asarray(audio, np.float32).ravel(), _ENGINE_RATE)


def _read_vocabulary(path: Path) -> dict[str, int]:
    try:
        vocabulary = json.loads(path.read_text(encoding="utf-8"))["vocab"]
        return {str(char): int(number) for char, number in vocabulary.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ModelError("tts.model_broken", voice=KokoroVoice.name, path=path) from None


def _read_style(path: Path, speaker: str) -> npt.NDArray[np.float32]:
    """Shape (most phonemes, 1, 256)."""
    import zipfile

    try:
        with np.load(path, allow_pickle=False) as styles:
            if speaker not in styles.files:
                known = " ".join(styles.files)
                raise EngineError("tts.unknown_speaker", voice=KokoroVoice.name, speaker=speaker, known=known)
            style: npt.NDArray[np.float32] = styles[speaker]
            return style
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise ModelError("tts.model_broken", voice=KokoroVoice.name, path=path) from None


def _phonemiser() -> Any:
    try:
        import jieba
        from misaki.zh import ZHG2P
    except ImportError:
        raise EngineError("tts.library_missing", voice=KokoroVoice.name, library="misaki[zh]") from None
    jieba.setLogLevel(60)  # it tells on stderr that it reads its dictionary
    return ZHG2P()


def _session(path: Path) -> Any:
    try:
        import onnxruntime
    except (ImportError, OSError):
        raise EngineError("tts.library_missing", voice=KokoroVoice.name, library="onnxruntime") from None
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
    except Exception:  # onnxruntime's errors share no base class
        raise ModelError("tts.model_broken", voice=KokoroVoice.name, path=path) from None
