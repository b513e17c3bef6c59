"""A small hall's content on disk, to be broken one place at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from robot import paths
from robot.content import load
from robot.content.load import Content
from robot.yaml_source import Problem

SMALL = Path(__file__).parent / "small"
FAQ, SERVICES, HALL = "knowledge/faq/劳动纠纷.yaml", "knowledge/services.yaml", "knowledge/hall.yaml"
OPENING = "knowledge/opening.yaml"
COMMANDS, SMALLTALK, TOPICS = "intents/commands.yaml", "intents/smalltalk.yaml", "knowledge/topics.yaml"


@dataclass(frozen=True)
class Tree:
    """A copy of the small content that a test may change."""

    root: Path

    @staticmethod
    def copy(folder: Path) -> Tree:
        shutil.copytree(SMALL, folder, dirs_exist_ok=True)
        return Tree(folder)

    @staticmethod
    def in_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
        """A copy that stands in the place of the content."""
        tree = Tree.copy(folder)
        monkeypatch.setattr(paths, "KNOWLEDGE", tree.knowledge)
        monkeypatch.setattr(paths, "INTENTS", tree.intents)
        return tree

    @property
    def knowledge(self) -> Path:
        return self.root / "knowledge"

    @property
    def intents(self) -> Path:
        return self.root / "intents"

    def path(self, file: str) -> Path:
        return self.root / file

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first `old` of a file by `new`, as an editor would."""
        text = self.path(file).read_text(encoding="utf-8")
        assert old in text
        self.path(file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def position(self, file: str, piece: str) -> tuple[int, int]:
        """Line and column, from 1, at which `piece` first stands."""
        before = self.path(file).read_text(encoding="utf-8").split(piece, 1)[0]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def load(self) -> Content:
        return load.load(self.knowledge, self.intents)

    def only_problem(self) -> Problem:
        """The one thing that loading finds wrong."""
        (problem,) = self.load().problems
        return problem
