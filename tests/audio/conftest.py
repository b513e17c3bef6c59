from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from robot.audio import wav
from robot.turn import Samples
from tests.audio.pulse import PulseSession

# The machine may be busy: how long an example takes says nothing.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

SPEECH = Path(__file__).parent / "data" / "speech.wav"
"""公证处在几号窗口, 2.2 s, made by espeak-ng (voice cmn)."""


@pytest.fixture(scope="session")
def speech() -> Samples:
    return wav.read(SPEECH)


@pytest.fixture(scope="session")
def pulse_server() -> Iterator[PulseSession]:
    with PulseSession() as session:
        yield session


@pytest.fixture
def pulse(pulse_server: PulseSession) -> Iterator[PulseSession]:
    """PulseAudio's microphone and speaker are the default devices of this process."""
    with pulse_server.in_this_process():
        yield pulse_server
