"""`say`: into a file, aloud, and what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from robot import messages
from robot.audio import portaudio
from robot.cli import app
from robot.turn import SAMPLE_RATE
from tests.audio.pulse import PulseSession


@pytest.fixture(autouse=True)
def _own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("robot.paths.VAR", tmp_path / "var")


@pytest.fixture
def no_devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    monkeypatch.setenv("HOME", str(tmp_path))
    portaudio.refresh()
    yield
    monkeypatch.undo()
    portaudio.refresh()


def _seconds(path: Path) -> float:
    info = soundfile.info(path)
    assert (info.samplerate, info.channels, info.subtype) == (SAMPLE_RATE, 1, "PCM_16")
    return float(info.duration)


def test_a_text_becomes_a_file_and_slower_a_longer_one(tmp_path: Path) -> None:
    usual, slow = tmp_path / "usual.wav", tmp_path / "slow.wav"
    assert app.main(["say", "请到3号窗口", "-o", str(usual)]) == 0
    assert app.main(["say", "请到3号", "窗口", "-o", str(slow), "--rate", "140"]) == 0
    assert 0.8 < _seconds(usual) < 4
    assert _seconds(slow) > 1.2 * _seconds(usual)


def test_without_a_file_it_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    with PulseSession() as pulse, pulse.in_this_process(), pulse.record_speaker() as recording:
        assert app.main(["say", "你好", "--voice", "system"]) == 0
    assert np.abs(recording.samples.astype(int)).max() > 200
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (["say"], 2, "say"),
        (["say", "。？"], 2, "say"),
        (["say", "你好", "-o", "/proc/nowhere/x.wav"], 1, "/proc/nowhere/x.wav"),
        (["say", "你好", "--voice", "soprano"], 2, "soprano"),
        (["say", "你好", "--rate", "fast", "-o", "x.wav"], 2, "--rate"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, named: str
) -> None:
    assert app.main(arguments) == status
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if not line.startswith(("usage:", " "))]
    assert len(lines) == 1 and named in lines[0]
    assert out == ""


def test_without_a_speaker_it_says_so(no_devices: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["say", "你好"]) == 1
    assert capsys.readouterr().err.splitlines() == [messages.line("audio.no_speaker")]


def test_a_voice_that_is_not_installed_names_its_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("robot.paths.MODELS", tmp_path / "none")
    assert app.main(["say", "你好", "--voice", "mandarin", "-o", str(tmp_path / "x.wav")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "models add mandarin" in line
    assert not (tmp_path / "x.wav").exists()
