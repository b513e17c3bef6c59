from __future__ import annotations

import numpy as np
import pytest

from robot.audio.segment import chunks
from robot.audio.vad import CHUNK, VoiceActivity
from robot.errors import AudioError
from robot.turn import Samples


def _probabilities(vad: VoiceActivity, sound: Samples) -> list[float]:
    return [vad.probability(chunk) for chunk in chunks([sound]) if len(chunk) == CHUNK]


def test_speech_is_voice() -> None:
    from robot.audio import wav
    from tests.audio.conftest import SPEECH

    probabilities = _probabilities(VoiceActivity(), wav.read(SPEECH))
    assert np.median(probabilities) > 0.9


@pytest.mark.parametrize("loudness", [0, 3, 300, 3000])
def test_noise_and_silence_are_none(loudness: int) -> None:
    noise = np.random.default_rng(1).normal(0, loudness, 48_000).astype(np.int16)
    assert max(_probabilities(VoiceActivity(), noise)) < 0.35


def test_speech_after_a_long_silence_is_noticed_at_once(speech: Samples) -> None:
    vad = VoiceActivity()
    assert max(_probabilities(vad, np.zeros(160_000, np.int16))) < 0.35
    assert max(_probabilities(vad, speech[:8000])) > 0.9


def test_reset_forgets(speech: Samples) -> None:
    vad = VoiceActivity()
    first = _probabilities(vad, speech)
    vad.reset()
    assert _probabilities(vad, speech) == first


@pytest.mark.parametrize("size", [0, 1, 511, 513])
def test_another_size_is_refused(size: int) -> None:
    with pytest.raises(AudioError) as raised:
        VoiceActivity().probability(np.zeros(size, np.int16))
    assert raised.value.key == "audio.bad_chunk"
