"""The speaker: plays pieces of speech in the background while the next ones are still being made.

A thread of its own opens the device for each reply and gives it back at the end, so that a speaker that was plugged
in again is found, and PortAudio can read its list of devices anew in between.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import Any, Literal, Protocol

import numpy as np

from robot.audio import devices, portaudio
from robot.audio.playback import Playback, gain_of
from robot.audio.resample import Resampler, to_float, to_int16
from robot.errors import AudioError, RobotError
from robot.turn import SAMPLE_RATE, Samples

Outcome = Literal["nothing", "playing", "played", "stopped", "failed"]

_BLOCK_SECONDS = 0.02
_SILENT_SECONDS = 3.0
_RUN_OUT_SECONDS = 0.2
"""Silence after the last word: what a driver still holds when its stream ends is not always played."""
AHEAD = 3
"""Pieces made and not yet begun; more would only cost memory, and be wasted when the visitor interrupts."""
_JOIN_SECONDS = 5.0


class Player(Protocol):
    """What the robot needs of a speaker."""

    volume: int

    @property
    def audible(self) -> bool: ...
    @property
    def playing(self) -> bool: ...
    def play(self, pieces: Iterable[Samples], on_piece: Callable[[int], None] | None = None) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def stop(self) -> None: ...
    def wait(self, timeout: float | None = None) -> bool: ...
    def close(self) -> None: ...


class NullSpeaker:
    """No speaker: the robot goes on with its page and text. Nothing is synthesised and everything is over at once."""

    volume = 0
    audible = False
    playing = False
    outcome: Outcome = "nothing"

    def play(self, pieces: Iterable[Samples], on_piece: Callable[[int], None] | None = None) -> None:
        """Play nothing."""

    def pause(self) -> None:
        """Do nothing."""

    def resume(self) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def wait(self, timeout: float | None = None) -> bool:
        """It is over already."""
        return True

    def close(self) -> None:
        """Do nothing."""


class Speaker:
    """A speaker chosen by (a part of) its name, or "default". `volume` is 0 to 100 and may change while playing.

    `on_error` hears, in the playing thread, of a device that is missing or lost, and of pieces that could not be made.
    """

    def __init__(
        self,
        name: str = devices.DEFAULT,
        volume: int = 90,
        on_error: Callable[[RobotError], None] = lambda error: None,
    ) -> None:
        self.name = name
        self._volume = volume
        self._on_error = on_error
        self._reply: _Reply | None = None

    def check(self) -> None:
        """Raise AudioError when there is no such speaker, or PortAudio is missing."""
        devices.find(self.name, "output")

    @property
    def volume(self) -> int:
        """0 to 100."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = volume
        if self._reply:
            self._reply.playback.set_gain(gain_of(volume))

    @property
    def audible(self) -> bool:
        """Whether there is any use in making speech for it."""
        return True

    @property
    def playing(self) -> bool:
        """Whether a reply is being played, or is paused."""
        return self._reply is not None and not self._reply.ended.is_set()

    @property
    def outcome(self) -> Outcome:
        """What became of the latest reply."""
        return self._reply.outcome if self._reply else "nothing"

    def play(self, pieces: Iterable[Samples], on_piece: Callable[[int], None] | None = None) -> None:
        """Play the pieces (16 kHz mono int16) one after another, in the background; what played before is stopped.

        `pieces` may be a generator: it is run in a thread, a few pieces ahead, and closed when the reply is stopped.
        `on_piece` is called with 0, 1, … when a piece begins.
        """
        before = self._reply
        self.stop()
        self._reply = _Reply(self.name, gain_of(self._volume), pieces, on_piece, self._on_error, before)

    def pause(self) -> None:
        """Fall silent within some milliseconds; `resume` goes on."""
        if self._reply:
            self._reply.playback.pause()

    def resume(self) -> None:
        """Go on, with the syllable in which it was paused."""
        if self._reply:
            self._reply.playback.resume()

    def stop(self) -> None:
        """Fall silent for good within some milliseconds, without a click. Does not wait."""
        if self._reply:
            self._reply.playback.stop()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the reply is over, at most `timeout` seconds; whether it is."""
        return self._reply is None or self._reply.ended.wait(timeout)

    def close(self) -> None:
        """Stop, and wait until the device is given back."""
        self.stop()
        self.wait(_JOIN_SECONDS)


@contextmanager
def reporting(pieces: Any, on_error: Callable[[RobotError], None]) -> Iterator[None]:
    """Pieces of speech are made inside: whatever goes wrong there is told, and `pieces` is closed in the end.

    A fault in an engine must not take the robot's voice away for good.
    """
    try:
        with closing(pieces) if hasattr(pieces, "close") else nullcontext():
            yield
    except RobotError as error:
        on_error(error)
    except Exception as error:
        on_error(AudioError("audio.speech_failed", reason=type(error).__name__))


class _Reply:
    """One `play`: a thread that makes the pieces, and a thread that owns the device."""

    def __init__(
        self,
        name: str,
        gain: float,
        pieces: Iterable[Samples],
        on_piece: Callable[[int], None] | None,
        on_error: Callable[[RobotError], None],
        before: _Reply | None,
    ) -> None:
        self.playback = Playback(SAMPLE_RATE, gain)
        self.ended = threading.Event()
        self.outcome: Outcome = "playing"
        self._name = name
        self._pieces = pieces
        self._on_piece = on_piece
        self._on_error = on_error
        self._drained = threading.Event()
        self._calls = 0
        for target, arguments in ((self._make, ()), (self._play, (before,))):
            threading.Thread(target=target, args=arguments, name=f"speaker{target.__name__}", daemon=True).start()

    def _make(self) -> None:
        """Fill the playback from the iterator, a few pieces ahead."""
        playback = self.playback
        try:
            with reporting(self._pieces, self._on_error):
                for piece in self._pieces:
                    playback.add(piece)
                    with playback.changed:
                        playback.changed.wait_for(lambda: playback.state == "stopped" or playback.waiting < AHEAD)
                    if playback.state == "stopped":
                        break
        finally:
            playback.finish()

    def _play(self, before: _Reply | None) -> None:
        try:
            if before is not None:
                before.ended.wait(_JOIN_SECONDS)
            self.outcome = self._through_device()
        except AudioError as error:
            self.outcome = "failed"
            portaudio.want_refresh()
            self.playback.stop()
            self._on_error(error)
        finally:
            self.ended.set()

    def _through_device(self) -> Outcome:
        playback = self.playback
        with playback.changed:
            playback.changed.wait_for(lambda: playback.waiting or playback.over)
        if not playback.over:
            render = _Render(playback)
            with portaudio.fresh():
                device = devices.find(self._name, "output")
                stream = portaudio.open_stream(device, "output", render, self._end, _BLOCK_SECONDS)
            render.fit(stream.rate, stream.channels)
            try:
                self._watch(render)
            finally:
                stream.close()
        return "stopped" if playback.state == "stopped" else "played"

    def _watch(self, render: _Render) -> None:
        """Tell of the pieces that begin, until all is played. Raises AudioError when the device is lost."""
        playback, told = self.playback, 0
        while not (playback.over and self._drained.is_set()):
            calls = render.calls
            with playback.changed:
                moved = self._drained.is_set() or playback.changed.wait(_SILENT_SECONDS) or render.calls != calls
            while told < playback.begun:
                if self._on_piece:
                    self._on_piece(told)
                told += 1
            if playback.over and not moved:
                return
            if not playback.over and (self._drained.is_set() or not moved):
                raise AudioError("audio.speaker_lost", name=self._name)

    def _end(self) -> None:
        with self.playback.changed:
            self._drained.set()
            self.playback.changed.notify_all()


class _Render:
    """PortAudio's output callback: the playback at the device's rate and with its channels.

    Until `fit` has told what the device agreed to, it is silent.
    """

    def __init__(self, playback: Playback) -> None:
        self.calls = 0
        self._silent = 0
        self._playback = playback
        self._stop = portaudio.stop_exception()
        self._fitted: tuple[int, int, Resampler] | None = None
        self._ready = np.zeros(0, np.int16)

    def fit(self, rate: int, channels: int) -> None:
        """The stream is open, at `rate` Hz and with `channels`."""
        self._fitted = (rate, channels, Resampler(SAMPLE_RATE, rate))

    def __call__(self, block: Any, frames: int, time: Any, status: Any) -> None:
        self.calls += 1
        if self._fitted is None:
            block[:] = bytes(len(block))
            return
        rate, channels, resampler = self._fitted
        while len(self._ready) < frames:
            asked = max(1, round(frames * SAMPLE_RATE / rate))
            rendered = self._playback.render(asked)
            fresh = rendered if rate == SAMPLE_RATE else to_int16(resampler.feed(to_float(rendered)))
            self._ready = np.concatenate((self._ready, fresh))
        sound, self._ready = self._ready[:frames], self._ready[frames:]
        block[:] = np.repeat(sound, channels).tobytes()
        self._silent = 0 if sound.any() or not self._playback.over else self._silent + frames
        if self._silent >= _RUN_OUT_SECONDS * rate:
            raise self._stop
