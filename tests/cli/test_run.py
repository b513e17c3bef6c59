"""`main.py run` as a process: what it finds, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from robot import messages, paths
from tests.conversation.running import RunningRobot, without_sound

_SETTINGS = 'understanding: {embeddings: "off"}\n'


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """No devices, and a hall that knows little, so that it starts at once."""
    knowledge = tmp_path / "knowledge"
    (knowledge / "faq").mkdir(parents=True)
    for file in [*paths.KNOWLEDGE.glob("*.yaml"), paths.KNOWLEDGE / "faq" / "海事海商.yaml"]:
        (knowledge / file.relative_to(paths.KNOWLEDGE)).symlink_to(file)
    return {**without_sound(tmp_path), "XIAOLU_KNOWLEDGE": str(knowledge)}


def test_without_input_and_microphone_it_goes_on_with_the_page(tmp_path: Path, env: dict[str, str]) -> None:
    """As a service has it: nobody types, and Ctrl-C or the end of the service ends it."""
    with RunningRobot(tmp_path / "hall", _SETTINGS, env) as robot:
        robot.end_of_input()
        robot.out.wait_for(lambda line: line.startswith(messages.zh("run.says", text="")))
        address = next(line for line in robot.out.all() if "http://" in line).split()[-1]
        with urlopen(f"{address}/api/hall", timeout=60) as answer:  # noqa: S310
            assert json.load(answer)["name"]
        assert robot.interrupt() == 0
    assert robot.out.all()[-1] == messages.zh("run.goodbye")


def test_without_input_microphone_and_page_it_says_what_it_found_and_ends(tmp_path: Path, env: dict[str, str]) -> None:
    with RunningRobot(tmp_path / "hall", _SETTINGS + "web: {page: false}\n", env) as robot:
        robot.end_of_input()
        assert robot.wait() == 0, robot.err.all()
    lines = robot.out.all()
    assert lines[-1] == messages.zh("run.goodbye")
    assert messages.zh("run.recogniser", name="whisper") in lines
    assert messages.zh("run.voice", name="mandarin") in lines
    assert messages.zh("run.microphone", name=messages.zh("run.no")) in lines
    assert messages.zh("run.typing") in lines
    assert robot.err.all() == [messages.line("audio.no_microphone"), messages.line("audio.no_speaker")]


def test_ctrl_c_ends_it_at_once_and_without_noise(tmp_path: Path, env: dict[str, str]) -> None:
    with RunningRobot(tmp_path / "hall", _SETTINGS, env, "--typed") as robot:
        robot.stdin.write("公证处在几号窗口\n")
        robot.stdin.flush()
        robot.out.wait_for(lambda line: "三号公证窗口" in line)
        assert robot.interrupt() == 0
    assert robot.out.all()[-1] == messages.zh("run.goodbye")
    assert robot.err.all() == []


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ("audio: {microfone: x}\n", "audio.microfone"),
        ("wake: {mode: never}\n", "wake.mode"),
        ("audio: [\n", "第 1 行第 8 列"),
    ],
)
def test_broken_settings_are_one_line(tmp_path: Path, env: dict[str, str], settings: str, named: str) -> None:
    with RunningRobot(tmp_path / "hall", settings, env) as robot:
        robot.end_of_input()
        assert robot.wait() == 2
    (error,) = robot.err.all()
    assert named in error and "config.yaml" in error
    assert robot.out.all() == []


def test_a_voice_and_a_recogniser_that_cannot_be_used_are_named_and_others_take_their_place(
    tmp_path: Path, env: dict[str, str]
) -> None:
    settings = _SETTINGS + "stt: {engine: vosk}\ntts: {engine: kokoro}\n"
    hall = RunningRobot(tmp_path / "hall", settings, env, "--typed")
    models = hall.var / "models"
    models.unlink()
    models.mkdir()
    (models / "whisper-base").symlink_to(paths.MODELS / "whisper-base")
    with hall as robot:
        robot.end_of_input()
        assert robot.wait() == 0, robot.err.all()
    assert messages.zh("run.recogniser", name="whisper") in robot.out.all()
    assert messages.zh("run.voice", name="system") in robot.out.all()
    vosk, kokoro, *_ = robot.err.all()  # there are no statutes either
    assert "vosk-cn" in vosk and "models add" in vosk
    assert "kokoro" in kokoro and "models add" in kokoro
