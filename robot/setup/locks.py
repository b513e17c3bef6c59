"""Where the lock files lie, and what stands in them."""

from __future__ import annotations

import re
from pathlib import Path

from robot.setup.needs import Profile

FOLDER = Path(__file__).resolve().parent
BUILD = FOLDER / "build.lock"
"""pip itself and setuptools: installed first, so that the rest is installed the same way everywhere."""


def of(profile: Profile) -> Path:
    """The lock file an environment of `profile` is made from."""
    return FOLDER / f"{profile}.lock"


def files(profile: Profile) -> list[Path]:
    """Every lock file that goes into an environment of `profile`."""
    return [BUILD, of(profile)]


def pins(lock: Path) -> list[tuple[str, str]]:
    """(name, version) of every pin, in order; a package pinned twice (for two Pythons) stands there twice."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [(normal(name), version) for name, version in found]


def normal(name: str) -> str:
    """A package's name as PyPI compares it: lower case, one `-` for any of `-_.`."""
    return re.sub(r"[-_.]+", "-", name).lower()
