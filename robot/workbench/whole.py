"""Files written whole or not at all: first beside the old one, then in its place at once."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import yaml
from openpyxl.utils.exceptions import InvalidFileException
from ruamel.yaml.error import YAMLError

from robot import messages
from robot.errors import ContentError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "missing"),
    (PermissionError, "denied"),
    (IsADirectoryError, "folder"),
    (NotADirectoryError, "missing"),
    (UnicodeDecodeError, "encoding"),
    (YAMLError, "no_yaml"),
    (yaml.YAMLError, "no_yaml"),
    (BadZipFile, "broken"),
    (InvalidFileException, "broken"),
    (ParseError, "broken"),
)


def write(path: Path, data: bytes) -> None:
    """Make `data` the content of `path`. Raises ContentError, and leaves the old file as it was, when it cannot."""
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            # A full disk is sometimes told only here, and until then the old file must stand.
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            shutil.copymode(path, partial)
        partial.replace(path)
    except OSError as error:
        raise ContentError("workbench.unwritable", path=path, reason=why(error)) from None
    finally:
        # After the replacement there is none; what cannot be removed is no reason for a second error.
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def why(error: Exception) -> str:
    """Why a file cannot be read or written, in Chinese."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return messages.zh("workbench.why.full")
    kind = next((name for known, name in _KINDS if isinstance(error, known)), "other")
    return messages.zh(f"workbench.why.{kind}")
