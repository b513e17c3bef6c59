"""What passes for speech before any recogniser is asked."""

from __future__ import annotations

import numpy as np
import pytest

from robot.stt.gate import SpeechGate, frame_levels, rises_like_speech, trimmed
from robot.turn import SAMPLE_RATE
from tests.stt.conftest import Speak
from tests.stt.sounds import NOT_SPEECH, in_a_room, tone, white_noise


@pytest.mark.parametrize("name", ["silence", "microphone hiss", "loud hiss", "mains hum", "fan", "clicks", "nothing"])
def test_steady_or_very_short_sounds_are_stopped_by_loudness(name: str) -> None:
    assert not rises_like_speech(NOT_SPEECH[name])


@pytest.mark.parametrize("said", ["停", "是", "下一步", "老板拖欠工资怎么办"])
@pytest.mark.parametrize("share", [1.0, 0.05])
def test_speech_rises(mandarin: Speak, said: str, share: float) -> None:
    speech = mandarin(said)[int(0.4 * SAMPLE_RATE) : -int(0.8 * SAMPLE_RATE)]
    quieter = (speech * share).astype(np.int16)
    assert rises_like_speech(quieter)
    assert rises_like_speech(in_a_room(quieter, hiss=10))


def test_a_constant_offset_of_the_microphone_is_no_sound() -> None:
    assert frame_levels(np.full(3200, 8000, np.int16)).max() < -100


def test_loudness_is_measured_in_decibels_of_full_scale() -> None:
    assert frame_levels(tone(1000)) == pytest.approx(20 * np.log10(0.3 / np.sqrt(2)), abs=0.1)


@pytest.mark.parametrize(("heard", "passes"), [(0.0, False), (0.11, False), (0.2, True)])
def test_the_ear_for_voices_has_the_last_word(mandarin: Speak, heard: float, passes: bool) -> None:
    assert SpeechGate(lambda samples: heard).admits(mandarin("停")) is passes


def test_the_ear_is_not_asked_about_silence() -> None:
    asked: list[int] = []
    gate = SpeechGate(lambda samples: asked.append(len(samples)) or 9.0)
    assert not gate.admits(NOT_SPEECH["silence"])
    assert asked == []


def test_silence_around_speech_is_cut_off() -> None:
    burst = white_noise(0.1, 1.0)
    sound = in_a_room(burst, before=2.0, after=3.0)
    cut = trimmed(sound)
    assert len(cut) / SAMPLE_RATE == pytest.approx(1.8, abs=0.05)
    assert np.array_equal(cut, sound[(at := int(1.7 * SAMPLE_RATE)) : at + len(cut)])


@pytest.mark.parametrize("name", ["silence", "nothing"])
def test_what_has_no_sound_stays_as_it_is(name: str) -> None:
    assert len(trimmed(NOT_SPEECH[name])) == len(NOT_SPEECH[name])
