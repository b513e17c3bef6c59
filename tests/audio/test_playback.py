from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.audio.playback import Playback, gain_of
from robot.turn import Samples

RATE = 16_000


def _tone(length: int) -> Samples:
    return (12_000 * np.sin(np.arange(length) * 2 * np.pi * 200 / RATE)).astype(np.int16)


def _steepest(sound: Samples) -> int:
    return int(np.abs(np.diff(np.concatenate(([0], sound.astype(np.int32), [0])))).max())


@given(st.lists(st.integers(0, 900), max_size=6), st.lists(st.integers(1, 500), min_size=1, max_size=60))
def test_the_pieces_come_out_as_they_are(lengths: list[int], blocks: list[int]) -> None:
    rng = np.random.default_rng(0)
    pieces = [rng.integers(-32768, 32768, length).astype(np.int16) for length in lengths]
    playback = Playback(RATE)
    for piece in pieces:
        playback.add(piece)
    playback.finish()
    out = np.concatenate([playback.render(block) for block in blocks])
    source = np.concatenate([np.zeros(0, np.int16), *pieces])
    assert np.array_equal(out[: len(source)], source[: len(out)])
    assert not out[len(source) :].any()
    assert playback.over == (len(out) >= len(source))
    assert playback.begun <= len(pieces)


def test_waiting_for_the_next_piece_is_silence_and_not_the_end() -> None:
    playback = Playback(RATE)
    playback.add(_tone(100))
    assert np.array_equal(playback.render(150)[:100], _tone(100))
    assert not playback.over
    assert not playback.render(50).any()
    playback.add(_tone(40))
    assert playback.render(40).any()
    playback.finish()
    assert playback.over
    assert playback.begun == 2


def test_stopping_fades_without_a_click_and_for_good() -> None:
    playback = Playback(RATE)
    playback.add(_tone(RATE))
    before = playback.render(1000)
    playback.stop()
    after = playback.render(1000)
    assert playback.over
    assert not after[300:].any()
    assert _steepest(np.concatenate((before, after))) <= _steepest(_tone(RATE)) + 60
    playback.resume()
    assert not playback.render(100).any()


def test_a_pause_is_silent_without_clicks_and_nothing_is_lost_after_it() -> None:
    playback = Playback(RATE)
    tone = _tone(RATE)
    playback.add(tone)
    playback.finish()
    out = [playback.render(8_000)]
    playback.pause()
    paused = playback.render(4_000)
    assert not paused[300:].any()
    assert not playback.over
    playback.resume()
    out += [paused, playback.render(14_000)]
    sound = np.concatenate(out)
    assert _steepest(sound) <= _steepest(tone) + 60
    resumed_at = 8_000 + 240 - 4_000
    assert np.array_equal(sound[12_240:][: RATE - resumed_at - 240], tone[resumed_at + 240 :])
    assert playback.over


def test_paused_before_anything_began_it_begins_with_resume() -> None:
    playback = Playback(RATE)
    playback.pause()
    playback.add(_tone(2000))
    assert not playback.render(500).any()
    assert playback.begun == 0
    playback.resume()
    assert np.array_equal(playback.render(2000)[300:], _tone(2000)[300:])


def test_stopped_before_anything_began_nothing_is_heard() -> None:
    playback = Playback(RATE)
    playback.add(_tone(2000))
    playback.stop()
    assert playback.over
    assert not playback.render(2000).any()


@pytest.mark.parametrize("volume", [0, 40, 100])
def test_volume(volume: int) -> None:
    playback = Playback(RATE, gain_of(volume))
    playback.add(_tone(2000))
    assert np.allclose(playback.render(2000), _tone(2000) * (volume / 100) ** 3, atol=1)


def test_the_volume_changes_while_playing_without_a_click() -> None:
    playback = Playback(RATE, gain_of(100))
    playback.add(_tone(4000))
    first = playback.render(1000)
    playback.set_gain(gain_of(50))
    second = playback.render(3000)
    assert np.allclose(second[300:], _tone(4000)[1300:] * 0.125, atol=1)
    assert _steepest(np.concatenate((first, second))) <= _steepest(_tone(4000)) + 60


def test_steps_of_volume_are_heard_and_stay_in_range() -> None:
    gains = [gain_of(volume) for volume in range(0, 101, 10)]
    assert gains[0] == 0 and gains[-1] == 1
    assert all(louder > quieter for quieter, louder in itertools.pairwise(gains))
    assert gain_of(-5) == 0 and gain_of(300) == 1
