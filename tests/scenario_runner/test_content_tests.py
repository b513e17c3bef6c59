"""Questions beside the content: what passes, what is told, what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import paths
from robot.app import Robot
from robot.errors import ContentError
from robot.scenarios import content_tests


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "问.yaml"
    path.write_text("questions:\n" + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_question_passes_when_its_entry_comes_first(robot: Robot, tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "{ask: 老板拖欠工资怎么办, id: labor-unpaid-wages}",
        "{ask: 老板拖欠工资怎么办, id: family-custody}",
        "{ask: 老板拖欠工资怎么办, not: labor-unpaid-wages}",
        "{ask: 老板拖欠工资怎么办, not: family-custody}",
        "{ask: 天上有几颗星星呀, id: ''}",
    )
    results = content_tests.run(robot.knowledge.understander, [path])
    assert [each.passed for each in results] == [True, False, False, True, True]
    assert results[1].got == "labor-unpaid-wages"


def test_what_changed_against_the_last_run_is_told(robot: Robot, tmp_path: Path) -> None:
    path = _file(tmp_path, "{ask: 老板拖欠工资怎么办, id: labor-unpaid-wages}")
    last = tmp_path / "var" / "last.json"
    (good,) = content_tests.run(robot.knowledge.understander, [path])
    bad = content_tests.Result(good.file, good.question, False, "")
    assert content_tests.changes([good], last) == content_tests.Changes((), ())
    assert content_tests.changes([bad], last) == content_tests.Changes((), (bad,))
    assert content_tests.changes([good], last) == content_tests.Changes((good,), ())
    last.write_text("{", encoding="utf-8")
    assert content_tests.changes([good], last) == content_tests.Changes((), ())


@pytest.mark.parametrize("text", ["questions: [", "questions: [{aks: 甲}]", "questions: 甲"])
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "坏.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"坏\.yaml:[12]:"):
        content_tests.read(path)


def test_every_topic_has_its_questions_and_their_entries_exist(robot: Robot) -> None:
    known = {*robot.knowledge.content.faq, *robot.knowledge.content.services, ""}
    for topic in {faq.topic for faq in robot.knowledge.content.faq.values()}:
        for question in content_tests.read(paths.ROOT / "tests" / "content" / f"{topic}.yaml").questions:
            assert (question.id if question.id is not None else question.must_not) in known
