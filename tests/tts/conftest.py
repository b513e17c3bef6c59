"""The real voices, made once; a recogniser to hear them with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from robot import paths
from robot.tts.mandarin import MandarinVoice
from robot.turn import Samples
from tests.tts.round_trip import whisper

MODELS = paths.MODELS


@pytest.fixture(scope="session")
def models() -> Path:
    return MODELS


@pytest.fixture(scope="session")
def mandarin() -> MandarinVoice:
    return MandarinVoice(MODELS / "mandarin")


@pytest.fixture(scope="session")
def hear() -> Callable[[Samples], str]:
    return whisper(MODELS / "whisper-base")
