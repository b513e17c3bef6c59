"""What the speaker plays, sample by sample. Pure but for a lock: no device and no clock.

Pausing, going on, stopping and changes of volume are ramps of some milliseconds, so that nothing clicks.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Literal

import numpy as np

from robot.turn import Samples

_FADE_SECONDS = 0.015
_REWIND_SECONDS = 0.25
"""After a pause the robot takes up the syllable in which it was interrupted."""

State = Literal["playing", "paused", "stopped"]


def gain_of(volume: int) -> float:
    """The factor for a volume of 0 to 100, cubed as PulseAudio does: equal steps sound equal to the ear."""
    return (max(0, min(100, volume)) / 100) ** 3


class Playback:
    """Pieces of sound at `rate` Hz, rendered in blocks of the size the device asks for."""

    def __init__(self, rate: int, gain: float = 1.0) -> None:
        self._slope = 1.0 / max(1.0, _FADE_SECONDS * rate)
        self._rewind = round(_REWIND_SECONDS * rate)
        self._pieces: deque[Samples] = deque()
        self._position = 0
        self._gain = gain
        self._level = gain
        self._state: State = "playing"
        self._complete = False
        self._begun = 0
        self._piece_open = False
        self.changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many pieces are there that have not begun yet."""
        with self.changed:
            return len(self._pieces) - self._piece_open

    @property
    def begun(self) -> int:
        """How many pieces have begun."""
        with self.changed:
            return self._begun

    @property
    def state(self) -> State:
        """Playing (or waiting for the next piece), paused, or stopped for good."""
        return self._state

    @property
    def over(self) -> bool:
        """Whether there is nothing more to come: all was played, or it was stopped and has faded."""
        with self.changed:
            return self._is_over()

    def add(self, piece: Samples) -> None:
        """One more piece, at this playback's rate."""
        with self.changed:
            if len(piece):
                self._pieces.append(piece)
            self.changed.notify_all()

    def finish(self) -> None:
        """No more pieces will be added."""
        with self.changed:
            self._complete = True
            self.changed.notify_all()

    def pause(self) -> None:
        """Fade out; `resume` goes on a quarter of a second before that."""
        self._turn("paused")

    def resume(self) -> None:
        """Go on after `pause`."""
        self._turn("playing")

    def stop(self) -> None:
        """Fade out for good."""
        self._turn("stopped")

    def set_gain(self, gain: float) -> None:
        """Be louder or quieter from now on."""
        with self.changed:
            self._gain = gain

    def render(self, count: int) -> Samples:
        """The next `count` samples; silence where there is nothing to play."""
        block = np.zeros(count, np.int16)
        with self.changed:
            filled = 0
            while filled < count and self._pieces and not (self._state != "playing" and self._faded()):
                filled += self._render_some(block[filled:])
            self.changed.notify_all()
        return block

    def _render_some(self, block: Samples) -> int:
        piece = self._pieces[0]
        if not self._piece_open:
            self._piece_open = True
            self._begun += 1
        size = min(len(block), len(piece) - self._position)
        target = self._gain if self._state == "playing" else 0.0
        ramp = self._level + np.sign(target - self._level) * self._slope * np.arange(1, size + 1)
        levels = np.minimum(ramp, target) if target >= self._level else np.maximum(ramp, target)
        if self._state != "playing":
            size = min(size, int(np.searchsorted(-levels, 0.0)) + 1)
            levels = levels[:size]
        sound = piece[self._position : self._position + size]
        block[:size] = np.rint(sound * levels).astype(np.int16)
        self._level = float(levels[-1])
        self._position += size
        if self._state == "paused" and self._faded():
            self._position = max(0, self._position - self._rewind)
        elif self._position >= len(piece):
            self._pieces.popleft()
            self._position, self._piece_open = 0, False
        return size

    def _turn(self, state: State) -> None:
        with self.changed:
            if self._state != "stopped":
                self._state = state
                if not self._piece_open and state != "playing":
                    self._level = 0.0
            self.changed.notify_all()

    def _faded(self) -> bool:
        return self._level <= 0.0

    def _is_over(self) -> bool:
        if self._state == "stopped":
            return self._faded() or not self._pieces
        return self._complete and not self._pieces
