"""Running pip: readable progress while it works, one clear line when it fails, the whole output in a log file.

pip's own configuration (index, mirror, proxy, find-links) is left as it is.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from robot import messages
from robot.errors import SetupError
from robot.setup import locks
from robot.setup.console import Report

_RAW_PROGRESS_SINCE = (24, 1)
"""The first pip that reports its progress in numbers."""
_TAIL_LINES = 60
_STEPS = 100
"""A package counts as so many steps, so that a large one moves the bar while it comes."""

_CAUSES: tuple[tuple[str, str], ...] = (
    (r"DO NOT MATCH THE HASHES|Hashes are required|Expected sha256", "setup.pip_hash"),
    (r"No space left on device|Errno 28\b|disk quota", "setup.disk_full"),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError", "setup.pip_certificate"),
    (
        r"NewConnectionError|ProxyError|Max retries exceeded|Name or service not known|name resolution|getaddrinfo"
        r"|timed out|ConnectTimeout|ConnectionError|Connection (refused|reset|aborted)|HTTP error [45]\d\d"
        r"|Client Error|Server Error",
        "setup.pip_network",
    ),
    (r"Permission denied|Errno 13\b|WinError 5\b", "setup.pip_permission"),
    (r"from versions: [^)]*\d|not a supported wheel|Requires-Python", "setup.pip_platform"),
    (r"No matching distribution found|Could not find a version", "setup.pip_network"),
)


def install(python: Path, lock: Path, log: Path, report: Report) -> None:
    """Install `lock` with the pip of `python`. Raises SetupError that names the likely cause and the log."""
    shown = "raw" if version(python) >= _RAW_PROGRESS_SINCE else "off"
    words = ["install", "--require-hashes", "--no-build-isolation", "--progress-bar", shown]
    run(python, [*words, "--requirement", str(lock)], log, Watcher(report, len(locks.pins(lock))))


def uninstall(python: Path, names: Sequence[str], log: Path) -> None:
    """Remove packages that no lock asks for any more. Raises SetupError."""
    run(python, ["uninstall", "--yes", *names], log)


def run(python: Path, words: Sequence[str], log: Path, watcher: Watcher | None = None) -> None:
    """Run pip with `words`. Raises SetupError when it ends with another status than 0."""
    # -I: neither PYTHONPATH nor the folder we stand in may put something before pip's own modules.
    command = [str(python), "-I", "-u", "-X", "utf8", "-m", "pip", "--no-input", "--disable-pip-version-check", *words]
    # A `user = true` in pip's configuration would make every installation into an environment fail.
    environment = {**os.environ, "PIP_USER": "0"}
    log.parent.mkdir(parents=True, exist_ok=True)
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    with (
        log.open("a", encoding="utf-8") as file,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=environment,
        ) as process,
    ):
        for text in process.stdout or ():
            if not text.startswith("Progress "):
                file.write(text)
                tail.append(text)
            if watcher:
                watcher.see(text)
    if process.returncode:
        raise failure("".join(tail), log)


def version(python: Path) -> tuple[int, ...]:
    """(major, minor) of the pip that `python` has; (0, 0) when it has none."""
    command = [str(python), "-I", "-c", "import pip; print(pip.__version__)"]
    asked = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    numbers = re.match(r"(\d+)\.(\d+)", asked.stdout)
    return (int(numbers.group(1)), int(numbers.group(2))) if numbers else (0, 0)


def failure(output: str, log: Path) -> SetupError:
    """What pip's last lines say, as an error for people."""
    found = re.search(r"(?:satisfies the requirement|distribution found for) (\S+)", output)
    package = found.group(1) if found else "-"
    for pattern, key in _CAUSES:
        if re.search(pattern, output):
            return SetupError(key, package=package, log=log)
    return SetupError("setup.pip_other", log=log)


_PACKAGE = re.compile(
    r"(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)==|Processing .*[/\\]([A-Za-z0-9._]+)-\d"
)


class Watcher:
    """Reads pip's output line by line and reports how far it is."""

    def __init__(self, report: Report, pins: int) -> None:
        self._report = report
        self._pins = pins
        self._seen = 0
        self._current = ""

    def see(self, text: str) -> None:
        """Take in one line."""
        if text.startswith("Ignoring "):
            self._pins -= 1
        elif found := _PACKAGE.match(text):
            self._next(found.group(1) or found.group(2))
        elif found := re.match(r"Progress (\d+) of (\d+)", text):
            self._show(int(found.group(1)) * _STEPS // max(1, int(found.group(2))))
        elif text.startswith("Installing collected packages"):
            self._report(messages.line("setup.unpacking"), 0, 0)

    def _next(self, name: str) -> None:
        self._seen += 1
        self._current = name
        self._show(0)

    def _show(self, steps: int) -> None:
        total = max(self._pins, self._seen)
        done = (self._seen - 1) * _STEPS + steps
        self._report(messages.line("setup.fetching"), done, total * _STEPS, f"{self._seen}/{total} {self._current}")
