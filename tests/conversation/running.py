"""`main.py run` as a subprocess, the way a hall starts it, with its lines read as they come."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from robot import paths

PATIENCE = 60.0
"""For a machine that is busy with other things."""


class Lines:
    """The lines of a stream, kept."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._lines: list[str] = []
        self._grown = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def join(self) -> None:
        """Wait for the stream's end."""
        self._reader.join(PATIENCE)

    def all(self) -> list[str]:
        with self._grown:
            return list(self._lines)

    def wait_for(self, wanted: Callable[[str], bool], after: int = 0) -> int:
        """The number of the first line that is `wanted`, not before `after`; fails when none comes."""

        def found() -> int | None:
            return next((n for n in range(after, len(self._lines)) if wanted(self._lines[n])), None)

        with self._grown:
            self._grown.wait_for(lambda: self._ended or found() is not None, PATIENCE)
            number = found()
        assert number is not None, f"did not come; there was {self._lines}"
        return number

    def _read(self) -> None:
        for line in self._stream:
            with self._grown:
                self._lines.append(line.rstrip("\n"))
                self._grown.notify_all()
        with self._grown:
            self._ended = True
            self._grown.notify_all()


class RunningRobot:
    """`main.py run` with its own `var` (the models and the built index are the checkout's) and `settings` as its config.yaml."""

    def __init__(self, folder: Path, settings: str, env: dict[str, str], *arguments: str) -> None:
        self.var = folder / "var"
        self.var.mkdir(parents=True)
        (self.var / "models").symlink_to(paths.MODELS, target_is_directory=True)
        built = paths.CACHE / "index"
        built.mkdir(parents=True, exist_ok=True)
        (self.var / "cache").mkdir()
        (self.var / "cache" / "index").symlink_to(built, target_is_directory=True)
        known = paths.CACHE / "digests.json"
        if known.is_file():  # what was read once need not be read at every start
            shutil.copy(known, self.var / "cache")
        config = folder / "config.yaml"
        # Any free port, unless a test says otherwise: another robot may be running here.
        page = "" if "web:" in settings else "\nweb: {port: 0}\n"
        config.write_text(settings + page, encoding="utf-8")
        self._env = {
            **env,
            "XIAOLU_BOOTSTRAP": "off",
            "XIAOLU_CONFIG": str(config),
            "XIAOLU_VAR": str(self.var),
            "PYTHONUNBUFFERED": "1",
        }
        self._arguments = arguments

    def __enter__(self) -> Self:
        # A shell that starts the tests in the background has them ignore Ctrl-C, and so would the robot.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, str(paths.ROOT / "main.py"), "run", *self._arguments],
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdin and self.process.stdout and self.process.stderr
        self.stdin = self.process.stdin
        self.out = Lines(self.process.stdout)
        self.err = Lines(self.process.stderr)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.wait()

    def interrupt(self) -> int:
        """Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self) -> int:
        """Until it has ended; the exit status."""
        status = self.process.wait(PATIENCE)
        self.out.join()
        self.err.join()
        return status

    def end_of_input(self) -> None:
        self.stdin.close()

    @property
    def log(self) -> str:
        return (self.var / "log" / "robot.log").read_text(encoding="utf-8")


def without_sound(folder: Path) -> dict[str, str]:
    """An environment in which there is neither a microphone nor a speaker."""
    return {**os.environ, "PULSE_SERVER": f"unix:{folder / 'nobody'}", "HOME": str(folder)}
