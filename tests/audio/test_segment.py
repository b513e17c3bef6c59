from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.audio import wav
from robot.audio.segment import chunks, utterances
from robot.audio.vad import VoiceActivity
from robot.config import Audio
from robot.turn import SAMPLE_RATE, Samples
from tests.audio.test_wav import _write_silence

CONFIG = Audio()


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def test_each_question_of_a_recording_is_an_utterance(speech: Samples) -> None:
    sound = np.concatenate((_silence(1), speech, _silence(1.5), speech, _silence(0.7), speech, _silence(1)))
    first, second = utterances(sound, VoiceActivity(), CONFIG)
    whole = len(speech) / SAMPLE_RATE
    assert first.started <= 1.0 and first.ended >= 1.0 + whole - 0.1
    assert len(second.samples) / SAMPLE_RATE == pytest.approx(0.4 + 2 * whole + 0.7 + 0.2, abs=0.25)


def test_blocks_give_the_same_as_the_whole(speech: Samples) -> None:
    sound = np.concatenate((_silence(0.5), speech, _silence(1)))
    whole = list(utterances(sound, VoiceActivity(), CONFIG))
    blocks = list(utterances(iter(np.array_split(sound, 7)), VoiceActivity(), CONFIG))
    assert [u.started for u in blocks] == [u.started for u in whole]
    assert np.array_equal(blocks[0].samples, whole[0].samples)


def test_a_file_that_is_nothing_but_speech_is_heard_to_its_last_sample(speech: Samples) -> None:
    (heard,) = utterances(speech, VoiceActivity(), CONFIG)
    assert len(heard.samples) > len(speech) - 0.3 * SAMPLE_RATE


@pytest.mark.parametrize("loudness", [0, 5, 1000, 8000])
def test_silence_and_noise_give_none(loudness: int) -> None:
    noise = np.random.default_rng(3).normal(0, loudness, 5 * SAMPLE_RATE)
    sound = np.clip(noise, -32768, 32767).astype(np.int16)
    assert list(utterances(sound, VoiceActivity(), CONFIG)) == []


def test_knocks_give_none() -> None:
    sound = _silence(6)
    rng = np.random.default_rng(4)
    for start in range(8000, len(sound) - 8000, 20_000):
        sound[start : start + 800] = (rng.normal(0, 12_000, 800) * np.exp(-np.arange(800) / 150)).astype(np.int16)
    assert list(utterances(sound, VoiceActivity(), CONFIG)) == []


def test_an_hour_of_silence_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    _write_silence(path, 3600)
    assert list(utterances(wav.blocks(path), VoiceActivity(), CONFIG)) == []


@given(st.lists(st.integers(0, 2000), max_size=12), st.integers(1, 700))
def test_chunks_lose_and_add_nothing(sizes: list[int], size: int) -> None:
    source = np.arange(sum(sizes)).astype(np.int16)
    parts = np.split(source, np.cumsum(sizes)[:-1]) if sizes else []
    pieces = list(chunks(parts, size))
    assert all(len(piece) == size for piece in pieces[:-1])
    assert np.array_equal(np.concatenate([np.zeros(0, np.int16), *pieces]), source)
