"""Whisper through faster-whisper and CTranslate2, on a folder of the model store; never on the network.

The encoder and decoder are called directly, once an utterance, instead of through faster-whisper's `transcribe`: that
gives the other readings of the beam for nothing, keeps the time bounded (one decoding at temperature 0, tokens capped
by the length of the sound), and lets short utterances pass through a shorter window than Whisper's 30 seconds, which
halves the time.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from robot.errors import EngineError, ModelError
from robot.stt import hallucination
from robot.stt.base import SpeechToText, audio_milliseconds, milliseconds_since
from robot.stt.gate import SpeechGate, frame_levels, trimmed
from robot.stt.simplify import simplify
from robot.turn import SAMPLE_RATE, Samples, Transcript

NEEDED_FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.*")
"""As patterns: the vocabulary is .txt or .json."""
_PROMPT = Path(__file__).with_name("whisper_prompt.txt")

_BEAM = 5
_READINGS = 5
_FRAMES_A_SECOND = 100
_SHORTEST_WINDOW, _LONGEST_WINDOW = 15.0, 30.0
"""Seconds the encoder looks at. Below 15 s base begins to lose words; 30 s is the most it can."""
_PIECE_SECONDS = 28.0
_SEARCH_SECONDS = 6.0
_TOKENS_A_SECOND, _SPARE_TOKENS, _MOST_TOKENS = 12, 12, 200
"""Fast Mandarin has seven syllables a second; a rare character costs two or three tokens."""
_PROMPT_TOKENS = 210
"""Of the 223 that the model can take before the sentence; each costs decoding time."""
_MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One hypothesis: `text` as printed by the model, `logprob` the mean natural logarithm of its tokens."""

    text: str
    logprob: float


class WhisperRecogniser(SpeechToText):
    """Whisper on `folder`. `model` is the folder's name in the model store, for messages.

    Raises EngineError when faster-whisper is missing, ModelError when a file of the model is missing or broken.
    """

    name = "whisper"
    streaming = False

    def __init__(
        self, folder: Path, model: str = "whisper-base", threads: int = 0, gate: SpeechGate | None = None
    ) -> None:
        require_files(folder, model)
        self._gate = gate or SpeechGate()
        self._model, self._tokens = _load(folder, model, threads or _usual_threads())
        self._suppressed = _never_printed(self._tokens)
        self._lock = threading.Lock()
        self._hints: tuple[str, ...] = ()
        self._prompt, self._prompt_tokens = self._primed()

    def set_hints(self, phrases: Sequence[str]) -> None:
        """Prime the model with `phrases` after the usual prompt, as many as fit; it then writes such words right."""
        self._hints = tuple(phrases)
        self._prompt, self._prompt_tokens = self._primed()

    def transcribe(self, samples: Samples) -> Transcript:
        started = time.perf_counter()
        pieces = split_at_pauses(trimmed(samples)) if self._gate.admits(samples) else []
        readings = [heard for piece in pieces if (heard := self._piece(piece))]
        text = "".join(piece[0].text for piece in readings)
        confidence = min((exp(piece[0].logprob) for piece in readings), default=0.0)
        others = tuple(reading.text for reading in readings[0][1:]) if len(readings) == 1 else ()
        return Transcript(text, confidence, others, self.name, milliseconds_since(started), audio_milliseconds(samples))

    def _piece(self, samples: Samples) -> list[Reading]:
        """The readings of at most 30 s, best first, in simplified Chinese; none when nobody spoke."""
        seconds = self._gate.speech_seconds(samples) if self._gate.speech_seconds else len(samples) / SAMPLE_RATE
        readings, no_speech = self._decode(samples)
        tidy = [Reading(hallucination.collapse_loops(simplify(reading.text)), reading.logprob) for reading in readings]
        best = tidy[0]
        evidence = hallucination.Evidence(best.logprob, no_speech, seconds)
        return [] if hallucination.is_invented(best.text, evidence, self._prompt) else _distinct(tidy)

    def _decode(self, samples: Samples) -> tuple[list[Reading], float]:
        """Readings as the model prints them, best first, and its probability that nobody spoke."""
        seconds = len(samples) / SAMPLE_RATE
        prompt = self._model.get_prompt(self._tokens, self._prompt_tokens, without_timestamps=True)
        try:
            with self._lock:
                encoded = self._model.encode(self._features(samples, seconds))
                result = self._model.model.generate(
                    encoded,
                    [prompt],
                    beam_size=_BEAM,
                    num_hypotheses=_READINGS,
                    max_length=len(prompt) + most_tokens(seconds),
                    return_scores=True,
                    return_no_speech_prob=True,
                    suppress_blank=True,
                    suppress_tokens=self._suppressed,
                )[0]
        except (RuntimeError, ValueError) as error:
            raise EngineError("stt.failed", engine=self.name, reason=type(error).__name__) from None
        readings = [
            # the score leaves out the end token, the mean does not
            Reading(self._tokens.decode(tokens).strip(), score * len(tokens) / (len(tokens) + 1))
            for tokens, score in zip(result.sequences_ids, result.scores, strict=True)
        ]
        return readings, float(result.no_speech_prob)

    def _features(self, samples: Samples, seconds: float) -> Any:
        window = min(_LONGEST_WINDOW, max(_SHORTEST_WINDOW, seconds + 1))
        frames = int(window * _FRAMES_A_SECOND)
        features = self._model.feature_extractor(samples.astype(np.float32) / 32768)[..., :frames]
        return np.pad(features, [(0, 0), (0, frames - features.shape[-1])]).astype(np.float32)

    def _primed(self) -> tuple[str, list[int]]:
        prompt = usual_prompt()
        tokens: list[int] = self._tokens.encode(" " + prompt)
        for hint in self._hints:
            more: list[int] = self._tokens.encode(hint + "。")
            if len(tokens) + len(more) > _PROMPT_TOKENS:
                break
            prompt, tokens = f"{prompt}{hint}。", tokens + more
        return prompt, tokens


