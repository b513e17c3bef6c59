"""The terminal, in this process: typed questions, and devices that are missing when it starts."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from robot import messages
from robot.app import Knowledge, Robot
from robot.audio import portaudio
from robot.audio.probe import SoundProbe
from robot.config import Config
from robot.conversation.console import converse
from robot.errors import EngineError
from robot.tts.speech import Speech
from tests.audio.pulse import PulseSession
from tests.conversation.hall import Mouth, Recogniser

QUESTION = "公证处在几号窗口"
SAYS = messages.zh("run.says", text="")


@pytest.fixture
def here(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Robot:
    monkeypatch.setattr("robot.paths.VAR", tmp_path)
    made = Robot(Config.model_validate({"tts": {"volume": 90}}), knowledge)
    made.__dict__.update(recogniser=Recogniser(), speech=Speech(Mouth()))
    return made


@pytest.fixture
def no_devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    monkeypatch.setenv("HOME", str(tmp_path))
    portaudio.refresh()
    yield
    monkeypatch.undo()
    portaudio.refresh()


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def _replies(out: str) -> list[str]:
    return [line.removeprefix(SAYS) for line in out.splitlines() if line.startswith(SAYS)]


def test_typed_questions_are_answered_until_the_end_of_input(
    here: Robot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(monkeypatch, f"{QUESTION}\n\n停\n再说一遍")
    assert converse(here, typed_only=True) == 0
    out, err = capsys.readouterr()
    _welcome, answer, again = _replies(out)
    assert "三号公证窗口" in answer
    assert again == answer
    assert out.splitlines()[-1] == messages.zh("run.goodbye")
    assert err == ""


def test_without_devices_it_says_so_in_a_line_each_and_ends_with_its_input(
    here: Robot, no_devices: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(monkeypatch, f"{QUESTION}\n老板拖欠工资怎么办\n")
    assert converse(here) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert messages.zh("run.microphone", name=messages.zh("run.no")) in lines
    assert messages.zh("run.speaker", name=messages.zh("run.no")) in lines
    assert messages.zh("run.recogniser", name="scripted") in lines
    assert messages.zh("run.typing") in lines
    assert len(_replies(out)) == 3
    assert err.splitlines() == [messages.line("audio.no_microphone"), messages.line("audio.no_speaker")]


def test_a_speaker_that_is_plugged_in_later_is_used(
    here: Robot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here.__dict__["recogniser"] = None
    answered_silently, plugged_in = threading.Event(), threading.Event()

    class Terminal(io.StringIO):
        """Types the question, and again once the speaker is there. The next line is read when all has been spoken."""

        asked = 0

        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            self.asked += 1
            if self.asked == 2:
                answered_silently.set()
                assert plugged_in.wait(60)
            return f"{QUESTION}\n" if self.asked <= 2 else ""

    monkeypatch.setattr("sys.stdin", Terminal())
    statuses: list[int] = []
    talk = threading.Thread(target=lambda: statuses.append(converse(here)))
    with PulseSession() as pulse, pulse.in_this_process():
        with pulse.unplugged_speaker():
            talk.start()
            assert answered_silently.wait(60)
        with pulse.record_speaker() as recording:
            plugged_in.set()
            assert recording.wait_for_sound(60, louder_than=0)
        talk.join(60)
    out, err = capsys.readouterr()
    assert statuses == [0]
    assert messages.zh("run.speaker_back") in out.splitlines()
    assert len([line for line in err.splitlines() if "扬声器" in line]) == 1


def test_a_sound_system_that_crashes_leaves_typing(
    here: Robot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    _type(monkeypatch, QUESTION)
    assert converse(here, probe=SoundProbe()) == 0
    out, err = capsys.readouterr()
    assert len(_replies(out)) == 2
    assert err.splitlines() == [messages.line("audio.sound_system_broken")]


def test_what_is_missing_is_told_with_its_mend(
    here: Robot, no_devices: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here.__dict__.update(recogniser=None, speech=None)
    here._failed["stt"] = broken = EngineError("stt.failed", engine="whisper", reason="X")
    _type(monkeypatch, QUESTION)
    assert converse(here) == 0
    out, err = capsys.readouterr()
    assert err.splitlines() == [str(broken), messages.line("app.no_voice")]
    assert len(_replies(out)) == 2


def test_no_input_at_all_is_its_end(here: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert converse(here, typed_only=True) == 0
