from __future__ import annotations

import numpy as np
import pytest

from robot.audio.resample import Resampler, mono, resample, to_float, to_int16
from robot.turn import Samples


@pytest.mark.parametrize("rate", [8_000, 22_050, 24_000, 44_100, 48_000])
def test_there_and_back_is_the_same_speech(speech: Samples, rate: int) -> None:
    there = resample(speech, 16_000, rate)
    assert len(there) == pytest.approx(len(speech) * rate / 16_000, abs=2)
    back = resample(there, rate, 16_000)[: len(speech)]
    likeness = float(np.corrcoef(back.astype(float), speech[: len(back)].astype(float))[0, 1])
    assert likeness > (0.9 if rate == 8_000 else 0.99)


def test_the_same_rate_changes_nothing(speech: Samples) -> None:
    assert np.array_equal(resample(speech, 16_000, 16_000), speech)


def test_every_int16_survives_floats() -> None:
    everything = np.arange(-32768, 32768).astype(np.int16)
    assert np.array_equal(to_int16(to_float(everything)), everything)


def test_pieces_resample_like_the_whole(speech: Samples) -> None:
    whole = Resampler(16_000, 24_000).feed(to_float(speech), last=True)
    stream = Resampler(16_000, 24_000)
    pieces = [stream.feed(to_float(speech[i : i + 700])) for i in range(0, len(speech), 700)]
    pieces.append(stream.feed(np.zeros(0, np.float32), last=True))
    assert np.allclose(np.concatenate(pieces), whole, atol=1e-4)


def test_mono_is_the_mean_of_the_channels() -> None:
    frames = np.array([[0.5, -0.5], [0.25, 0.75]], np.float32)
    assert mono(frames).tolist() == [0.0, 0.5]
