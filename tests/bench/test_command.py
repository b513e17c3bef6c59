"""The command line of `bench`: parts, files that are wrong, leaks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from robot.app import Robot
from robot.bench import measure, report
from robot.bench.leaks import Leak
from robot.bench.measure import Measured, Plan
from robot.cli import app
from robot.fitting.questions import Question

_QUESTIONS = "questions:\n- {ask: 今天晚上吃什么好呢, kind: fallback}\n"


@pytest.fixture
def ran(robot: Robot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, object]:
    """What was to be measured; nothing is, and the results go elsewhere."""
    seen: dict[str, object] = {"leaks": []}

    def pretend(asked: Robot, files: Mapping[str, tuple[Question, ...]], plan: Plan, progress: object) -> Measured:
        seen.update(files=files, plan=plan)
        found = Measured(dict(files), 1, 1, has_meaning=False, machine=[])
        found.leaks = list(seen["leaks"])  # type: ignore[call-overload]
        return found

    monkeypatch.setattr("robot.cli.bench.robot", lambda: robot)
    monkeypatch.setattr(measure, "measure", pretend)
    monkeypatch.setattr("robot.cli.bench.report.write", lambda text: seen.update(written=text))
    monkeypatch.setattr("robot.cli.bench._kept_aside", lambda asked: "kept aside")
    monkeypatch.setattr("robot.cli.bench.report.write_kept_aside", lambda text: seen.update(kept_aside=text))
    monkeypatch.setattr(report.rendered, "__defaults__", (tmp_path / "notes.toml",))
    return seen


def test_the_whole_run_writes_its_results(ran: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["bench", "--sample", "7"]) == 0
    plan = ran["plan"]
    assert isinstance(plan, Plan)
    assert (plan.sample, plan.simulated, plan.speed, plan.consultations) == (7, True, True, True)
    assert ran["written"] and str(ran["written"]) in capsys.readouterr().out
    assert ran["kept_aside"] == "kept aside"


def test_what_is_kept_aside_is_measured_by_itself(ran: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["bench", "--kept-aside"]) == 0
    assert "kept aside" in capsys.readouterr().out and ran["kept_aside"] == "kept aside"
    assert "written" not in ran


def test_parts_are_printed_and_not_written(ran: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(_QUESTIONS, encoding="utf-8")
    assert app.main(["bench", "--file", str(file)]) == 0
    assert ran["plan"] == Plan(sample=0, speed=False)
    assert ran["files"] == {"own.yaml": (Question(ask="今天晚上吃什么好呢", kind="fallback"),)}
    assert app.main(["bench", "--acoustics"]) == 0
    assert ran["plan"] == Plan(simulated=False, speed=False)
    assert "written" not in ran


def test_a_leak_is_named_and_fails(ran: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    ran["leaks"] = [Leak("老板一直拖欠工资", "老板拖欠工资", 0.93)]
    assert app.main(["bench"]) == 1
    assert "老板一直拖欠工资" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["--sample", "-1"], ["--file", "no-such.yaml"], ["--topics", "no-such.yaml"], ["--file", "{wrong}"]],
    ids=["sample", "file", "topics", "broken"],
)
def test_what_is_wrong_on_the_command_line(
    ran: dict[str, object], words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("questions: [{ask: 甲}]\n", encoding="utf-8")
    assert app.main(["bench", *(word.replace("{wrong}", str(wrong)) for word in words)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
