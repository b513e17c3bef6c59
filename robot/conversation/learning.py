"""New content is learned in a process of its own, which keeps what it has learned on the disk: visitors are answered
meanwhile, and no slower.

`python -m robot.conversation.learning` is that process.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from robot import config, paths
from robot.nlu.index.embedding import Embedder
from robot.snapshot import understood

_PATIENT = 10
"""Niceness: the visitor before the robot comes first."""
_END_SECONDS = 2.0


class Learning:
    """At most one process at a time. Not thread-safe."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", __name__)) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Learn the content as it lies on the disk now; what was being learned before is old."""
        self.close()
        with contextlib.suppress(OSError):  # then `ended` says at once that it came to nothing
            self._process = subprocess.Popen(
                self._command, cwd=paths.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )

    def has_ended(self) -> bool:
        """Whether nothing is being learned any more, well or not."""
        return self._process is None or self._process.poll() is not None

    def close(self) -> None:
        """Give up what is being learned."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def main() -> None:
    """Understand the content and keep it. Raises ContentError when there is none."""
    if hasattr(os, "nice"):
        os.nice(_PATIENT)
    wanted = config.load().understanding.embeddings == "auto"
    understood(Embedder.load() if wanted else None)


if __name__ == "__main__":
    main()
