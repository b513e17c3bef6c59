"""The scenario runner, played by the shared robot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from robot.app import Robot
from robot.cli import app
from robot.cli import test as runner

Run = Callable[..., int]


@pytest.fixture
def run(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`main.py test ARGUMENTS…`"""
    monkeypatch.setattr(runner, "robot", lambda: robot)
    return lambda *arguments: app.main(["test", *map(str, arguments)])


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[[str], Path]:
    """A scenario file with the given text."""

    def write(text: str) -> Path:
        path = tmp_path / "scenario.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
