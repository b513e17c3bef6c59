"""Bad content costs what is bad of it, and the editor is told where and how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from robot.content import load
from robot.errors import ContentError
from tests.content.faults import BAD_ENTRIES, BAD_FILES
from tests.content.trees import COMMANDS, FAQ, HALL, SERVICES, TOPICS, Tree


def test_the_small_content_is_faultless(tree: Tree) -> None:
    content = tree.load()
    assert content.problems == ()
    assert list(content.faq) == ["wages-unpaid", "overtime"]
    assert content.faq["overtime"].topic == "劳动纠纷"
    assert list(content.services) == ["aid", "notary"]
    assert list(content.commands) == ["repeat", "stop"]
    assert content.hall is not None
    assert content.hall.phones == {"总机": "12345"}
    assert content.place("w3") is not None
    assert content.place("w9") is None
    assert content.lexicon == {"工钱": "工资"}
    assert content.out_of_scope == ("今天下雨吗",)


def test_one_person_who_is_written_wrongly_costs_nobody_else(tree: Tree) -> None:
    second = "{id: person-02, name: 钱示例, kind: lawyer, organisation: 乙, fields: [侵权], window: w22, hours: 周三}"
    tree.edit("knowledge/people.yaml", "people:\n", f"people:\n  - {{id: a, name: 孙示例}}\n  - {second}\n")
    content = tree.load()
    assert content.people is not None
    assert [person.id for person in content.people.people] == ["person-02", "person-01"]
    assert content.where["people"].position("people", 0, "window") == tree.position("knowledge/people.yaml", "w22")
    assert all(problem.line == 2 for problem in content.problems) and content.problems


def test_content_cannot_be_changed(tree: Tree) -> None:
    content = tree.load()
    with pytest.raises(TypeError):
        content.faq["x"] = content.faq["overtime"]  # type: ignore[index]
    with pytest.raises(ValueError):
        content.faq["overtime"].entry.spoken = "改"


@pytest.mark.parametrize(("file", "old", "new", "at", "what", "mend"), BAD_ENTRIES)
def test_a_bad_entry_costs_only_that_entry(
    tree: Tree, file: str, old: str, new: str, at: str, what: str | None, mend: str | None
) -> None:
    before = tree.load()
    tree.edit(file, old, new)
    after = tree.load()
    if what is None or mend is None:
        assert after.problems == ()
        return
    lost = {
        kind: set(getattr(before, kind)) - set(getattr(after, kind))
        for kind in ("faq", "services", "commands", "smalltalk", "emergencies", "topics")
    }
    assert sum(len(ids) for ids in lost.values()) == 1
    assert (after.hall, after.prompts) == (before.hall, before.prompts)
    problem = next(p for p in after.problems if what in p.what)
    assert mend in problem.mend
    assert problem.path == tree.path(file)
    assert (problem.line, problem.column) == tree.position(file, at)


def test_an_entry_that_is_no_mapping_costs_itself(tree: Tree) -> None:
    tree.edit(COMMANDS, "{id: stop, phrasings: [别说了]}", "stop")
    problem = tree.only_problem()
    assert (problem.line, problem.column) == tree.position(COMMANDS, "stop")
    assert "要写成“键: 值”" in problem.what
    assert list(tree.load().commands) == ["repeat"]


@pytest.mark.parametrize(
    ("file", "broken", "line", "what"),
    BAD_FILES,
)
def test_a_bad_file_costs_only_that_file(tree: Tree, file: str, broken: str, line: int, what: str) -> None:
    tree.path(file).write_text(broken, encoding="utf-8")
    content = tree.load()
    problem = next(p for p in content.problems if what in p.what)
    assert (problem.path, problem.line) == (tree.path(file), line)
    assert problem.mend
    gone = {FAQ: content.faq, SERVICES: content.services, HALL: content.hall, TOPICS: content.topics}
    assert not gone.pop(file)
    assert all(gone.values())
    assert content.commands


def test_a_file_with_a_broken_character_names_its_line(tree: Tree) -> None:
    tree.path(COMMANDS).write_bytes("commands:\n  - {id: stop, phrasings: [别说了".encode() + b"\xff]}\n")
    problem = tree.only_problem()
    assert (problem.line, "UTF-8" in problem.mend) == (2, True)


@pytest.mark.parametrize(
    "file", [SERVICES, HALL, COMMANDS, TOPICS, "intents/directions.yaml", "knowledge/lexicon.yaml"]
)
def test_a_missing_file_is_said(tree: Tree, file: str) -> None:
    tree.path(file).unlink()
    problem = tree.only_problem()
    assert (problem.path, problem.what, problem.mend) == (tree.path(file), "找不到这个文件", "从仓库里取回它")


def test_a_folder_instead_of_a_file_is_said(tree: Tree) -> None:
    tree.path(COMMANDS).unlink()
    tree.path(COMMANDS).mkdir()
    assert "读不出来" in tree.only_problem().what


def test_broken_prompts_are_replaced(tree: Tree) -> None:
    tree.edit("intents/prompts.yaml", "您到{window}", "您到{windows}")
    content = tree.load()
    (problem,) = content.problems
    assert "{windows}" in problem.what
    assert "{window}" in content.prompts.fallback_topic


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [("往前走{distance}\n", "往前走{distence}\n", "{distence}"), ("坐电梯到{floor}", "坐电梯到{floor", "花括号")],
)
def test_a_typo_in_the_directions_is_found_while_loading(tree: Tree, old: str, new: str, what: str) -> None:
    tree.edit("intents/directions.yaml", old, new)
    problem = tree.only_problem()
    assert what in problem.what
    assert problem.line == tree.position("intents/directions.yaml", new.strip())[0]
    assert tree.load().directions is None


def test_an_id_used_twice_keeps_the_first(tree: Tree) -> None:
    tree.edit(FAQ, "id: overtime", "id: wages-unpaid")
    content = tree.load()
    assert content.faq["wages-unpaid"].entry.question == "老板拖欠工资怎么办？"
    problem = content.problems[0]
    assert problem.what == "编号 wages-unpaid 用了两次，这一条没有读进来"
    assert "劳动纠纷.yaml 第 3 行" in problem.mend
    assert problem.line == 16


def test_a_command_written_twice_keeps_the_first(tree: Tree) -> None:
    tree.edit(COMMANDS, "id: stop", "id: repeat")
    problem = tree.only_problem()
    assert (problem.what, problem.line) == ("编号 repeat 用了两次，这一条没有读进来", 3)
    assert tree.load().commands["repeat"].phrasings == ("再说一遍",)


def test_an_id_used_twice_in_two_files_keeps_the_first(tree: Tree) -> None:
    other = tree.knowledge / "faq" / "债权债务.yaml"
    other.write_text(tree.path(FAQ).read_text(encoding="utf-8").replace("劳动纠纷", "债权债务"), encoding="utf-8")
    content = tree.load()
    assert {p.what for p in content.problems} == {
        f"编号 {each} 用了两次，这一条没有读进来" for each in ("wages-unpaid", "overtime")
    }
    assert {faq.topic for faq in content.faq.values()} == {"债权债务"}


def test_an_unknown_key_of_a_file_is_said(tree: Tree) -> None:
    tree.edit(FAQ, "topic: 劳动纠纷\n", "topic: 劳动纠纷\nentry: []\n")
    problem = tree.only_problem()
    assert (problem.what, problem.mend) == ("不认识 entry 这个键", "是不是想写 entries？")


def test_no_faq_files_at_all(tree: Tree) -> None:
    shutil.rmtree(tree.knowledge / "faq")
    problem = tree.only_problem()
    assert problem.path == tree.knowledge / "faq"
    assert "没有任何问答文件" in problem.what


def test_only_intents_is_enough_to_go_on(tree: Tree) -> None:
    shutil.rmtree(tree.knowledge)
    content = tree.load()
    assert content.commands
    assert not content.faq
    assert all(problem.path.is_relative_to(tree.knowledge) for problem in content.problems)


def test_nothing_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load.load(tmp_path / "k", tmp_path / "i")
    assert str(tmp_path / "k") in str(caught.value)
    assert "XIAOLU_KNOWLEDGE" in str(caught.value)


def test_paths_below_the_working_folder_are_short(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.path(COMMANDS).unlink()
    monkeypatch.chdir(tree.root)
    assert str(tree.only_problem()).startswith("intents/commands.yaml:1:1: ")


def test_the_shipped_content_loads_without_a_fault(content: load.Content) -> None:
    assert [str(problem) for problem in content.problems] == []
