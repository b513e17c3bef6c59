"""The parts of the set-up: needs, locks, what pip's output means, the bar, the system's libraries."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from robot.errors import SetupError
from robot.models import manifest
from robot.setup import lock, locks, needs, pip, stamp, system
from robot.setup.console import Progress, fit, width
from robot.setup.environment import venv_package
from robot.setup.stamp import Stamp


@pytest.mark.parametrize(
    ("argv", "profile", "models"),
    [
        ([], "run", needs.RUN_MODELS),
        (["run"], "run", needs.RUN_MODELS),
        (["hear", "a.wav", "--json"], "run", needs.RUN_MODELS),
        (["ask", "--json", "公证处在几号窗口"], "run", ("statutes",)),
        (["say", "verify"], "run", ("mandarin",)),
        (["check"], "run", ()),
        (["models", "list"], "run", ()),
        (["doctor"], "run", ()),
        (["--help"], "run", ()),
        (["run", "--help"], "run", ()),
        (["verify"], "verify", needs.RUN_MODELS + needs.TEST_MODELS),
        (["bench"], "verify", needs.RUN_MODELS + needs.TEST_MODELS),
    ],
)
def test_needs(argv: list[str], profile: str, models: tuple[str, ...]) -> None:
    assert needs.of(argv) == needs.Need(profile, models)  # type: ignore[arg-type]


def test_needed_models_are_those_of_the_manifest() -> None:
    known = manifest.load()
    assert {model.name for model in known.models if model.use == "run"} == set(needs.RUN_MODELS)
    assert {model.name for model in known.models if model.use == "verify"} == set(needs.TEST_MODELS)


def test_verify_lock_holds_every_pin_of_the_run_lock() -> None:
    assert set(locks.pins(locks.of("run"))) <= set(locks.pins(locks.of("verify")))


@pytest.mark.parametrize("name", ["build.lock", "run.lock", "verify.lock"])
def test_locks_are_hashed_and_hold_no_local_address(name: str) -> None:
    text = (locks.FOLDER / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^[a-z0-9][^\n]*==(?:[^\n]*\\\n)+[^\n]*", text, flags=re.MULTILINE)
    assert len(blocks) == len(locks.pins(locks.FOLDER / name)) > 0
    assert all("--hash=sha256:" in block for block in blocks)
    assert "--only-binary :all:" in text
    assert not re.search(r"://|file:|/tmp|/opt|index-url|find-links|pyobjc", text)


def test_every_requirement_is_pinned_and_explained() -> None:
    """docs/dependencies.md says why each is there and under which licence."""
    table = (Path(locks.__file__).parents[2] / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for source, made in (("build.in", "build.lock"), ("requirements.in", "run.lock"), ("verify.in", "verify.lock")):
        pinned = {name for name, _ in locks.pins(locks.FOLDER / made)}
        wanted = re.findall(r"^([a-z0-9][a-z0-9-]*)", (locks.FOLDER / source).read_text(encoding="utf-8"), re.MULTILINE)
        assert wanted
        assert set(wanted) <= pinned
        assert [name for name in wanted if f"`{name}`" not in table] == []


def test_source_only_packages_come_after_the_rule_they_are_exceptions_to() -> None:
    text = lock.with_build_options("# head\nnumpy==1\nsrt==3.5.3\n")
    assert text == "# head\n--only-binary :all:\n--no-binary srt\nnumpy==1\nsrt==3.5.3\n"


@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "setup.pip_hash"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "setup.disk_full"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "setup.pip_certificate"),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "setup.pip_network"),
        (
            "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: none)\n"
            "ERROR: No matching distribution found for numpy==2.4.6",
            "setup.pip_network",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement vosk==0.3.45 (from versions: 0.3.41)\n"
            "ERROR: No matching distribution found for vosk==0.3.45",
            "setup.pip_platform",
        ),
        ("ERROR: something new", "setup.pip_other"),
    ],
)
def test_what_pip_says_becomes_one_line(output: str, key: str, tmp_path: Path) -> None:
    error = pip.failure(output, tmp_path / "setup.log")
    assert error.key == key
    assert "\n" not in str(error)


def test_progress_follows_pips_output() -> None:
    seen: list[tuple[int, int, str]] = []

    def report(label: str, done: int, total: int, detail: str = "") -> None:
        seen.append((done, total, detail))

    watcher = pip.Watcher(report, pins=3)
    for text in (
        "Ignoring av: markers 'python_full_version >= \"3.12\"' don't match your environment\n",
        "Collecting numpy==2.4.6 (from -r run.lock (line 5))\n",
        "  Downloading numpy-2.4.6-cp311.whl (16.9 MB)\n",
        "Progress 8450000 of 16900000\n",
        "Processing /opt/files/soxr-1.1.0-cp311-cp311-linux_x86_64.whl (from -r run.lock (line 9))\n",
        "Installing collected packages: numpy, soxr\n",
    ):
        watcher.see(text)
    assert seen == [(0, 200, "1/2 numpy"), (50, 200, "1/2 numpy"), (100, 200, "2/2 soxr"), (0, 0, "")]


def test_bar_on_a_terminal_and_lines_elsewhere() -> None:
    terminal, log = io.StringIO(), io.StringIO()
    for stream, shown in ((terminal, True), (log, False)):
        bar = Progress(stream, terminal=shown)
        for done in range(0, 1001, 5):
            bar("下载模型", done, 1000)
        bar.close()
    assert log.getvalue().splitlines() == [f"下载模型 {percent}%" for percent in range(0, 101, 10)]
    assert terminal.getvalue().count("\r") == 101
    assert terminal.getvalue().endswith("\n")
    assert "\n" not in terminal.getvalue()[:-1]


def test_chinese_takes_two_cells() -> None:
    assert width("模型 a") == 6
    assert fit("模型", 3) == "模 "
    assert fit("模型", 6) == "模型  "


def test_stamp_is_read_back_and_a_broken_one_is_none(tmp_path: Path) -> None:
    mark = Stamp(complete=True, profile="run", lock="a", python="3.11", base="/usr/bin/python3.11", names=("a", "b"))
    stamp.write(tmp_path, mark)
    assert stamp.read(tmp_path) == mark
    (tmp_path / "xiaolu-stamp.json").write_text('{"complete": tr')
    assert stamp.read(tmp_path) is None


def test_line_ends_do_not_change_a_lock(tmp_path: Path) -> None:
    unix, windows, other = tmp_path / "u", tmp_path / "w", tmp_path / "o"
    unix.write_bytes(b"a==1\nb==2\n")
    windows.write_bytes(b"a==1\r\nb==2\r\n")
    other.write_bytes(b"a==1\nb==3\n")
    assert stamp.digest([unix]) == stamp.digest([windows]) != stamp.digest([other])


def test_debians_package_for_another_python() -> None:
    assert venv_package(Path("/usr/local/bin/python3.13"), "3.13") == "python3.13-venv"


def test_libraries_that_nothing_can_install_are_one_line_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a system without apt-get; a stand-in for a library that no machine has."""
    absent = system.Library("libnowhere9", "setup.for_portaudio", "run", system._shared("nowhere9"))
    monkeypatch.setattr(system, "LIBRARIES", (absent,))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.missing("run") == (absent,)
    assert system.ensure("run", tmp_path / "log") is False
    shown = capsys.readouterr().err
    assert "libnowhere9" in shown
    assert "没有 apt-get" in shown
    with pytest.raises(SetupError) as raised:
        system.install(["libnowhere9"], tmp_path / "log")
    assert raised.value.key == "setup.no_apt"


def test_apt_updates_its_lists_only_when_the_first_try_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins: an apt-get that fails until it was told to update, a sudo that lets everything through."""
    calls = tmp_path / "calls"
    updates = f'case "$*" in *update*) touch {calls}.updated;; esac'
    _script(tmp_path / "apt-get", f'echo "$@" >> {calls}; {updates}; test -e {calls}.updated')
    _script(tmp_path / "sudo", 'shift; exec "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(system, "_APT_LISTS", tmp_path / "lists")
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "deb_Packages").touch()
    system.install(["espeak-ng"], tmp_path / "log")
    words = [line.split("Timeout=120 ")[1] for line in calls.read_text().splitlines()]
    install = "install -y --no-install-recommends espeak-ng"
    assert words == [install, "update", install]


def _script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
