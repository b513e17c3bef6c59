"""Wishes about the voice, as numbers."""

from __future__ import annotations

import pytest

from robot.dialogue.session import Session, speaking_rate, speaking_volume


@pytest.mark.parametrize(
    ("rate", "pace", "wanted"),
    [(200, 0, 200), (200, -1, 170), (200, 1, 230), (200, -3, 110), (200, 3, 290), (110, -3, 100), (400, 3, 400)],
)
def test_rate(rate: int, pace: int, wanted: int) -> None:
    assert speaking_rate(rate, Session(pace=pace)) == wanted


@pytest.mark.parametrize(
    ("volume", "loudness", "wanted"), [(90, 0, 90), (50, 1, 65), (50, -1, 35), (90, 3, 100), (20, -3, 10), (0, 0, 10)]
)
def test_volume(volume: int, loudness: int, wanted: int) -> None:
    assert speaking_volume(volume, Session(loudness=loudness)) == wanted
