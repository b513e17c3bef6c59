"""A lock between processes: who holds the file may change what it guards. A process that dies lets go of it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_RETRY_SECONDS = 0.2


@contextmanager
def locked(
    path: Path, on_wait: Callable[[], None] = lambda: None, pause: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Hold `path` locked inside the block; `on_wait` is called once when another process holds it.

    Raises OSError when the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _try_lock(handle):
            on_wait()
            while not _try_lock(handle):
                pause(_RETRY_SECONDS)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
