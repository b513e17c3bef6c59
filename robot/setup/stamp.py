"""The stamp in `.venv`: what was installed, from which lock, for which Python. Written last, so a cut is noticed.

Every start reads it, so this module imports little.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from robot.setup import locks
from robot.setup.needs import Profile

_NAME = "xiaolu-stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """`lock`: digest of the lock files; `python`: "3.11"; `base`: the interpreter the environment stands on;
    `names`: the packages of the lock. Not `complete` while an installation is under way or was cut."""

    complete: bool
    profile: Profile
    lock: str
    python: str
    base: str
    names: tuple[str, ...] = ()

    def covers(self, profile: Profile) -> bool:
        """Whether an environment of this profile has all that `profile` needs."""
        return self.profile in (profile, "verify")


def read(venv: Path) -> Stamp | None:
    """The stamp of `venv`; None when there is none or it cannot be read."""
    try:
        fields = json.loads((venv / _NAME).read_text(encoding="utf-8"))
        return Stamp(**{**fields, "names": tuple(fields["names"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(venv: Path, stamp: Stamp) -> None:
    """Write the stamp whole or not at all."""
    temporary = venv / f"{_NAME}.{os.getpid()}"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(stamp), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(venv / _NAME)


def python_version() -> str:
    """ "3.11": what decides which packages fit."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def digest(paths: list[Path]) -> str:
    """SHA-256 over the files, line ends aside (git may change those on Windows)."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def python_of(venv: Path) -> Path:
    """The interpreter of `venv`."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def inside(venv: Path) -> bool:
    """Whether this process runs in `venv`."""
    try:
        return Path(sys.prefix).samefile(venv)
    except OSError:
        return False


def fits(venv: Path, profile: Profile) -> bool:
    """Whether `venv` holds what the locks say today, for `profile`, and its Python is the one it was made with."""
    known = read(venv)
    if known is None or not known.complete or not known.covers(profile):
        return False
    if known.lock != digest(locks.files(known.profile)):
        return False
    if inside(venv):
        return known.python == python_version()
    return Path(known.base).is_file() and (os.name == "nt" or os.path.realpath(python_of(venv)) == known.base)
