"""The process that watches over the robot: real processes that crash, end, and are told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from robot import paths
from robot.setup import guard

_CRASHES_UNTIL = """
import os, pathlib, sys
file = pathlib.Path(sys.argv[1])
count = len(file.read_text()) if file.exists() else 0
file.write_text("x" * (count + 1))
if count < int(sys.argv[2]):
    os.abort()
sys.exit(int(sys.argv[3]))
"""


def _watched(tmp_path: Path, crashes: int, status: int) -> subprocess.CompletedProcess[str]:
    robot = [sys.executable, "-c", _CRASHES_UNTIL, str(tmp_path / "starts"), str(crashes), str(status)]
    program = f"import sys; from robot.setup import guard; sys.exit(guard.watch([], {robot!r}))"
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=paths.ROOT, check=False, timeout=60
    )


def test_what_crashes_is_started_anew(tmp_path: Path) -> None:
    ended = _watched(tmp_path, crashes=2, status=0)
    assert ended.returncode == 0
    assert (tmp_path / "starts").read_text() == "xxx"
    assert ended.stderr.count("马上重新启动") == 2


def test_what_ends_by_itself_has_ended(tmp_path: Path) -> None:
    ended = _watched(tmp_path, crashes=0, status=2)
    assert (ended.returncode, ended.stderr) == (2, "")
    assert (tmp_path / "starts").read_text() == "x"


def test_what_always_crashes_is_given_up(tmp_path: Path) -> None:
    ended = _watched(tmp_path, crashes=99, status=0)
    assert ended.returncode == 1
    assert (tmp_path / "starts").read_text() == "xxxxx"
    assert "不再重新启动" in ended.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_tells_it_to_stop_stops_the_robot(tmp_path: Path, number: signal.Signals) -> None:
    robot = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
    program = f"import sys; from robot.setup import guard; sys.exit(guard.watch([], {robot!r}))"
    watching = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=paths.ROOT, start_new_session=True
    )
    assert watching.stdout is not None and watching.stdout.readline() == "up\n"
    watching.send_signal(number)
    assert watching.wait(60) in {128 + number, 1, 130}


def test_only_the_robot_itself_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XIAOLU_GUARDED", raising=False)
    assert guard.wanted([]) and guard.wanted(["run"])
    assert not guard.wanted(["run", "--typed"]) and not guard.wanted(["ask", "run"]) and not guard.wanted(["--help"])
    monkeypatch.setenv("XIAOLU_GUARDED", str(os.getpid()))
    assert not guard.wanted(["run"])
