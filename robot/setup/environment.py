"""Making the environment `.venv`, and bringing it up to date."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from robot.errors import SetupError
from robot.setup import locks, pip, stamp, system
from robot.setup.console import Progress, say
from robot.setup.needs import Profile
from robot.setup.stamp import Stamp

OLDEST_PYTHON = (3, 11)
ROOM_BYTES = 1_500_000_000
"""Free disk space that a new environment wants: about 0.8 GB installed, and pip's working copies."""


def make(venv: Path, profile: Profile, log: Path) -> None:
    """Make `venv`, or bring it up to date; whoever calls holds the set-up lock.

    Raises SetupError (no venv module, no room, no network, no rights).
    """
    known = stamp.read(venv)
    if known is not None and known.profile == "verify":
        profile = "verify"
    try:
        if _usable(venv, known):
            say("setup.updating")
        else:
            _create(venv, log)
            known = None
        _install(venv, profile, known, log)
    except PermissionError as error:
        raise SetupError("setup.permission", path=error.filename or venv) from None
    except OSError as error:
        raise SetupError("setup.io", path=error.filename or venv, reason=error.strerror or error) from None


def _usable(venv: Path, known: Stamp | None) -> bool:
    """Whether the Python in `venv` starts, has pip, is new enough, and is the one the packages were chosen for."""
    found = _version(stamp.python_of(venv))
    if found is None or tuple(map(int, found.split("."))) < OLDEST_PYTHON:
        return False
    return known is None or known.python == found


def _install(venv: Path, profile: Profile, known: Stamp | None, log: Path) -> None:
    python = stamp.python_of(venv)
    wanted = {name for lock in locks.files(profile) for name, _ in locks.pins(lock)}
    had = set(known.names) if known else set()
    base = os.path.realpath(python) if os.name != "nt" else str(Path(_base(python)))
    mark = Stamp(
        complete=False,
        profile=profile,
        lock=stamp.digest(locks.files(profile)),
        python=_version(python) or stamp.python_version(),
        base=base,
        names=tuple(sorted(wanted | had)),
    )
    stamp.write(venv, mark)
    bar = Progress()
    try:
        pip.install(python, locks.BUILD, log, _unseen)
        pip.install(python, locks.of(profile), log, bar)
        if gone := sorted(had - wanted):
            pip.uninstall(python, gone, log)
    finally:
        bar.close()
    stamp.write(venv, replace(mark, complete=True, names=tuple(sorted(wanted))))
    say("setup.ready")


def _unseen(label: str, done: int, total: int, detail: str = "") -> None:
    """The tools that install the rest are small: no bar of their own."""


def _create(venv: Path, log: Path) -> None:
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        say("setup.remaking", path=venv)
        shutil.rmtree(venv)
    free = shutil.disk_usage(venv.parent).free
    if free < ROOM_BYTES:
        raise SetupError("setup.disk_low", path=venv.parent, free=free // 1_000_000, needed=ROOM_BYTES // 1_000_000)
    _need_venv_module(log)
    say("setup.creating", path=venv)
    command = [sys.executable, "-I", "-m", "venv", str(venv)]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if made.returncode:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(made.stdout + made.stderr)
        shutil.rmtree(venv, ignore_errors=True)
        raise SetupError("setup.venv_failed", log=log)


def _need_venv_module(log: Path) -> None:
    """Debian takes `ensurepip` out of Python into a package of its own."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = venv_package(Path(sys.executable), stamp.python_version())
    system.install([package], log)
    importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise SetupError("setup.no_venv", command=system.command([package]))


def venv_package(executable: Path, version: str) -> str:
    """Debian's package with the venv module of this Python: `python3-venv`, or that of another Python beside it."""
    usual = Path("/usr/bin/python3")
    return "python3-venv" if usual.exists() and usual.resolve() == executable.resolve() else f"python{version}-venv"


def _version(python: Path) -> str | None:
    """ "3.11" of an interpreter that starts and has pip; None of one that does not."""
    return _ask(python, "import sys, pip; print('%d.%d' % sys.version_info[:2])")


def _base(python: Path) -> str:
    return _ask(python, "import sys; print(sys._base_executable)") or str(python)


def _ask(python: Path, code: str) -> str | None:
    try:
        done = subprocess.run([str(python), "-I", "-c", code], capture_output=True, encoding="utf-8", check=False)
    except (OSError, UnicodeDecodeError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
