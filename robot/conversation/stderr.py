"""The terminal is for the robot's own lines.

PortAudio and ALSA write to the process's standard error when a device vanishes; those lines go to a file instead, for
technicians, while Python's `sys.stderr` stays where it was.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STDERR = 2


@contextmanager
def libraries_write_to(log: Path) -> Iterator[None]:
    """Let everything but Python write its errors to `log` (nowhere when it cannot be written)."""
    terminal = sys.stderr
    try:
        if terminal is None or terminal.fileno() != _STDERR:
            raise io.UnsupportedOperation
        terminal.flush()
        ours = os.dup(_STDERR)
    except (OSError, ValueError):
        yield
        return
    theirs = _opened(log)
    os.dup2(theirs, _STDERR)
    os.close(theirs)
    sys.stderr = open(ours, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    try:
        yield
    finally:
        sys.stderr.flush()
        sys.stderr = terminal
        os.dup2(ours, _STDERR)
        os.close(ours)


def _opened(log: Path) -> int:
    try:
        return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
