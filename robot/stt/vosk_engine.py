"""Vosk: recognises while the visitor is still speaking. https://alphacephei.com/vosk/

A damaged model can end the whole process from inside Vosk's library (a cut graph/disambig_tid.int does), so a folder is
first tried in a process of its own; the next start skips that as long as no file has changed.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from robot.errors import EngineError, ModelError
from robot.stt.base import SpeechToText, Stream, audio_milliseconds, milliseconds_since
from robot.stt.gate import SpeechGate
from robot.stt.simplify import close_up, simplify
from robot.stt.vosk_probe import loads_safely
from robot.turn import SAMPLE_RATE, Samples, Transcript

NEEDED_FILES = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
GRAPHS = (("graph/HCLG.fst", "graph/words.txt"), ("graph/HCLr.fst", "graph/Gr.fst"))
"""Large and small models; one pair has to be there."""
_READINGS = 5
_NOT_WORDS = ("[unk]", "<unk>", "<UNK>", "[noise]", "[laughter]")
_CHUNK = SAMPLE_RATE // 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One hypothesis. `probability` is its share among the readings, `words` the shares of its words."""

    text: str
    probability: float
    words: tuple[float, ...] = ()

    @property
    def confidence(self) -> float:
        """The mean over its words of how likely each is."""
        return sum(self.words) / len(self.words) if self.words else self.probability


class VoskRecogniser(SpeechToText):
    """Vosk on `folder`. `model` is the folder's name in the model store, for messages.

    `probe_cache` is a folder where a model that was tried is remembered. Raises EngineError when the package is
    missing, ModelError when the model is missing or broken.
    """

    name = "vosk"
    streaming = True

    def __init__(
        self, folder: Path, model: str = "vosk-cn", gate: SpeechGate | None = None, probe_cache: Path | None = None
    ) -> None:
        folder = model_root(folder)
        require_files(folder, model)
        vosk = _package()
        if not loads_safely(folder, probe_cache):
            raise ModelError("stt.vosk_broken", path=folder, model=model)
        vosk.SetLogLevel(-1)
        self._vosk = vosk
        self._gate = gate or SpeechGate()
        try:
            self._model = vosk.Model(str(folder))
            self._new_decoder()
        except Exception:  # Vosk raises bare Exception
            raise ModelError("stt.vosk_broken", path=folder, model=model) from None

    def transcribe(self, samples: Samples) -> Transcript:
        started = time.perf_counter()
        stream = self.stream()
        for at in range(0, len(samples), _CHUNK):
            stream.accept(samples[at : at + _CHUNK])
        heard = stream.finish()
        return Transcript(
            heard.text, heard.confidence, heard.alternatives, self.name, milliseconds_since(started), heard.audio_ms
        )

    def stream(self) -> Stream:
        return VoskStream(self._new_decoder(), self._gate)

    def set_hints(self, phrases: Sequence[str]) -> None:
        """Nothing: Vosk's grammar would make it deaf to all else, and drops words outside its vocabulary."""

    def _new_decoder(self) -> Any:
        decoder = self._vosk.KaldiRecognizer(self._model, SAMPLE_RATE)
        decoder.SetMaxAlternatives(_READINGS)
        decoder.SetWords(True)
        return decoder


class VoskStream(Stream):
    """One decoder. Vosk ends a segment at each pause; the segments are put together again here."""

    def __init__(self, decoder: Any, gate: SpeechGate) -> None:
        self._decoder = decoder
        self._gate = gate
        self._segments: list[tuple[Reading, ...]] = []
        self._chunks: list[Samples] = []
        self._spent_ms = 0.0

    def accept(self, chunk: Samples) -> str:
        started = time.perf_counter()
        self._chunks.append(chunk)
        try:
            if self._decoder.AcceptWaveform(np.ascontiguousarray(chunk, dtype="<i2").tobytes()):
                self._keep(self._decoder.Result())
        except Exception as error:  # Vosk raises bare Exception
            raise EngineError("stt.failed", engine="vosk", reason=type(error).__name__) from None
        partial = json.loads(self._decoder.PartialResult()).get("partial", "")
        self._spent_ms += milliseconds_since(started)
        return join((*(segment[0].text for segment in self._segments), _printed(partial)))

    def finish(self) -> Transcript:
        started = time.perf_counter()
        self._keep(self._decoder.FinalResult())
        samples = np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)
        segments = self._segments if self._gate.admits(samples) else []
        text = join(segment[0].text for segment in segments)
        confidence = min((segment[0].confidence for segment in segments), default=0.0)
        others = tuple(dict.fromkeys(reading for reading in other_readings(segments) if reading != text))
        spent = self._spent_ms + milliseconds_since(started)
        self.reset()
        return Transcript(text, confidence, others[: _READINGS - 1], "vosk", spent, audio_milliseconds(samples))

    def reset(self) -> None:
        self._decoder.Reset()
        self._segments, self._chunks, self._spent_ms = [], [], 0.0

    def _keep(self, result: str) -> None:
        readings = readings_of(result)
        if readings:
            self._segments.append(readings)


