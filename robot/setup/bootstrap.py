"""The bootstrap: `ensure` brings this process into `.venv`, made and up to date, with the default models there.

Standard library only. Everything it says goes to the error stream. The usual start, with all in place, reads the
stamp and the locks and does nothing else, so the rest of the set-up is imported where it is needed.

`XIAOLU_BOOTSTRAP=off` leaves everything as it is: the caller has an environment of their own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from robot.paths import MODELS, ROOT
from robot.setup import needs, stamp
from robot.setup.needs import Need

VENV = ROOT / ".venv"
LOG = ROOT / "var" / "log" / "setup.log"
LOCK = ROOT / "var" / "setup.lock"
_TRIES = "XIAOLU_BOOTSTRAP_TRIES"
_MOST_TRIES = 3
_INTERRUPTED = 130


def ensure(argv: list[str]) -> None:
    """Return inside an environment that has what the command line `argv` needs.

    Outside of it the process is replaced by one inside, with the same arguments. Prints one line and exits 1 when
    the environment cannot be made; a model that cannot be had is only reported.
    """
    if os.environ.get("XIAOLU_BOOTSTRAP") == "off":
        return
    need = needs.of(argv)
    try:
        _settle(need, argv)
    except KeyboardInterrupt:
        _stop("setup.interrupted", _INTERRUPTED)


def _settle(need: Need, argv: list[str]) -> None:
    here = stamp.inside(VENV)
    # Sent back by the environment's own Python, which is not the one it was made for: make it anew.
    refused = not here and _TRIES in os.environ
    if refused or not stamp.fits(VENV, need.profile):
        if here and not _same_python():
            _go(Path(getattr(sys, "_base_executable", sys.executable)), argv)
        _set_up(need, force=refused)
    elif need.profile == "verify" and not here:
        _libraries(need)
    if not here:
        _go(stamp.python_of(VENV), argv)
    os.environ.pop(_TRIES, None)
    lacking = [name for name in need.models if not (MODELS / name).is_dir()]
    if lacking:
        from robot.models import defaults

        defaults.fetch(lacking, insist=need.profile == "verify")


def _same_python() -> bool:
    """Inside: whether the environment was made for this Python. It was not after an upgrade of the system's."""
    known = stamp.read(VENV)
    return known is None or known.python == stamp.python_version()


def _set_up(need: Need, *, force: bool) -> None:
    from robot.errors import SetupError
    from robot.setup import environment
    from robot.setup.console import line, say
    from robot.setup.filelock import locked

    try:
        with locked(LOCK, on_wait=lambda: say("setup.waiting")):
            if force or not stamp.fits(VENV, need.profile):
                environment.make(VENV, need.profile, LOG)
                _libraries(need)
    except SetupError as error:
        line(str(error))
        sys.exit(error.exit_status)
    except OSError as error:
        line(str(SetupError("setup.io", path=error.filename or LOCK, reason=error.strerror or error)))
        sys.exit(SetupError.exit_status)


def _libraries(need: Need) -> None:
    from robot.setup import system

    system.ensure(need.profile, LOG)


def _go(python: Path, argv: list[str]) -> NoReturn:
    """Go on in `python` with the same command line."""
    tries = int(os.environ.get(_TRIES) or 0) + 1
    if tries > _MOST_TRIES:
        _stop("setup.no_way_in", 1)
    os.environ[_TRIES] = str(tries)
    command = [str(python), str(ROOT / "main.py"), *argv]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606  no shell is wanted
    # Windows cannot replace a process: run the other one, leave Ctrl-C to it, and end as it ends.
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.run(command, env={**os.environ, "PYTHONUTF8": "1"}, check=False).returncode)


def _stop(key: str, status: int) -> NoReturn:
    from robot.setup.console import say

    say(key)
    sys.exit(status)
