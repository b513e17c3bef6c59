"""Files of a cache are written beside their place and put into it whole; what a full disk or a killed process left
half written is cleared away."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LEFT = re.compile(r"\.(?:(\d+)(?:-\d+)?\.)?part(?:\.npz|-journal)?$")
"""Names of partial files, those of earlier releases too; the number is that of the process that writes."""
_OLD_SECONDS = 3600.0


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The name under which `path` is to be written. It is put in its place at the end of the block, or removed when the
    block is left by an exception. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        yield partial
        with partial.open("rb+") as file:
            # Otherwise the name may be on the disk before what it names, and after a power cut it names nothing.
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        # After the replacement there is none; what cannot be removed is no reason for a second error.
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def sweep(folder: Path, now: float | None = None) -> int:
    """Remove what nobody writes any more from `folder` and the folders in it. Returns how many files; never raises."""
    removed = 0
    for place, _, names in os.walk(folder):
        for name in names:
            found = _LEFT.search(name)
            path = Path(place, name)
            if found is None or not _is_left(path, found.group(1), time.time() if now is None else now):
                continue
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def sweep_folders(folder: Path, now: float | None = None) -> None:
    """Remove the folders in `folder` that have lain there for an hour; never raises."""
    now = time.time() if now is None else now
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.is_dir() and now - entry.stat().st_mtime > _OLD_SECONDS:
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(path: Path, writer: str | None, now: float) -> bool:
    try:
        return now - path.stat().st_mtime > _OLD_SECONDS or (writer is not None and not _is_running(int(writer)))
    except OSError:
        return False


def _is_running(process: int) -> bool:
    """Whether there is such a process; on Windows, where asking would end it, nobody asks."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
