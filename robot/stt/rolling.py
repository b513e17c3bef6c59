"""What is being said, shown while it is said, by a recogniser that only knows whole utterances.

Every now and then what has come so far is recognised once more, in a thread beside. A pass begins only while somebody
talks, so that it has mostly ended when the utterance has, and the answer does not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from robot.stt.base import Stream
from robot.turn import SAMPLE_RATE, Samples, Transcript

_EVERY = int(1.2 * SAMPLE_RATE)
"""New samples between two passes."""
_LATELY = int(0.25 * SAMPLE_RATE)
_STILL_TALKS = 0.3
"""Share of the utterance's loudest quarter of a second that the latest must have."""
Glimpse = Callable[[Samples], str | None]
"""The text of some samples; None when the recogniser is at work for somebody else."""


class RollingStream(Stream):
    """One utterance; `whole` recognises it at the end."""

    def __init__(self, glimpse: Glimpse, whole: Callable[[Samples], Transcript]) -> None:
        self._glimpse, self._whole = glimpse, whole
        self._round = object()
        self._chunks: list[Samples] = []
        self._fresh = 0
        self._text = ""
        self._busy = threading.Event()

    def accept(self, chunk: Samples) -> str:
        """The text of the last pass; begins another when there is enough that is new."""
        self._chunks.append(chunk)
        self._fresh += len(chunk)
        if self._fresh >= _EVERY and not self._busy.is_set() and self._still_talks():
            self._fresh = 0
            self._busy.set()
            threading.Thread(target=self._pass, args=(self._samples(), self._round, self._busy), daemon=True).start()
        return self._text

    def finish(self) -> Transcript:
        """All of it, recognised once more."""
        samples = self._samples()
        self.reset()
        return self._whole(samples)

    def reset(self) -> None:
        """Forget the utterance; a pass that is still at work counts no more."""
        self._round = object()
        self._chunks = []
        self._fresh = 0
        self._text = ""
        self._busy = threading.Event()

    def _samples(self) -> Samples:
        return np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)

    def _still_talks(self) -> bool:
        parts = np.array_split(self._samples().astype(np.float32), max(1, self._length() // _LATELY))
        loudness = [float(np.abs(part).mean()) for part in parts]
        return loudness[-1] >= _STILL_TALKS * max(loudness)

    def _length(self) -> int:
        return sum(map(len, self._chunks))

    def _pass(self, samples: Samples, mine: object, busy: threading.Event) -> None:
        try:
            text = self._glimpse(samples)
            if text and mine is self._round:
                self._text = text
        finally:
            busy.clear()
