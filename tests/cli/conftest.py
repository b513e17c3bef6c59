"""The command line in this process, with the shared robot: quicker than a start of the program for every test."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from robot import intact, paths
from robot.app import Robot
from robot.cli import app, arguments
from tests.content.trees import Tree


@dataclass(frozen=True)
class Outcome:
    """What a subcommand printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def one_line(self) -> str:
        """The one line on the error stream: Chinese first, then English in brackets, no trace of Python."""
        (line,) = self.err.splitlines()
        assert line.endswith(")")
        assert any("\u4e00" <= mark <= "\u9fff" for mark in line)
        assert "Traceback" not in line
        return line


@dataclass(frozen=True)
class Cli:
    """`main.py ARGUMENTS…`"""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    folder: Path

    def __call__(self, *argv: str | Path) -> Outcome:
        self.capsys.readouterr()
        try:
            status = app.main([str(word) for word in argv])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Outcome(status, *self.capsys.readouterr())

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def configured(self, text: str) -> None:
        """Go on with this config.yaml."""
        self.monkeypatch.setattr(paths, "CONFIG", self.write("config.yaml", text))

    def small_hall(self) -> Tree:
        """Go on with a small hall that may be broken."""
        tree = Tree.copy(self.folder / "hall")
        self.monkeypatch.setattr(paths, "KNOWLEDGE", tree.knowledge)
        self.monkeypatch.setattr(paths, "INTENTS", tree.intents)
        self.configured("understanding: {embeddings: off}\n")
        return tree


@pytest.fixture
def bare_cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Cli]:
    """The command line as it is; it writes to a folder of its own."""
    memory = intact._memory()  # models that were read once need not be read for every test
    monkeypatch.setattr(intact, "_memory", lambda: memory)
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
    monkeypatch.setattr(paths, "CACHE", tmp_path / "var" / "cache")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield Cli(capsys, monkeypatch, tmp_path)
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def cli(bare_cli: Cli, robot: Robot, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line with the shared robot, which is built once."""
    monkeypatch.setattr(arguments.Robot, "build", lambda *_: robot)
    return bare_cli
