"""The microphone: 16 kHz mono int16 in chunks of 32 ms, through unplugging and plugging in again.

PortAudio's callback only copies its block into a bounded queue; everything else happens in the thread that iterates
over `chunks()`.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

import numpy as np

from robot.audio import devices, portaudio
from robot.audio.resample import Resampler, mono, to_float, to_int16
from robot.audio.segment import chunks as in_chunks
from robot.audio.vad import CHUNK
from robot.errors import AudioError
from robot.turn import SAMPLE_RATE, Samples

_CHUNK_SECONDS = CHUNK / SAMPLE_RATE


class BlockQueue:
    """Blocks from the callback to the reader. When nobody reads, the oldest are dropped, and counted."""

    def __init__(self, longest: int) -> None:
        self._blocks: deque[bytes] = deque()
        self._longest = longest
        self._changed = threading.Condition()
        self._ended = False
        self.dropped = 0

    def put(self, block: bytes) -> None:
        """Add a block, in the callback."""
        with self._changed:
            if len(self._blocks) >= self._longest:
                self._blocks.popleft()
                self.dropped += 1
            self._blocks.append(block)
            self._changed.notify()

    def end(self) -> None:
        """No more blocks will come."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def clear(self) -> None:
        """Forget what is waiting."""
        with self._changed:
            self._blocks.clear()

    def take(self, timeout: float) -> bytes | None:
        """The next block; None when the stream has ended, or when none came for `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._blocks or self._ended, timeout)
            return self._blocks.popleft() if self._blocks else None


class Microphone:
    """A microphone chosen by (a part of) its name, or "default".

    When it vanishes, `on_lost` is told once and it is looked for every `retry_seconds` until it is there (`on_back`),
    also when it was missing from the start; `chunks()` waits meanwhile. Both are called in the thread that reads it.
    """

    def __init__(
        self,
        name: str = devices.DEFAULT,
        *,
        on_lost: Callable[[AudioError], None] = lambda error: None,
        on_back: Callable[[], None] = lambda: None,
        retry_seconds: float = 2.0,
        silent_seconds: float = 3.0,
        backlog_seconds: float = 20.0,
    ) -> None:
        self.name = name
        self._on_lost = on_lost
        self._on_back = on_back
        self._retry_seconds = retry_seconds
        self._silent_seconds = silent_seconds
        self._backlog = max(1, round(backlog_seconds / _CHUNK_SECONDS))
        self._closed = threading.Event()
        self._stream: portaudio.Stream | None = None
        self._queue = BlockQueue(self._backlog)
        self._dropped_before = 0
        self._missing = False

    @property
    def dropped(self) -> int:
        """How many chunks were lost because nobody read them in time."""
        return self._dropped_before + self._queue.dropped

    def open(self) -> None:
        """Start to record. Raises AudioError when there is no such microphone, or PortAudio is missing."""
        queue = BlockQueue(self._backlog)

        def callback(block: Any, frames: int, time: Any, status: Any) -> None:
            queue.put(bytes(block))

        with portaudio.fresh():
            device = devices.find(self.name, "input")
            self._stream = portaudio.open_stream(device, "input", callback, queue.end, _CHUNK_SECONDS)
        self._dropped_before += self._queue.dropped
        self._queue = queue
        if self._closed.is_set():
            self._release()

    def chunks(self) -> Iterator[Samples]:
        """What the microphone hears, 512 samples at a time, until `close()`. Opens it where that is still to be done.

        Raises nothing for a missing microphone: it is waited for.
        """
        while self._opened():
            yield from self._of_one_stream()
            self._release()
            if not self._closed.is_set() and not portaudio.refresh_wanted():
                self._missing = True
                self._on_lost(AudioError("audio.microphone_lost", name=self.name))

    def flush(self) -> None:
        """Forget what was heard and not read yet."""
        self._queue.clear()

    def close(self) -> None:
        """End `chunks()`, in whatever thread it runs, and give the device back."""
        self._closed.set()
        self._queue.end()
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _of_one_stream(self) -> Iterator[Samples]:
        stream, queue = self._stream, self._queue
        if stream is None:
            return
        for chunk in in_chunks(self._sixteen_kilohertz(queue, stream)):
            if self._closed.is_set() or portaudio.refresh_wanted():
                return
            if len(chunk) == CHUNK:
                yield chunk

    def _sixteen_kilohertz(self, queue: BlockQueue, stream: portaudio.Stream) -> Iterator[Samples]:
        resampler = Resampler(stream.rate, SAMPLE_RATE)
        while (block := queue.take(self._silent_seconds)) is not None:
            samples = np.frombuffer(block, np.int16)
            if stream.rate == SAMPLE_RATE and stream.channels == 1:
                yield samples
            else:
                yield to_int16(resampler.feed(mono(to_float(samples).reshape(-1, stream.channels))))

    def _opened(self) -> bool:
        """Try to open until it works; False when closed meanwhile."""
        while self._stream is None and not self._closed.is_set():
            try:
                self.open()
            except AudioError:
                self._missing = True
                self._closed.wait(self._retry_seconds)
        if self._closed.is_set():
            return False
        if self._missing:
            self._missing = False
            self._on_back()
        return True

    def _release(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
