"""A browser as the speaker: pieces of speech go over the page's line as they are made, the page tells what sounds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

import numpy as np

from robot.audio.playback import gain_of
from robot.audio.speaker import AHEAD, reporting
from robot.errors import RobotError
from robot.turn import SAMPLE_RATE, Samples
from robot.web.protocol import HEADER, Hold, Outgoing, Speech, SpeechMade

_FRAME = 16_000
"""Samples of a binary frame, one second: the first sounds before a long piece has arrived."""
_GRACE_SECONDS = 10.0
"""How much later than its length a page may tell that a speech has ended."""


class Line(Protocol):
    """What carries messages and sound to a page. All return at once; a line that is lost swallows them."""

    def send(self, message: Outgoing) -> None: ...
    def send_bytes(self, data: bytes) -> None: ...
    def close(self) -> None: ...


class PagePlayer:
    """The Player of a page. `audible` follows the page: a browser may not sound before its first touch."""

    def __init__(
        self,
        line: Line,
        on_error: Callable[[RobotError], None] = lambda error: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.volume = 90
        self.audible = False
        self._line, self._on_error, self._clock = line, on_error, clock
        self._number = 0
        self._speech: _Speech | None = None

    @property
    def playing(self) -> bool:
        """Whether a speech sounds at the page, or is paused there."""
        return self._speech is not None and not self._speech.over(self._clock())

    def play(self, pieces: Iterable[Samples], on_piece: Callable[[int], None] | None = None) -> None:
        """Send the pieces as they are made; what sounds is stopped."""
        self.stop()
        self._number += 1
        self._line.send(Speech(type="speech", speech=self._number, volume=gain_of(self.volume)))
        self._speech = _Speech(self._number, self._line, on_piece, self._clock)
        maker = threading.Thread(target=self._make, args=(self._speech, pieces), name="page-speech", daemon=True)
        maker.start()

    def pause(self) -> None:
        """Fall silent; `resume` goes on."""
        if self._speech:
            self._speech.hold("pause")

    def resume(self) -> None:
        """Go on."""
        if self._speech:
            self._speech.hold("resume")

    def stop(self) -> None:
        """Fall silent for good."""
        if self._speech:
            self._speech.stop()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the speech has ended, at most `timeout` seconds; whether it has."""
        return self._speech is None or self._speech.ended.wait(timeout) or not self.playing

    def close(self) -> None:
        """Stop."""
        self.stop()

    def sounding(self, speech: int, piece: int) -> None:
        """The page says: this piece begins to sound."""
        if self._speech is not None and self._speech.number == speech:
            self._speech.begins(piece)

    def played(self, speech: int) -> None:
        """The page says: this speech has sounded to its end."""
        if self._speech is not None and self._speech.number == speech:
            self._speech.end()

    def _make(self, speech: _Speech, pieces: Iterable[Samples]) -> None:
        try:
            with reporting(pieces, self._on_error):
                for piece in pieces:
                    if not speech.add(piece):
                        return
        finally:
            speech.made()


class _Speech:
    """One speech at the page: how much of it was sent, how much has begun to sound."""

    def __init__(
        self, number: int, line: Line, on_piece: Callable[[int], None] | None, clock: Callable[[], float]
    ) -> None:
        self.number = number
        self.ended = threading.Event()
        self._line, self._on_piece, self._clock = line, on_piece, clock
        self._sent = self._begun = 0
        self._seconds = 0.0
        self._until: float | None = None
        self._changed = threading.Condition()

    def over(self, now: float) -> bool:
        """Whether it has ended, or should have long ago: the page may have gone without a word."""
        if self._until is not None and now > self._until:
            self.end()
        return self.ended.is_set()

    def add(self, piece: Samples) -> bool:
        """Send a piece and wait until there is room for another; False when the speech has ended."""
        if not len(piece) or self.ended.is_set():
            return not self.ended.is_set()
        head = HEADER.pack(self.number, self._sent)
        for start in range(0, len(piece), _FRAME):
            frame = np.ascontiguousarray(piece[start : start + _FRAME], dtype="<i2")
            self._line.send_bytes(head + frame.tobytes())
        with self._changed:
            self._sent += 1
            self._seconds += len(piece) / SAMPLE_RATE
            room = self._seconds + _GRACE_SECONDS
            self._changed.wait_for(lambda: self.ended.is_set() or self._sent - self._begun < AHEAD, room)
            if self._sent - self._begun >= AHEAD:
                self.ended.set()  # nothing has sounded for longer than all of it takes
        return not self.ended.is_set()

    def made(self) -> None:
        """All was sent."""
        self._line.send(SpeechMade(type="made", speech=self.number, pieces=self._sent))
        self._until = self._clock() + self._seconds + _GRACE_SECONDS
        if not self._sent:
            self.end()

    def begins(self, piece: int) -> None:
        """A piece sounds; those before it have."""
        with self._changed:
            news = range(self._begun, min(piece + 1, self._sent))
            self._begun = max(self._begun, min(piece + 1, self._sent))
            self._changed.notify_all()
        for each in news:
            if self._on_piece and not self.ended.is_set():
                self._on_piece(each)

    def hold(self, do: str) -> None:
        if not self.ended.is_set():
            self._line.send(Hold.model_validate({"type": "hold", "speech": self.number, "do": do}))

    def stop(self) -> None:
        if not self.ended.is_set():
            self.hold("stop")
            self.end()

    def end(self) -> None:
        with self._changed:
            self.ended.set()
            self._changed.notify_all()
