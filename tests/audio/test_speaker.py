from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from robot.audio import portaudio
from robot.audio.speaker import NullSpeaker, Speaker
from robot.errors import EngineError, RobotError
from robot.turn import SAMPLE_RATE, Samples
from tests.audio import alignment
from tests.audio.pulse import PulseSession

PATIENCE = 30.0


def _tone(seconds: float) -> Samples:
    return (12_000 * np.sin(np.arange(round(seconds * SAMPLE_RATE)) * 2 * np.pi * 200 / SAMPLE_RATE)).astype(np.int16)


class _Errors:
    def __init__(self) -> None:
        self.keys: list[str] = []

    def __call__(self, error: RobotError) -> None:
        self.keys.append(error.key)


def test_the_pieces_are_heard_whole_and_in_order(pulse: PulseSession, speech: Samples) -> None:
    begun: list[int] = []
    speaker = Speaker(volume=100)
    with pulse.record_speaker() as recording:
        speaker.play((part for part in np.array_split(speech, 3)), begun.append)
        assert speaker.playing
        assert speaker.wait(PATIENCE)
    assert begun == [0, 1, 2]
    assert speaker.outcome == "played"
    assert not speaker.playing
    assert alignment.share(speech, recording.samples) >= alignment.MOST


def test_half_the_volume_is_an_eighth_of_the_amplitude(pulse: PulseSession, speech: Samples) -> None:
    speaker = Speaker(volume=50)
    with pulse.record_speaker() as recording:
        speaker.play([speech])
        assert speaker.wait(PATIENCE)
    loudest = int(np.abs(recording.samples.astype(int)).max())
    assert loudest == pytest.approx(int(np.abs(speech.astype(int)).max()) / 8, rel=0.1)


def test_stopping_is_soft_and_closes_the_generator(pulse: PulseSession) -> None:
    closed = threading.Event()

    def endless() -> Iterator[Samples]:
        try:
            while True:
                yield _tone(0.5)
        finally:
            closed.set()

    speaker = Speaker(volume=100)
    with pulse.record_speaker() as recording:
        speaker.play(endless())
        assert recording.wait_for_sound(PATIENCE)
        assert recording.wait_for_more(0.5)
        speaker.stop()
        assert speaker.wait(PATIENCE)
    assert closed.wait(PATIENCE)
    assert speaker.outcome == "stopped"
    sound = recording.samples.astype(int)
    end = int(np.flatnonzero(np.abs(sound) > 5)[-1])
    assert end < len(sound) - 100
    loudest = [int(np.abs(sound[end - back - 80 : end - back]).max()) for back in (0, 80, 160)]
    assert loudest[0] < 6_000 and loudest == sorted(loudest)


def test_a_pause_is_silent_and_the_rest_follows(pulse: PulseSession, speech: Samples) -> None:
    speaker = Speaker(volume=100)
    with pulse.record_speaker() as recording:
        speaker.play([speech])
        assert recording.wait_for_sound(PATIENCE)
        speaker.pause()
        assert recording.wait_for_more(1.0)
        assert speaker.playing
        speaker.resume()
        assert speaker.wait(PATIENCE)
    assert speaker.outcome == "played"
    sound = recording.samples
    assert alignment.share(speech[-SAMPLE_RATE:], sound) >= alignment.MOST
    first = int(np.flatnonzero(np.abs(sound.astype(int)) > 200)[0])
    assert len(sound) - first > len(speech) + SAMPLE_RATE // 2


def test_a_new_reply_takes_the_place_of_the_old_one(pulse: PulseSession, speech: Samples) -> None:
    errors = _Errors()
    speaker = Speaker(volume=100, on_error=errors)
    with pulse.record_speaker() as recording:
        speaker.play([_tone(30)])
        assert recording.wait_for_sound(PATIENCE)
        speaker.play([speech])
        assert speaker.wait(PATIENCE)
    assert speaker.outcome == "played"
    assert alignment.share(speech, recording.samples) >= alignment.MOST
    assert errors.keys == []


def test_a_lost_speaker_is_told_and_the_next_reply_is_heard_again(pulse: PulseSession, speech: Samples) -> None:
    errors = _Errors()
    speaker = Speaker(volume=100, on_error=errors)
    with pulse.record_speaker() as recording:
        speaker.play([_tone(30)])
        assert recording.wait_for_sound(PATIENCE)
    with pulse.unplugged_speaker():
        assert speaker.wait(PATIENCE)
        assert speaker.outcome == "failed"
        speaker.play([speech])
        assert speaker.wait(PATIENCE)
    assert errors.keys == ["audio.speaker_lost", "audio.speaker_unusable"]
    with pulse.record_speaker() as recording:
        speaker.play([speech])
        assert speaker.wait(PATIENCE)
    assert alignment.share(speech, recording.samples) >= alignment.MOST


def test_a_device_that_wants_its_own_rate_and_two_channels(
    pulse: PulseSession, speech: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "_formats", lambda device: [(44_100, 2)])
    speaker = Speaker(volume=100)
    with pulse.record_speaker() as recording:
        speaker.play([speech])
        assert speaker.wait(PATIENCE)
    assert alignment.share(speech, recording.samples) >= alignment.MOST


@pytest.mark.parametrize(
    ("fault", "key"),
    [(EngineError("audio.no_package", package="x"), "audio.no_package"), (ZeroDivisionError(), "audio.speech_failed")],
)
def test_an_engine_that_fails_midway_is_told_and_what_there_was_is_heard(
    pulse: PulseSession, speech: Samples, fault: Exception, key: str
) -> None:
    def pieces() -> Iterator[Samples]:
        yield speech
        raise fault

    errors = _Errors()
    speaker = Speaker(volume=100, on_error=errors)
    with pulse.record_speaker() as recording:
        speaker.play(pieces())
        assert speaker.wait(PATIENCE)
    assert errors.keys == [key]
    assert alignment.share(speech, recording.samples) >= alignment.MOST


@pytest.mark.parametrize("pieces", [[], [np.zeros(0, np.int16)]])
def test_nothing_to_say_needs_no_device(pieces: list[Samples], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "open_stream", lambda *arguments: pytest.fail("opened a device"))
    speaker = Speaker()
    speaker.play(pieces)
    assert speaker.wait(PATIENCE)
    assert speaker.outcome == "played"


def test_controls_without_a_reply_do_nothing() -> None:
    speaker = Speaker()
    speaker.pause()
    speaker.resume()
    speaker.stop()
    speaker.close()
    assert not speaker.playing
    assert speaker.wait(0)
    assert speaker.outcome == "nothing"


def test_without_a_speaker_nothing_is_synthesised() -> None:
    def pieces() -> Iterator[Samples]:
        pytest.fail("synthesised for nobody")
        yield _tone(1)

    speaker = NullSpeaker()
    speaker.play(pieces())
    assert speaker.wait() and not speaker.playing
    speaker.stop()
    speaker.close()
