"""The command line as a whole: what is wrong with it is said in one line."""

from __future__ import annotations

import argparse
import logging
import subprocess

import pytest

from robot import messages, paths
from robot.cli import app, ask
from robot.errors import RobotError
from tests.cli.conftest import Cli, Outcome


@pytest.mark.parametrize(
    ("argv", "piece"),
    [
        (["aks", "公证处"], "aks"),
        (["ask", "--jsn", "公证处"], "--jsn"),
        (["ask", "--file"], "--file"),
        (["statutes"], "show|search"),
        (["statutes", "find"], "find"),
        (["statutes", "show", "民法典"], "article"),
        (["statutes", "search", "--top", "x", "离婚"], "--top"),
        (["--version"], "--version"),
    ],
)
def test_a_wrong_command_line_is_one_line(bare_cli: Cli, argv: list[str], piece: str) -> None:
    done = bare_cli(*argv)
    assert (done.status, done.out) == (2, "")
    assert piece in done.one_line
    assert "命令写得不对" in done.one_line
    assert "wrong command line" in done.one_line
    assert "--help" in done.one_line


def test_help_names_every_subcommand(bare_cli: Cli) -> None:
    done = bare_cli("--help")
    assert done.status == 0
    assert [name for name in app.SUBCOMMANDS if name not in done.out] == []


@pytest.mark.parametrize("name", app.SUBCOMMANDS)
def test_every_subcommand_has_its_help(bare_cli: Cli, name: str) -> None:
    done = bare_cli(name, "--help")
    assert done.status == 0
    assert f"main.py {name}" in done.out
    assert any("\u4e00" <= mark <= "\u9fff" for mark in done.out)


def test_without_a_subcommand_the_robot_runs(bare_cli: Cli) -> None:
    from robot.cli import run

    called = []
    bare_cli.monkeypatch.setattr(run, "run", lambda arguments: called.append(arguments.subcommand) or 0)
    assert bare_cli().status == 0
    assert called == ["run"]


def test_a_missing_configuration_is_one_line(bare_cli: Cli) -> None:
    bare_cli.monkeypatch.setattr(paths, "CONFIG", bare_cli.folder / "none.yaml")
    done = bare_cli("ask", "公证处在哪")
    assert (done.status, done.out) == (2, "")
    assert "none.yaml" in done.one_line


def test_a_wrong_configuration_is_one_line(bare_cli: Cli) -> None:
    bare_cli.configured("tts:\n  rate: fast\n")
    done = bare_cli("ask", "公证处在哪")
    assert done.status == 2
    assert "tts.rate" in done.one_line
    assert "第 2 行" in done.one_line


def test_a_fault_of_ours_is_one_line_and_keeps_no_words_of_the_visitor(bare_cli: Cli) -> None:
    def broken(arguments: argparse.Namespace) -> int:
        raise ZeroDivisionError(arguments.text)

    bare_cli.monkeypatch.setattr(ask, "ask", broken)
    done = bare_cli("ask", "张三要离婚")
    assert done.status == 1
    assert "ZeroDivisionError" in done.one_line
    log = paths.VAR / "log" / "robot.log"
    assert str(log) in done.one_line
    logging.shutdown()
    kept = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in kept
    assert "张三" not in done.err + kept


def test_a_robot_error_has_its_own_exit_status(bare_cli: Cli) -> None:
    def failed(_: object) -> int:
        raise RobotError("app.no_voice")

    bare_cli.monkeypatch.setattr(ask, "ask", failed)
    done = bare_cli("ask", "公证处")
    assert (done.status, done.err.strip()) == (1, messages.line("app.no_voice"))


def test_ctrl_c_ends_quietly(bare_cli: Cli) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    bare_cli.monkeypatch.setattr(ask, "ask", interrupted)
    assert bare_cli("ask", "公证处") == Outcome(130, "", "")


@pytest.mark.parametrize(("codes", "status"), [([0] * 6, 0), ([0, 0, 0, 1, 0, 0], 1), ([0, 0, 0, 0, 0, 1], 1)])
def test_verify_runs_everything_and_fails_with_any(bare_cli: Cli, codes: list[int], status: int) -> None:
    from robot.cli import verify

    ran: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(" ".join(map(str, command[1:])))
        return subprocess.CompletedProcess(command, codes[len(ran) - 1])

    bare_cli.monkeypatch.setattr(verify.subprocess, "run", run)
    assert bare_cli("verify", "tests/cli").status == status
    assert len(ran) == 6
    assert "pytest -n" in ran[-1] and ran[-1].endswith("tests/cli")
    assert any("mypy" in command for command in ran)
    assert any("ruff" in command for command in ran)
