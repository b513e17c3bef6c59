"""Content that changes while the robot runs: good content is taken up, broken content is not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from robot import paths, snapshot
from robot.app import Robot, knowledge_of
from robot.config import Config
from robot.content import load
from robot.conversation import report
from robot.conversation.learning import Learning
from robot.conversation.reloading import Reloader
from robot.dialogue.session import Session
from robot.turn import Transcript
from tests.content.trees import COMMANDS, FAQ, HALL, SERVICES, SMALLTALK, TOPICS, Tree


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
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


@pytest.fixture
def learning(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learning]:
    """A process of its own that learns the same content and keeps it where this one looks."""
    config = tmp_path / "config.yaml"
    config.write_text("understanding: {embeddings: 'off'}\n", encoding="utf-8")
    places = {"KNOWLEDGE": tree.knowledge, "INTENTS": tree.intents, "VAR": tmp_path / "var", "CONFIG": config}
    for name, place in places.items():
        monkeypatch.setenv(f"XIAOLU_{name}", str(place))
    monkeypatch.setattr(snapshot, "VECTORS", tmp_path / "var" / "cache" / "phrasings.npz")
    begun = Learning()
    yield begun
    begun.close()


def test_new_answers_are_in_use_while_how_they_are_asked_for_is_learned(
    tree: Tree, robot: Robot, learning: Learning
) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append, learning=learning)
    before = robot.knowledge.understander.index
    tree.edit(FAQ, "- 工钱要不回来", "- 工钱要不回来\n      - 月亮上的兔子")
    tree.edit(FAQ, "spoken: 先去", "spoken: 马上去")
    assert reloader.look()
    assert robot.knowledge.understander.index.texts is before.texts, "nothing was indexed here"
    turn = robot.answer(Transcript("月亮上的兔子"), Session())
    assert turn.reply.id == "wages-unpaid" and "马上去" in turn.reply.spoken
    while not learning.has_ended():
        time.sleep(0.1)
    assert not reloader.look()
    assert "学好了" in told[-1]
    assert "月亮上的兔子" in robot.knowledge.understander.index.texts
    assert _answer(robot, "月亮上的兔子") == "wages-unpaid"


def test_what_is_gone_is_understood_until_the_rest_is_learned(tree: Tree, robot: Robot, learning: Learning) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append, learning=learning)
    text = tree.path(FAQ).read_text(encoding="utf-8")
    tree.path(FAQ).write_text(text[: text.index("  - id: overtime")], encoding="utf-8")
    tree.edit(FAQ, "follow_ups: [overtime]", "follow_ups: []")
    tree.edit(FAQ, "spoken: 先去", "spoken: 马上去")
    assert reloader.look()
    assert "照旧用原来的" in told[-1]
    assert _answer(robot, "加班给多少钱") == "overtime", "an entry that is gone would lead nowhere"
    while not learning.has_ended():
        time.sleep(0.1)
    reloader.look()
    assert _answer(robot, "加班给多少钱") != "overtime"
    assert "马上去" in robot.answer(Transcript("工钱要不回来"), Session()).reply.spoken


def test_where_nothing_can_be_learned_apart_it_is_learned_here(tree: Tree, robot: Robot) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append, learning=Learning(("no-such-program",)))
    tree.edit(FAQ, "- 工钱要不回来", "- 工钱要不回来\n      - 月亮上的兔子")
    assert reloader.look()
    reloader.look()
    assert "学好了" in told[-1] and "月亮上的兔子" in robot.knowledge.understander.index.texts


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


def test_a_break_in_a_file_leaves_the_entries_after_it_as_they_were(tree: Tree, robot: Robot) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    before = robot.knowledge
    tree.edit(FAQ, "  - id: overtime", "- id: overtime")
    assert not reloader.look()
    assert robot.knowledge is before and _answer(robot, "加班给多少钱") == "overtime"
    assert "加班费怎么算？" in told[0] and "空 2 格" in told[0]
    assert "照旧用原来的" in report.path().read_text(encoding="utf-8-sig")


def test_a_robot_that_starts_with_a_broken_file_has_its_other_entries(tree: Tree) -> None:
    tree.edit(FAQ, "spoken: 平时", 'spoken: "平时')
    config = Config()
    robot = Robot(config, knowledge_of(load.load(), config, None))
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    assert _answer(robot, "工钱要不回来") == "wages-unpaid"
    tree.edit(SMALLTALK, "[几点上班]", "[几点上班, 啥时候开门]")
    assert reloader.look(), told
    tree.edit(FAQ, "spoken: 先去", 'spoken: "先去')
    assert not reloader.look(), "the break before it is known, this one is not"
    assert _answer(robot, "工钱要不回来") == "wages-unpaid"


def test_what_is_wrong_stands_in_a_text_file_too(tree: Tree, robot: Robot) -> None:
    reloader = Reloader(robot, [].append)
    assert not reloader.look()  # the first look comes behind the start
    first = report.path().read_bytes().decode("utf-8-sig")
    assert "问答 2 条" in first and "\r\n" in first and "要改的" not in first
    tree.edit(FAQ, "question: 加班", "question：加班")
    tree.path("knowledge/faq/新建文本文档.txt").write_text("topic: 侵权\nentries: []\n", encoding="utf-8")
    assert reloader.look()
    told = report.path().read_text(encoding="utf-8-sig")
    assert "内容已更新" in told and "要改的" not in told
    assert "劳动纠纷.yaml 第 17 行" in told and "怎么改：改成半角" in told and "去掉 .txt" in told


def test_a_report_that_cannot_be_written_does_not_stop_the_robot(tree: Tree, robot: Robot) -> None:
    report.path().mkdir(parents=True)
    reloader = Reloader(robot, [].append)
    tree.edit(FAQ, "[加班给多少钱]", "[加班给多少钱, 加班有几倍]")
    assert reloader.look()


def test_files_that_vanish_leave_the_robot_as_it_was(tree: Tree, robot: Robot) -> None:
    told: list[str] = []
    reloader = Reloader(robot, told.append)
    for path in (*tree.knowledge.rglob("*.yaml"), *tree.intents.rglob("*.yaml")):
        path.unlink()
    assert not reloader.look()
    assert told and _answer(robot, "工钱要不回来") == "wages-unpaid"
