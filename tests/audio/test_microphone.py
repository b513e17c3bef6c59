from __future__ import annotations

import threading
from typing import Self

import numpy as np
import pytest

from robot.audio import portaudio
from robot.audio.microphone import BlockQueue, Microphone
from robot.audio.speaker import Speaker
from robot.audio.vad import CHUNK
from robot.errors import AudioError
from robot.turn import SAMPLE_RATE, Samples
from tests.audio import alignment
from tests.audio.pulse import PulseSession

PATIENCE = 20.0


class _Listener:
    """Reads a microphone in a thread, and writes down what it is told."""

    def __init__(self, name: str = "default", **options: float) -> None:
        self.lost, self.back, self.heard = threading.Event(), threading.Event(), threading.Event()
        self.errors: list[AudioError] = []
        self.chunks: list[Samples] = []
        self._forget_until = 0
        self.microphone = Microphone(name, on_lost=self._on_lost, on_back=self.back.set, retry_seconds=0.1, **options)
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.microphone.close()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def _read(self) -> None:
        for chunk in self.microphone.chunks():
            self.chunks.append(chunk)
            self.heard.set()

    def _on_lost(self, error: AudioError) -> None:
        self.errors.append(error)
        self.lost.set()

    def hears(self, pulse: PulseSession, sound: Samples) -> float:
        """Play it into the microphone: the share of it that was heard since."""
        self.heard.clear()
        assert self.heard.wait(PATIENCE)
        before = len(self.chunks)
        pulse.play_into_microphone(sound)
        wanted = before + len(sound) // CHUNK + 20
        while len(self.chunks) < wanted:
            self.heard.clear()
            assert self.heard.wait(PATIENCE)
        return alignment.share(sound, np.concatenate(self.chunks[before:]))


def test_what_is_played_into_the_microphone_is_heard(pulse: PulseSession, speech: Samples) -> None:
    with _Listener() as listener:
        assert listener.hears(pulse, speech) >= alignment.MOST
    assert all(len(chunk) == CHUNK and chunk.dtype == np.int16 for chunk in listener.chunks)
    assert listener.microphone.dropped == 0
    assert not listener.lost.is_set() and not listener.back.is_set()


def test_a_microphone_that_is_pulled_out_comes_back_by_itself(pulse: PulseSession, speech: Samples) -> None:
    with _Listener() as listener:
        assert listener.heard.wait(PATIENCE)
        pulse.unplug_microphone()
        try:
            assert listener.lost.wait(PATIENCE)
        finally:
            pulse.plug_microphone()
        assert listener.back.wait(PATIENCE)
        assert listener.hears(pulse, speech) >= alignment.MOST
    assert [error.key for error in listener.errors] == ["audio.microphone_lost"]


def test_a_microphone_that_was_missing_from_the_start_is_found_later(pulse: PulseSession, speech: Samples) -> None:
    pulse.unplug_microphone()
    try:
        microphone = Microphone()
        with pytest.raises(AudioError) as raised:
            microphone.open()
        assert raised.value.key == "audio.microphone_unusable"
    finally:
        pulse.plug_microphone()
    with _Listener() as listener:
        assert listener.hears(pulse, speech) >= alignment.MOST


def test_closing_ends_the_chunks_even_while_there_is_no_microphone(pulse: PulseSession) -> None:
    with _Listener("没有这个麦克风") as listener:
        assert not listener.heard.wait(0.3)
    assert listener.chunks == []


def test_an_unknown_name_is_refused(pulse: PulseSession) -> None:
    with pytest.raises(AudioError) as raised:
        Microphone("没有这个麦克风").open()
    assert raised.value.key == "audio.unknown_microphone"


def test_a_device_that_wants_its_own_rate_and_two_channels_is_converted(
    pulse: PulseSession, speech: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "_formats", lambda device: [(44_100, 2)])
    with _Listener() as listener:
        assert listener.hears(pulse, speech) >= alignment.MOST


def test_a_stream_that_falls_silent_counts_as_lost(pulse: PulseSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some drivers do not tell that a device has gone: their callback just is not called any more."""
    monkeypatch.setattr(BlockQueue, "put", lambda self, block: None)
    with _Listener(silent_seconds=0.2) as listener:
        assert listener.lost.wait(PATIENCE)


def test_a_speaker_that_is_not_found_makes_the_list_be_read_anew(
    pulse: PulseSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PortAudio shows a new speaker only when it is initialised anew, for which the microphone has to let go."""
    opened, really_open = threading.Event(), Microphone.open

    def note_open(microphone: Microphone) -> None:
        really_open(microphone)
        opened.set()

    monkeypatch.setattr(Microphone, "open", note_open)
    with _Listener() as listener:
        assert listener.heard.wait(PATIENCE)
        opened.clear()
        assert not portaudio.refresh()
        Speaker("没有这个扬声器").play([np.ones(SAMPLE_RATE, np.int16)])
        assert opened.wait(PATIENCE)
        listener.heard.clear()
        assert listener.heard.wait(PATIENCE)
    assert not listener.lost.is_set()
    assert not portaudio.refresh_wanted()


def test_what_nobody_reads_in_time_is_dropped_oldest_first_and_counted() -> None:
    queue = BlockQueue(3)
    for number in range(5):
        queue.put(bytes([number]))
    assert queue.dropped == 2
    assert [queue.take(0) for _ in range(4)] == [b"\2", b"\3", b"\4", None]


def test_the_end_is_told_after_the_last_block() -> None:
    queue = BlockQueue(3)
    queue.put(b"a")
    queue.end()
    assert queue.take(PATIENCE) == b"a"
    assert queue.take(PATIENCE) is None


def test_flushing_forgets_what_waits() -> None:
    queue = BlockQueue(3)
    queue.put(b"a")
    queue.clear()
    assert queue.take(0) is None
    assert queue.dropped == 0