def readings_of(result: str) -> tuple[Reading, ...]:
    """Vosk's JSON of a finished segment as readings, best first; none when it heard nothing.

    In this mode its "confidence" is the logarithm of an unnormalised likelihood, and there is none for a word; both
    follow from the shares of the readings (a word's share is that of all readings that have it at that place).
    """
    raw = [entry for entry in json.loads(result).get("alternatives", ()) if _printed(entry.get("text", ""))]
    if not raw:
        return ()
    best = max(entry["confidence"] for entry in raw)
    weights = [math.exp(entry["confidence"] - best) for entry in raw]
    shares = [weight / sum(weights) for weight in weights]
    readings = []
    for entry, share in zip(raw, shares, strict=True):
        words = tuple(_word_share(word, raw, shares) for word in entry.get("result", ()))
        readings.append(Reading(_printed(entry["text"]), share, words))
    return tuple(sorted(readings, key=lambda reading: -reading.probability))


def other_readings(segments: Sequence[tuple[Reading, ...]]) -> list[str]:
    """The sentence with one segment read another way, the likeliest first."""
    changed = [
        (reading.probability, join((*_best(segments[:at]), reading.text, *_best(segments[at + 1 :]))))
        for at, segment in enumerate(segments)
        for reading in segment[1:]
    ]
    return [text for _, text in sorted(changed, key=lambda pair: -pair[0])]


def join(parts: Any) -> str:
    """Segments as one sentence: Chinese without spaces, other scripts with."""
    return close_up(" ".join(part for part in parts if part))


def model_root(folder: Path) -> Path:
    """`folder`, or the only folder in it: archives unpacked by hand have one more level."""
    if (folder / "am").is_dir() or not folder.is_dir():
        return folder
    inner = [child for child in folder.iterdir() if (child / "am").is_dir()]
    return inner[0] if len(inner) == 1 else folder


def require_files(folder: Path, model: str) -> None:
    """Raises ModelError that names the first file `folder` lacks."""
    missing = [name for name in NEEDED_FILES if not (folder / name).is_file()]
    if not missing and not any(all((folder / name).is_file() for name in graph) for graph in GRAPHS):
        missing = [name for name in GRAPHS[-1] if not (folder / name).is_file()]
    if missing:
        key = "stt.vosk_broken" if (folder / "am").is_dir() else "stt.vosk_missing"
        raise ModelError(key, path=folder / missing[0], model=model)


def _best(segments: Sequence[tuple[Reading, ...]]) -> list[str]:
    return [segment[0].text for segment in segments]


def _word_share(word: dict[str, Any], raw: Sequence[dict[str, Any]], shares: Sequence[float]) -> float:
    middle = (word["start"] + word["end"]) / 2
    return sum(
        share
        for entry, share in zip(raw, shares, strict=True)
        if any(other["word"] == word["word"] and other["start"] <= middle <= other["end"] for other in entry["result"])
    )


def _printed(text: str) -> str:
    for mark in _NOT_WORDS:
        text = text.replace(mark, " ")
    return simplify(close_up(" ".join(text.split())))


def _package() -> Any:
    try:
        import vosk
    except (ImportError, OSError, TypeError):  # TypeError: Vosk's way to say that it has no library for this system
        raise EngineError("stt.package_missing", engine="vosk", package="vosk") from None
    return vosk
