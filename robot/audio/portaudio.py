"""The one door to PortAudio, through `sounddevice`.

PortAudio reads the list of devices once, when it is initialised; only terminating and initialising it again shows a
device that was plugged in later (python-sounddevice issues 125 and 382), and terminating closes every stream of the
process. So all streams are opened here, and the list is read anew only while none is open.

Closing a stream of a vanished device may hang in the driver. It is done in a thread of its own that is given up after
a while; from then on the list is not read again, because terminating would hang as well.
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal

from robot.errors import AudioError
from robot.turn import SAMPLE_RATE

Direction = Literal["input", "output"]

_CLOSE_SECONDS = 3.0
_OUTPUT_LATENCY = 0.12
"""Seconds: enough to bridge a recogniser that takes all cores, little enough to fall silent at once."""
_lock = threading.RLock()
_open: set[Stream] = set()
_wanted = threading.Event()


@dataclass(frozen=True, slots=True)
class Device:
    """A device as PortAudio names it; `channels` and `rate` (Hz) are those of the asked direction."""

    index: int
    name: str
    host: str
    channels: int
    rate: int
    default: bool


@functools.cache
def _sounddevice() -> Any:
    try:
        import sounddevice
    except ImportError:
        raise AudioError("audio.no_package", package="sounddevice") from None
    except OSError:
        raise AudioError("audio.no_portaudio") from None
    _silence_alsa()
    return sounddevice


def refresh() -> bool:
    """Read the list of devices anew; False when a stream is open and it cannot be done. Raises AudioError."""
    sd = _sounddevice()
    with _lock:
        _wanted.clear()
        if _open:
            return False
        try:
            while sd._initialized > 0:
                sd._terminate()
            sd._initialize()
        except sd.PortAudioError:
            raise AudioError("audio.no_portaudio") from None
        return True


@contextmanager
def fresh() -> Iterator[None]:
    """Hold on to a list of devices as new as possible, so that a device found in it can still be opened."""
    with _lock:
        refresh()
        yield


def want_refresh() -> None:
    """A device was not found: whoever keeps a stream open all the time shall open it anew (`refresh_wanted`)."""
    if _open:
        _wanted.set()


def refresh_wanted() -> bool:
    """Whether somebody waits for a new list of devices."""
    return _wanted.is_set()


def devices(direction: Direction) -> tuple[Device, ...]:
    """All devices that can record ("input") or play ("output"). Raises AudioError without PortAudio."""
    sd = _sounddevice()
    with _lock:
        try:
            found, hosts = list(sd.query_devices()), list(sd.query_hostapis())
            default = sd.default.device[0 if direction == "input" else 1]
        except sd.PortAudioError:
            return ()
    return tuple(
        Device(
            index=index,
            name=str(device["name"]),
            host=str(hosts[device["hostapi"]]["name"]),
            channels=int(device[f"max_{direction}_channels"]),
            rate=int(device["default_samplerate"]),
            default=index == default,
        )
        for index, device in enumerate(found)
        if device[f"max_{direction}_channels"] > 0
    )


class Stream:
    """An open stream; `rate` in Hz and `channels` are what the device agreed to."""

    def __init__(self, stream: Any, rate: int, channels: int) -> None:
        self._stream = stream
        self._closing: threading.Thread | None = None
        self._once = threading.Lock()
        self.rate = rate
        self.channels = channels

    def close(self) -> bool:
        """Stop at once and close; False when the driver hangs and the stream had to be abandoned."""
        with self._once:
            if self._closing is None:
                self._closing = threading.Thread(target=self._close, name="portaudio-close", daemon=True)
                self._closing.start()
        self._closing.join(_CLOSE_SECONDS)
        return not self._closing.is_alive()

    def _close(self) -> None:
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)
        _open.discard(self)


def open_stream(
    device: Device,
    direction: Direction,
    callback: Callable[..., None],
    finished: Callable[[], None],
    block_seconds: float,
) -> Stream:
    """Open and start a raw int16 stream, 16 kHz mono if the device can, else at its own rate and with two channels.

    `callback` is PortAudio's (see `sounddevice.RawStream`), `finished` is called when the stream ends, also by itself.
    Raises AudioError when the device refuses all of it.
    """
    sd = _sounddevice()
    factory = sd.RawInputStream if direction == "input" else sd.RawOutputStream
    reason = ""
    for rate, channels in _formats(device):
        opened = None
        with _lock, _quiet_stderr():
            try:
                stream = factory(
                    samplerate=rate,
                    channels=channels,
                    dtype="int16",
                    device=device.index,
                    blocksize=round(block_seconds * rate),
                    callback=callback,
                    finished_callback=finished,
                    latency=_OUTPUT_LATENCY if direction == "output" else "high",
                )
                opened = Stream(stream, rate, channels)
                _open.add(opened)
                stream.start()
                return opened
            except (sd.PortAudioError, ValueError) as error:
                reason = _reason(error)
                if opened is not None:
                    opened.close()
    key = "audio.microphone_unusable" if direction == "input" else "audio.speaker_unusable"
    raise AudioError(key, name=device.name, reason=reason)


def stop_exception() -> type[Exception]:
    """What an output callback raises to end its stream once everything has been played."""
    stop: type[Exception] = _sounddevice().CallbackStop
    return stop


def _formats(device: Device) -> Iterator[tuple[int, int]]:
    for rate in dict.fromkeys((SAMPLE_RATE, device.rate)):
        for channels in dict.fromkeys((1, min(2, device.channels))):
            yield rate, channels


def _reason(error: Exception) -> str:
    """PortAudio's own words, or the driver's where there are some, without the numbers and functions around them."""
    words = [part for part in error.args[2:3] if isinstance(part, tuple) for part in part if isinstance(part, str)]
    first = str(error.args[0]).rpartition(": ")[2] if error.args else type(error).__name__
    return words[-1] if words and words[-1] else first


def _silence_alsa() -> None:
    """ALSA writes every underrun to the terminal; hand it a function of C that ignores what it is told."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(ctypes.CDLL(None).getpid)


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Keep ALSA's and PortAudio's complaints off the terminal: the robot says in its own words what is wrong."""
    try:
        saved = os.dup(2)
    except OSError:
        yield
        return
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        os.close(null)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
