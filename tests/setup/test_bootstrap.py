"""The bootstrap for real: environments are made, updated and mended in scratch checkouts, without network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from robot.setup import environment, stamp
from tests.setup.conftest import Project

WITH_TESTS = ["tiny-2.0", "tinybuild-1.0", "tinytest-1.0"]
FIRST = ["tiny-1.0", "tinybuild-1.0", "tinyold-1.0"]


def test_life_of_an_environment(project: Project) -> None:
    """A cut installation, the end of it, a second start, a changed lock, the test tools: one environment."""
    missing = project.wheels / "tiny-1.0-py3-none-any.whl"
    missing.rename(project.root / missing.name)
    cut = project.start("check")
    assert cut.status == 1
    assert cut.out == ""
    assert "第一次运行" in cut.err
    assert "Traceback" not in cut.err
    lines = [line for line in cut.err.splitlines() if "tiny==1.0" in line]
    assert len(lines) == 1
    assert "下载不到" in lines[0]
    assert "cannot fetch" in lines[0]

    (project.root / missing.name).rename(missing)
    first = project.start("check", "--json", "两 words")
    assert first.status == 0, first.err
    assert "第一次运行" not in first.err, "what the cut installation made is used"
    assert Path(str(first.app["prefix"])).samefile(project.venv)
    assert first.app["argv"] == ["check", "--json", "两 words"]
    assert first.app["packages"] == FIRST

    log = project.log
    project.wheels.rename(project.wheels.with_name("away"))
    second = project.start("check", "fail")
    assert second.status == 7, "the exit status of the subcommand comes through"
    assert second.err == ""
    assert second.app["packages"] == FIRST
    assert project.log == log, "a second start must not run pip"
    project.wheels.with_name("away").rename(project.wheels)

    project.lock("run.lock", ("tiny", "2.0"))
    changed = project.start("check")
    assert changed.status == 0, changed.err
    assert changed.app["packages"] == ["tiny-2.0", "tinybuild-1.0"], "the new pin is in, what no lock wants is out"

    project.lock("verify.lock", ("tiny", "2.0"), ("tinytest", "1.0"))
    tests = project.start("verify", XIAOLU_VAR=str(_with_models(project)))
    assert tests.status == 0, tests.err
    assert tests.app["packages"] == WITH_TESTS

    log = project.log
    assert project.start("check").app["packages"] == WITH_TESTS
    assert project.log == log, "an environment for tests serves every subcommand"

    python = stamp.python_of(project.venv)
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert not environment._usable(project.venv, stamp.read(project.venv)), "its Python was moved away"


def test_two_starts_at_once_and_another_python(project: Project) -> None:
    """Two first starts make one environment; one that was made for another version of Python is made anew."""
    starts = [
        subprocess.Popen(
            project.command("check"),
            env=project.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    outcomes = [start.communicate() for start in starts]
    assert [start.returncode for start in starts] == [0, 0], outcomes
    assert [json.loads(out)["packages"] for out, _ in outcomes] == [FIRST, FIRST]
    assert sum("第一次运行" in err for _, err in outcomes) == 1

    made_for = project.venv / "xiaolu-stamp.json"
    made_for.write_text(json.dumps(json.loads(made_for.read_text()) | {"python": "3.10"}))
    mended = project.start("check")
    assert mended.status == 0, mended.err
    assert "重新建立" in mended.err
    assert mended.app["packages"] == FIRST
    assert json.loads(made_for.read_text())["python"] == stamp.python_version()


def test_an_environment_of_ones_own_is_left_alone(project: Project) -> None:
    alone = project.start("check", XIAOLU_BOOTSTRAP="off")
    assert alone.status == 0
    assert not project.venv.exists()


def test_no_rights_is_one_line(project: Project) -> None:
    (project.root / "var").write_text("a file where the folder should be")
    failed = project.start("check")
    assert failed.status == 1
    assert len(failed.err.splitlines()) == 1
    assert "var" in failed.err
    assert "检查磁盘和权限" in failed.err


def test_old_python_gets_one_clear_line() -> None:
    """main.py is read by Pythons that know none of today's syntax."""
    import ast

    main = Path(__file__).resolve().parents[2] / "main.py"
    ast.parse(main.read_text(encoding="utf-8"), feature_version=(3, 6))
    code = "import sys, runpy; sys.version_info = (3, 6, 9); runpy.run_path(sys.argv[1], run_name='__main__')"
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, str(main)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=utf8)
    assert done.returncode == 1
    assert "需要 Python 3.11" in done.stderr
    assert "3.6" in done.stderr
    assert "Traceback" not in done.stderr


def _with_models(project: Project) -> Path:
    """A folder for XIAOLU_VAR where every model seems to be: what fetches them is tested elsewhere."""
    var = project.root / "var-with-models"
    for name in ("whisper-base", "mandarin", "statutes", "kokoro", "vosk-ko"):
        (var / "models" / name).mkdir(parents=True)
    return var