def require_files(folder: Path, model: str) -> None:
    """Raises ModelError when `folder` lacks a file; faster-whisper would ask the network for some of them."""
    for name in NEEDED_FILES:
        if not any(folder.glob(name)):
            raise ModelError("stt.whisper_missing", path=folder / name, model=model)


def most_tokens(seconds: float) -> int:
    """How many tokens a sentence of so many seconds may have; what is longer is a loop."""
    return min(_MOST_TOKENS, _SPARE_TOKENS + int(seconds * _TOKENS_A_SECOND))


def split_at_pauses(samples: Samples) -> list[Samples]:
    """`samples` in pieces that Whisper can take, cut at the quietest moment of the last seconds before it must be."""
    pieces = []
    longest, search = int(_PIECE_SECONDS * SAMPLE_RATE), int(_SEARCH_SECONDS * SAMPLE_RATE)
    while len(samples) > longest:
        levels = frame_levels(samples[longest - search : longest])
        smooth = np.convolve(levels, np.ones(10) / 10, mode="same")
        cut = longest - search + int(np.argmin(smooth)) * (SAMPLE_RATE // 50)
        pieces.append(samples[:cut])
        samples = samples[cut:]
    return [*pieces, samples]


@cache
def usual_prompt() -> str:
    """The sentences Whisper sees before each utterance. Raises ModelError when their file is missing."""
    try:
        lines = _PROMPT.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ModelError("stt.data_broken", path=_PROMPT) from None
    return "".join(line.strip() for line in lines if not line.startswith("#"))


def _load(folder: Path, model: str, threads: int) -> tuple[Any, Any]:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a broken folder must not send faster-whisper to the network
    try:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
    except (ImportError, OSError):
        raise EngineError("stt.package_missing", engine="whisper", package="faster-whisper") from None
    try:
        whisper = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
        tokens = Tokenizer(whisper.hf_tokenizer, whisper.model.is_multilingual, task="transcribe", language="zh")
        if not whisper.model.is_multilingual:
            raise ValueError
        whisper.encode(np.zeros((whisper.model.n_mels, _FRAMES_A_SECOND), np.float32))
    except Exception:  # CTranslate2, tokenizers and JSON each raise their own, some a bare Exception
        raise ModelError("stt.whisper_broken", path=folder, model=model) from None
    return whisper, tokens


def _never_printed(tokens: Any) -> Any:
    from faster_whisper.transcribe import get_suppressed_tokens

    return get_suppressed_tokens(tokens, [-1])


def _usual_threads() -> int:
    return max(1, min(_MOST_THREADS, os.cpu_count() or 1))


def _distinct(readings: list[Reading]) -> list[Reading]:
    """Without those that differ from an earlier one in punctuation alone, or hold no words."""
    seen: set[str] = {""}
    kept = []
    for reading in readings:
        words = hallucination.words_only(reading.text)
        if words not in seen:
            seen.add(words)
            kept.append(reading)
    return kept
