"""Content that changes while the robot runs: good content is taken up, broken content is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.app import Robot, knowledge_of
from robot.config import Config
from robot.content import load
from robot.conversation.reloading import Reloader
from robot.dialogue.session import Session
from robot.turn import Transcript
from tests.content.trees import COMMANDS, FAQ, HALL, SERVICES, SMALLTALK, TOPICS, Tree


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    return Tree.in_use(tmp_path / "hall", monkeypatch)


@pytest.fixture
def robot(tree: Tree) -> Robot:
    config = Config()
    return Robot(config, knowledge_of(load.load(), config, None))


def _answer(robot: Robot, text: str) -> str | None:
    return robot.answer(Transcript(text), Session()).reply.id


def test_a_new_phrasing_counts_at_once_and_is_told(tree: Tree, robot: Robot) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    assert not reloader.look() and told == []
    tree.edit(FAQ, "- 工钱要不回来", "- 工钱要不回来\n      - 月亮上的兔子")
    assert reloader.look()
    assert _answer(robot, "月亮上的兔子") == "wages-unpaid"
    assert "内容已更新" in told[0]


@pytest.mark.parametrize("file", [FAQ, SERVICES, HALL, COMMANDS, SMALLTALK, TOPICS, "intents/must-not-match.yaml"])
def test_a_spelling_mistake_in_any_file_leaves_the_robot_as_it_was(tree: Tree, robot: Robot, file: str) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    before = robot.knowledge
    good = tree.path(file).read_text(encoding="utf-8")
    tree.path(file).write_text(good.replace(":", "", 1), encoding="utf-8")
    assert not reloader.look()
    assert robot.knowledge is before and _answer(robot, "工钱要不回来") == "wages-unpaid"
    assert file.split("/")[-1] in told[0]
    tree.path(file).write_text(good + "\n", encoding="utf-8")
    assert reloader.look()


def test_a_reference_that_leads_nowhere_is_not_taken_up(tree: Tree, robot: Robot) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    tree.edit(FAQ, "window: w2", "window: w22")
    assert not reloader.look()
    assert "w22" in told[0]


def test_files_that_vanish_leave_the_robot_as_it_was(tree: Tree, robot: Robot) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    for path in (*tree.knowledge.rglob("*.yaml"), *tree.intents.rglob("*.yaml")):
        path.unlink()
    assert not reloader.look()
    assert told and _answer(robot, "工钱要不回来") == "wages-unpaid"
