"""The runner of conversation scenarios: it passes what is right, and fails what is wrong, for people and for CI."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from robot import paths
from tests.scenario_runner.conftest import Run

Write = Callable[[str], Path]
GOOD = "scenarios:\n  - name: 问路\n    turns:\n      - {say: 公证处在几号窗口, expect: {window: w3}}\n"
WRONG = GOOD + "  - name: 错的\n    turns:\n      - {say: 公证处在几号窗口, expect: {window: w4, spoken: [四号]}}\n"


def test_the_shipped_scenarios_pass(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Without sentence embeddings here; `main.py verify` plays them with the configured ones."""
    status = run()
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("没通过")] == []
    assert status == 0


def test_they_cover_every_window_and_service() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (paths.ROOT / "tests/scenarios").glob("*.yaml"))
    assert [f"w{number}" for number in range(1, 11) if f"id: w{number}," not in text] == []
    assert text.count("  - name: ") >= 40


def test_a_good_scenario_passes(run: Run, scenario: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(scenario(GOOD)) == 0
    out = capsys.readouterr().out.splitlines()
    assert out == ["通过  问路", "剧本 1 个通过，0 个没通过 (1 scenarios passed, 0 failed)"]


def test_a_wrong_expectation_fails(run: Run, scenario: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(scenario(WRONG)) == 1
    out = capsys.readouterr().out
    assert "通过  问路" in out
    assert "没通过  错的" in out
    assert "window: w3 != w4; spoken: no 四号" in out
    assert "(1 scenarios passed, 1 failed)" in out


def test_junit_says_what_failed(run: Run, scenario: Write, tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    assert run(scenario(WRONG), "--junit", report) == 1
    suite = ElementTree.parse(report).getroot()
    assert (suite.tag, suite.get("tests"), suite.get("failures")) == ("testsuite", "2", "1")
    good, wrong = suite.findall("testcase")
    assert (good.get("name"), good.find("failure"), wrong.get("name")) == ("问路", None, "错的")
    assert float(good.get("time") or "") >= 0
    failure = wrong.find("failure")
    assert failure is not None
    assert failure.get("message") == "window: w3 != w4"
    assert "公证处在几号窗口" in (failure.text or "")


@pytest.mark.parametrize(
    ("expect", "wrong"),
    [
        ("{kind: faq}", "kind: place != faq"),
        ('{id: ""}', "id: w3 != "),
        ("{topic: 侵权}", "topic: None != 侵权"),
        ("{service: mediation}", "service: notary != mediation"),
        ("{shown: [六号]}", "shown: no 六号"),
        ("{not_spoken: [公证]}", "spoken: has 公证"),
        ("{cited: 民法典}", "citations: no 民法典"),
        ("{directions: false}", "directions: True != False"),
        ("{action: print}", "actions: no print"),
    ],
)
def test_every_kind_of_expectation_can_fail(
    run: Run, scenario: Write, capsys: pytest.CaptureFixture[str], expect: str, wrong: str
) -> None:
    assert run(scenario(GOOD.replace("{window: w3}", expect))) == 1
    assert wrong in capsys.readouterr().out


def test_the_turns_of_a_scenario_are_one_visitor_and_scenarios_are_not(run: Run, scenario: Write) -> None:
    step = "      - {say: 下一步, expect: {spoken: [第二步]}}\n"
    opening = "      - {say: 我要申请法律援助, expect: {kind: service}}\n"
    head = "scenarios:\n  - name: 甲\n    turns:\n"
    assert run(scenario(head + opening + step)) == 0
    assert run(scenario(head + opening + "  - name: 乙\n    turns:\n" + step)) == 1


@pytest.mark.parametrize(
    ("text", "line", "piece"),
    [
        ("scenarios:\n  - name: 甲\n    turns:\n      - {say: 你好, expected: {}}\n", 4, "expect"),
        (
            "scenarios:\n  - name: 甲\n    turns:\n      - {say: 你好, expect: {windows: w3}}\n",
            4,
            "windows: 不认识这个键",
        ),
        ("scenarios:\n  - turns: []\n", 2, "name"),
        ("scenarios: 甲\n", 1, "scenarios"),
        ("- 甲\n", 1, "键: 值"),
        ("", 1, "键: 值"),
        ("scenarios: [\n", 1, ""),
        ("scenarios: []\nscenarios: []\n", 2, "写了两次"),
    ],
)
def test_a_broken_scenario_is_one_line(
    run: Run, scenario: Write, capsys: pytest.CaptureFixture[str], text: str, line: int, piece: str
) -> None:
    path = scenario(text)
    assert run(path) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert f"{path} 第 {line} 行" in said
    assert f"{path}:{line}:" in said
    assert piece in said


def test_a_missing_scenario_is_one_line(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.yaml") == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert str(tmp_path / "none.yaml") in said


def test_a_folder_without_scenarios_is_one_line(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_report_that_cannot_be_written_is_one_line(
    run: Run, scenario: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(scenario(GOOD), "--junit", tmp_path / "no" / "junit.xml") == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert "junit.xml" in said


def test_turns_that_are_not_for_the_voice_are_typed_in_the_spoken_run(scenario: Write, robot: object) -> None:
    from robot.app import Robot
    from robot.scenarios.model import read
    from robot.scenarios.play import play
    from robot.turn import Transcript

    assert isinstance(robot, Robot)
    path = scenario(
        "scenarios:\n  - name: 甲\n    turns:\n"
        "      - {say: 公证处在几号窗口, expect: {window: w3}}\n"
        "      - {say: 是, voice: false, expect: {id: 'yes'}}\n"
    )
    heard: list[str] = []

    def ear(text: str) -> Transcript:
        heard.append(text)
        return Transcript("厕所在哪")

    (outcome,) = play(robot, read(path), ear, aloud=True)
    assert heard == ["公证处在几号窗口"]
    assert [(missed.say, missed.heard) for missed in outcome.missed] == [("公证处在几号窗口", "厕所在哪")]
    (outcome,) = play(robot, read(path), ear)
    assert heard[1:] == ["公证处在几号窗口", "是"]
