"""A run leaves nothing outside var/: not in the home folder, not among the temporary files, not beside the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from websockets.sync.client import connect

from robot import messages, paths
from tests.conversation.running import RunningRobot, without_sound

_LEFT_BY_LIBRARIES = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home and a folder for temporary files, both empty."""
    for name in ("home", "temporary", "work"):
        (tmp_path / name).mkdir()
    found = {name: value for name, value in without_sound(tmp_path).items() if name not in _LEFT_BY_LIBRARIES}
    places = {"HOME": "home", "USERPROFILE": "home", "LOCALAPPDATA": "home", "APPDATA": "home"}
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), "temporary")
    knowledge = tmp_path / "knowledge"
    (knowledge / "faq").mkdir(parents=True)
    for file in [*paths.KNOWLEDGE.glob("*.yaml"), paths.KNOWLEDGE / "faq" / "海事海商.yaml"]:
        (knowledge / file.relative_to(paths.KNOWLEDGE)).symlink_to(file)
    return {**found, "XIAOLU_KNOWLEDGE": str(knowledge)} | {
        name: str(tmp_path / place) for name, place in places.items()
    }


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _main(hall: RunningRobot, folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, str(paths.ROOT / "main.py"), *arguments],
        env=hall._env,
        cwd=folder / "work",
        check=True,
        capture_output=True,
    )


def test_nothing_is_left(tmp_path: Path, env: dict[str, str]) -> None:
    beside = _names(paths.ROOT)
    with RunningRobot(tmp_path / "hall", 'understanding: {embeddings: "off"}\n', env) as robot:
        _main(robot, tmp_path, "say", "公证窗口在哪里", "-o", str(tmp_path / "asked.wav"))
        _main(robot, tmp_path, "say", "您好", "--voice", "system", "-o", str(tmp_path / "said.wav"))
        _main(robot, tmp_path, "hear", str(tmp_path / "asked.wav"), "--speak", str(tmp_path / "spoken"))
        _main(robot, tmp_path, "ask", "民法典第一条说什么")
        robot.stdin.write("公证窗口在哪里\n")
        robot.stdin.flush()
        robot.out.wait_for(lambda line: "三号公证窗口" in line)
        assert robot.interrupt() == 0
    assert robot.out.all()[-1] == messages.zh("run.goodbye")
    for place in ("home", "temporary", "work"):
        assert sorted(path.relative_to(tmp_path) for path in (tmp_path / place).rglob("*")) == []
    assert _names(paths.ROOT) == beside
    assert _names(tmp_path / "hall") == ["config.yaml", "var"]
    assert list((tmp_path / "hall" / "var" / "tmp").iterdir()) == []


def test_a_run_writes_no_word_into_its_log_or_the_journal(tmp_path: Path, env: dict[str, str]) -> None:
    """The standard output of a service is the journal: what pages ask and are answered does not stand there."""
    service = env | {"JOURNAL_STREAM": "8:12345"}  # as systemd sets it
    question = "民法典第一千零七十六条怎么说"
    with RunningRobot(tmp_path / "hall", 'understanding: {embeddings: "off"}\n', service) as robot:
        robot.end_of_input()
        at = robot.out.wait_for(lambda line: "http://" in line)
        address = robot.out.all()[at].split()[-1]
        with connect(f"{address.replace('http', 'ws', 1)}/ws", origin=address) as line:  # type: ignore[arg-type]
            line.send(json.dumps({"type": "hello", "key": "0" * 32, "speaker": False}))
            line.send(json.dumps({"type": "ask", "text": question}))
            shown = ""
            while "离婚" not in shown:
                shown = str(line.recv(timeout=60))
        assert robot.interrupt() == 0
    told = "\n".join([*robot.out.all(), *robot.err.all(), robot.log])
    assert "turn ms" in robot.log
    assert "离婚" not in told and question not in told
    assert address.removeprefix("http://").partition(":")[0] not in robot.log
