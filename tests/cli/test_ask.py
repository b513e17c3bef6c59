"""`ask`: text in, reply out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from robot import paths
from robot.turn import TOPICS
from tests.cli.conftest import Cli
from tests.content.trees import SMALL

KINDS = {
    *("faq", "service", "place", "person", "statute", "calculator", "flow", "command", "smalltalk", "emergency"),
    *("clarify", "fallback"),
}
QUESTIONS = [
    *("公证处在几号窗口", "老板拖欠工资怎么办", "我要申请法律援助", "你好", "下一步", "离婚", "红烧肉怎么做"),
    *("救命", "12号窗口在哪", "咕噜咕噜哇啦哇啦", "。。。", "slower please"),
]


def _program(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *argv],
        cwd=paths.ROOT,
        env={**os.environ, "XIAOLU_BOOTSTRAP": "off", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _checked(answer: dict[str, Any]) -> None:
    """The object of design.md: every field, its type, its range."""
    assert list(answer)[:2] == ["text", "kind"]
    assert set(answer) >= {
        *("text", "kind", "id", "topic", "service", "window", "score", "spoken", "shown", "citations", "directions"),
        *("follow_ups", "candidates", "timing_ms"),
    }
    assert answer["kind"] in KINDS
    assert answer["topic"] is None or answer["topic"] in TOPICS
    for field in ("id", "service", "window"):
        assert answer[field] is None or (isinstance(answer[field], str) and answer[field])
    assert isinstance(answer["score"], float) and 0 <= answer["score"] <= 1
    assert isinstance(answer["spoken"], str) and isinstance(answer["shown"], str)
    assert all(set(cited) == {"law", "article"} and cited["article"].startswith("第") for cited in answer["citations"])
    assert answer["directions"] is None or (
        answer["directions"] and all(isinstance(s, str) for s in answer["directions"])
    )
    assert all(isinstance(sentence, str) and sentence for sentence in answer["follow_ups"])
    assert len(answer["candidates"]) <= 5
    for candidate in answer["candidates"]:
        assert set(candidate) == {"kind", "id", "score"}
        assert candidate["kind"] in KINDS
        assert 0 <= candidate["score"] <= 1
    scores = [candidate["score"] for candidate in answer["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert set(answer["timing_ms"]) == {"nlu", "total"}
    assert 0 <= answer["timing_ms"]["nlu"] <= answer["timing_ms"]["total"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_object_as_designed(cli: Cli, question: str) -> None:
    done = cli("ask", "--json", question)
    assert (done.status, done.err) == (0, "")
    assert done.json["text"] == question
    _checked(done.json)


def test_the_window_of_the_notary(cli: Cli) -> None:
    answer = cli("ask", "--json", "公证处在几号窗口").json
    assert (answer["kind"], answer["id"], answer["window"], answer["service"]) == ("place", "w3", "w3", "notary")
    assert answer["directions"]
    assert answer["spoken"] == "".join(answer["directions"])


def test_unpaid_wages(cli: Cli) -> None:
    answer = cli("ask", "--json", "老板拖欠工资怎么办").json
    assert (answer["kind"], answer["topic"], answer["window"]) == ("faq", "劳动纠纷", "w2")
    assert any("劳动" in cited["law"] for cited in answer["citations"])
    assert "12333" in answer["shown"]
    assert "12333" not in answer["spoken"]


def test_the_issue_s_commands_on_the_program_itself() -> None:
    """A real start, with sentence embeddings where this machine can run them."""
    where = _program("ask", "--json", "公证处在几号窗口")
    assert where.returncode == 0
    answer = json.loads(where.stdout)
    _checked(answer)
    assert answer["window"] == "w3"
    assert answer["directions"]
    wages = json.loads(_program("ask", "--json", "老板拖欠工资怎么办").stdout)
    _checked(wages)
    assert wages["topic"] == "劳动纠纷"
    assert wages["citations"]


def test_words_of_one_line_are_one_question(cli: Cli) -> None:
    assert cli("ask", "--json", "公证处", "在几号窗口").json["window"] == "w3"


def test_for_people(cli: Cli) -> None:
    done = cli("ask", "公证处在几号窗口")
    assert done.status == 0
    spoken, *steps = done.out.splitlines()
    assert "三号公证窗口" in spoken
    assert [step.strip()[:2] for step in steps] == ["1.", "2.", "3."]
    answer = cli("ask", "老板拖欠工资怎么办").out
    assert "《中华人民共和国劳动" in answer
    assert "  ? " in answer


def test_a_file_is_json_lines_each_its_own_visitor(cli: Cli) -> None:
    path = cli.write("q.txt", "\ufeff我要申请法律援助\n\n  下一步  \r\n公证处在几号窗口\n")
    done = cli("ask", "--file", path)
    assert [answer["text"] for answer in done.lines] == ["我要申请法律援助", "下一步", "公证处在几号窗口"]
    assert [answer["service"] for answer in done.lines] == ["legal-aid", None, "notary"]
    for answer in done.lines:
        _checked(answer)
    assert cli("ask", "--json", "--file", path).out.count("\n") == 3


def test_a_file_as_questions_and_answers(cli: Cli) -> None:
    done = cli("ask", "--plain", "--file", cli.write("q.txt", "公证处怎么走\n1号窗口电话多少\n"))
    asked, way, second, number = done.out.splitlines()
    assert (asked, second) == ("问：公证处怎么走", "问：1号窗口电话多少")
    assert way.startswith("答：") and "0357-0000101" in number  # a number as one reads it, not as it is said


def test_a_file_of_one_visitor(cli: Cli) -> None:
    path = cli.write("q.txt", "我要申请法律援助\n下一步\n")
    assert [answer["service"] for answer in cli("ask", "--session", "--file", path).lines] == ["legal-aid", "legal-aid"]


def test_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("公证处在几号窗口\n厕所在哪\n"))
    assert [answer["id"] for answer in cli("ask", "--file", "-").lines] == ["w3", "toilet"]


def test_a_session_on_the_command_line(cli: Cli) -> None:
    done = cli("ask", "--json", "--session", "我要申请法律援助", "下一步", "再说一遍")
    assert [answer["kind"] for answer in done.lines] == ["service", "command", "command"]
    assert done.lines[1]["spoken"] == done.lines[2]["spoken"]


@pytest.mark.parametrize("argv", [["ask"], ["ask", ""], ["ask", " ", ""], ["ask", "--session", " "], ["ask", "--json"]])
def test_nothing_asked(cli: Cli, argv: list[str]) -> None:
    done = cli(*argv)
    assert (done.status, done.out) == (2, "")
    assert "nothing to ask" in done.one_line


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file(cli: Cli, text: str) -> None:
    assert cli("ask", "--file", cli.write("q.txt", text)).status == 2


def test_files_that_cannot_be_read(cli: Cli) -> None:
    missing, folder, gbk = cli.folder / "none.txt", cli.folder, cli.folder / "gbk.txt"
    gbk.write_bytes("公证处在哪".encode("gbk"))
    for path in (missing, folder, gbk):
        done = cli("ask", "--file", path)
        assert (done.status, done.out) == (2, "")
        assert str(path) in done.one_line


def test_broken_knowledge_goes_on_and_is_said_in_one_line(bare_cli: Cli) -> None:
    tree = bare_cli.small_hall()
    tree.edit("knowledge/faq/劳动纠纷.yaml", "spoken: 平时加班", "spokn: 平时加班")
    tree.path("knowledge/services.yaml").write_text("services: [", encoding="utf-8")
    done = bare_cli("ask", "--json", "老板不发工资")
    assert done.status == 0
    assert (done.json["id"], done.json["window"]) == ("wages-unpaid", "w2")
    assert "main.py check" in done.one_line
    assert ".yaml:" in done.one_line


@pytest.mark.parametrize(
    "broken", ["knowledge/hall.yaml", "intents/directions.yaml", "intents/prompts.yaml", "intents/commands.yaml"]
)
def test_any_broken_file_leaves_a_robot(bare_cli: Cli, broken: str) -> None:
    bare_cli.small_hall().path(broken).write_text("- 坏了\n", encoding="utf-8")
    done = bare_cli(
        "ask", "--json", "--session", "老板不发工资", "3号窗口在哪", "几点上班", "再说一遍", "哇啦哇啦", "救命"
    )
    assert done.status == 0
    assert done.lines[0]["id"] == "wages-unpaid"
    assert done.lines[-1]["kind"] == "emergency"
    assert all(answer["spoken"] or answer["kind"] == "command" for answer in done.lines)
    assert broken in done.one_line


def test_a_hall_map_that_contradicts_itself_is_said(bare_cli: Cli) -> None:
    tree = bare_cli.small_hall()
    tree.edit("knowledge/hall.yaml", "[cross, w3]", "[cross, w33]")
    done = bare_cli("ask", "--json", "老板不发工资")
    assert (done.status, done.json["directions"]) == (0, None)
    assert "w33" in done.one_line


def test_no_content_at_all_is_one_line(bare_cli: Cli) -> None:
    bare_cli.small_hall()
    bare_cli.monkeypatch.setattr(paths, "KNOWLEDGE", bare_cli.folder / "no")
    bare_cli.monkeypatch.setattr(paths, "INTENTS", bare_cli.folder / "neither")
    done = bare_cli("ask", "公证处在哪")
    assert done.status == 1
    assert "XIAOLU_KNOWLEDGE" in done.one_line


def test_the_environment_points_at_another_hall(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("understanding: {embeddings: off}\n", encoding="utf-8")
    done = _program(
        *("ask", "--json", "老板不发工资"),
        XIAOLU_KNOWLEDGE=str(SMALL / "knowledge"),
        XIAOLU_INTENTS=str(SMALL / "intents"),
        XIAOLU_CONFIG=str(tmp_path / "config.yaml"),
        XIAOLU_VAR=str(tmp_path / "var"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] == "wages-unpaid"
    assert (tmp_path / "var" / "log" / "robot.log").is_file()
