"""Text to samples: cut into pieces, said one by one, so that the first plays while the rest is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from robot.tts.base import Voice, clamp_rate
from robot.tts.cache import SpeechCache
from robot.tts.finishing import with_volume
from robot.tts.sentences import sentences
from robot.turn import SAMPLE_RATE, Samples

_SENTENCE_PAUSE = 0.28
"""Seconds between sentences, beside the short silence every piece ends with."""

__all__ = ["Speech", "SpokenPiece", "with_volume"]


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """`text` as it is shown, `spoken` as it is said, `samples` of it (16 kHz mono int16, pause after it included)."""

    text: str
    spoken: str
    samples: Samples


class Speech:
    """A voice with the cache of its fixed sentences."""

    def __init__(self, voice: Voice, cache: SpeechCache | None = None) -> None:
        self.voice = voice
        self._cache = cache

    def pieces(self, text: str, rate: int, cacheable: bool = True) -> Iterator[SpokenPiece]:
        """The pieces of `text` in order, each made when it is asked for.

        `cacheable=False` for every text that holds something a visitor said: it is then neither looked up nor written.
        `rate` in characters a minute. Raises EngineError when the voice fails; pieces already given stay good.
        """
        rate = clamp_rate(rate)
        pieces = sentences(text)
        for number, piece in enumerate(pieces):
            samples = self._made(piece.spoken, rate, cacheable)
            if number + 1 < len(pieces) and piece.spoken.endswith(("。", "！", "？", "；")):
                samples = np.concatenate([samples, np.zeros(int(_SENTENCE_PAUSE * SAMPLE_RATE), np.int16)])
            yield SpokenPiece(piece.text, piece.spoken, samples)

    def render(self, text: str, rate: int, cacheable: bool = True) -> Samples:
        """All of `text` as one array; empty when there is nothing to say."""
        parts = [piece.samples for piece in self.pieces(text, rate, cacheable)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)

    def _made(self, spoken: str, rate: int, cacheable: bool) -> Samples:
        if self._cache is None or not cacheable:
            return self.voice.speak(spoken, rate)
        key = self._cache.key(self.voice.identity, rate, spoken)
        samples = self._cache.get(key)
        if samples is None:
            samples = self.voice.speak(spoken, rate)
            self._cache.put(key, samples)
        return samples
