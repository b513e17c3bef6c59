"""`run` keeps running: this process starts the robot in another one, and starts it anew when that one crashes.

The robot's engines are native code (speech, embeddings, sound); a fault in one of them ends the process at once, and
no handler of ours sees it. Standard library only, so that the process that watches is small and can hardly fail.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from robot.paths import ROOT
from robot.setup.console import say

_INSIDE = "XIAOLU_GUARDED"
_MOST, _WITHIN_SECONDS = 5, 600.0
"""Crashes after which there is no use in another start."""
_PAUSE_SECONDS = 1.0
_BY_ITSELF_SECONDS = 5.0
"""How long the robot has to end by a Ctrl-C that the terminal has sent to it."""
_SET_PDEATHSIG = 1
_NT_FAULT = 0xC0000000
"""Windows: exit statuses from here on are faults of the process (access violation 0xC0000005)."""


def wanted(argv: list[str]) -> bool:
    """Whether the command line is one of the robot itself, and this process is to watch over it.

    `run --typed` is a technician's, who sees it crash.
    """
    if os.environ.get(_INSIDE) or "-h" in argv or "--help" in argv or "--typed" in argv:
        return False
    return next((word for word in argv if not word.startswith("-")), "run") == "run"


def watch(argv: list[str], command: list[str] | None = None, clock: Callable[[], float] = time.monotonic) -> int:
    """Run the robot with the command line `argv` until it ends by itself or is told to. Returns its exit status."""
    command = command or [sys.executable, str(ROOT / "main.py"), *argv]
    crashes: deque[float] = deque(maxlen=_MOST)
    stopping = False
    child: subprocess.Popen[bytes] | None = None

    def stop(number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        if child is None:
            return
        if number == signal.SIGINT and _in_a_terminal():
            # The terminal has sent Ctrl-C to both; what another program sends reaches this process alone.
            later = threading.Timer(_BY_ITSELF_SECONDS, _pass_on, (child, number))
            later.daemon = True
            later.start()
        else:
            _pass_on(child, number)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    while True:
        child = subprocess.Popen(command, env={**os.environ, _INSIDE: str(os.getpid())})
        status = child.wait()
        if stopping or not crashed(status):
            return status if status >= 0 else 128 - status
        crashes.append(clock())
        if len(crashes) == _MOST and crashes[-1] - crashes[0] < _WITHIN_SECONDS:
            say("setup.crashed_too_often", count=_MOST)
            return 1
        say("setup.crashed", status=status)
        time.sleep(_PAUSE_SECONDS)


def crashed(status: int) -> bool:
    """Whether a process that ended with `status` was ended by a fault, or by the system for want of memory."""
    return status < 0 or status >= _NT_FAULT


def inside() -> None:
    """Called in the robot's own process: end with the one that watches, should that be killed."""
    if os.environ.get(_INSIDE) and sys.platform.startswith("linux"):
        control = getattr(ctypes.CDLL(None), "prctl", None)
        if control is not None:
            control(_SET_PDEATHSIG, signal.SIGTERM)


def _pass_on(child: subprocess.Popen[bytes], number: int) -> None:
    if child.poll() is None:
        child.send_signal(number)


def _in_a_terminal() -> bool:
    """Whether Ctrl-C of a terminal comes to this process and the robot's at once."""
    if os.name == "nt":
        return True
    try:
        with Path("/dev/tty").open("rb") as terminal:
            return os.getpgrp() == os.tcgetpgrp(terminal.fileno())
    except OSError:
        return False
