"""A hall's own files, laid over the sample's: knowledge/halls/<hall>/hall.yaml stands for knowledge/hall.yaml.

A folder of a hall holds only what is different there: its map, hours, people, stations, and any other file of
knowledge/ or intents/ that the hall words in its own way. Everything else is the project's, so that a new version of
the answers reaches every hall. config.yaml says which hall it is (`hall.folder`), XIAOLU_HALL for a trial.
"""

from __future__ import annotations

import os
from pathlib import Path

from robot import config, paths
from robot.content import files
from robot.errors import ContentError

VARIABLE = "XIAOLU_HALL"


def folder() -> Path:
    """Where the halls are."""
    return paths.KNOWLEDGE / files.HALLS


def chosen() -> Path | None:
    """The folder of the hall that the robot stands in; None: the sample.

    Raises ContentError when there is no such folder, ConfigError when config.yaml cannot be read.
    """
    name = os.environ.get(VARIABLE) or config.load().hall.folder
    if not name:
        return None
    found = folder() / Path(name).expanduser()
    if not found.is_dir():
        known = sorted(path.name for path in folder().glob("*") if path.is_dir())
        raise ContentError("content.no_hall", folder=found, known=" ".join(known) or "-")
    return found


def of(path: Path) -> Path | None:
    """The folder of the hall that a file belongs to; None for the project's files."""
    inside = path.resolve().parents
    return next((path for path in [path.resolve(), *inside] if path.parent == folder().resolve()), None)


def laid_over(path: Path, hall: Path | None) -> Path:
    """The file that stands for `path` in a hall: its own where it has one."""
    own = hall / path.name if hall is not None else path
    return own if own.is_file() else path


def file(path: Path) -> Path:
    """The same in the hall that the robot stands in."""
    return laid_over(path, chosen())
