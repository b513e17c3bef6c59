"""Whether a file still holds what it held: its SHA-256, remembered for as long as the file is not touched.

Models of hundreds of megabytes are read whole before they are trusted, but not at every start: what was found is
remembered beside the size and the times of the file, in `var/cache/digests.json`. Whoever writes a file changes them,
and it is read again. A disk that loses bits by itself changes none of them, so that what runs for long looks again from
time to time (`older_than`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
import time
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from robot import paths

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was when it was read, at a time in seconds since 1970. `moved` is its ctime: of a copy, another."""

    size: int
    changed: int
    moved: int
    sha256: str
    at: float

    def is_of(self, status: os.stat_result) -> bool:
        return (self.size, self.changed, self.moved) == (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def digest(path: Path, older_than: float = float("inf")) -> str:
    """SHA-256 of a file, in hex; read unless it is known. What was read more than `older_than` seconds ago is read
    again. Raises OSError."""
    known = _read().get(_name(path))
    if known is not None and known.is_of(path.stat()) and 0 <= time.time() - known.at <= older_than:
        return known.sha256
    return remember(path)


def remember(path: Path) -> str:
    """Read the file, and take what it holds now for what it ought to hold. Raises OSError."""
    seen = _look(path)
    _write(path, seen)
    return seen.sha256


def is_unchanged(path: Path) -> bool:
    """Whether the file holds what it held when it was remembered; False also when it never was, or cannot be read."""
    known = _read().get(_name(path))
    try:
        if known is None or known.is_of(path.stat()):
            return known is not None
        seen = _look(path)
    except OSError:
        return False
    if seen.sha256 != known.sha256:
        return False
    _write(path, seen)
    return True


def touch(path: Path) -> None:
    """Note by its times that the file is in use, which is known to be unchanged. Raises OSError."""
    known = _read().get(_name(path))
    os.utime(path)
    if known is not None:
        status = path.stat()
        _write(path, replace(known, changed=status.st_mtime_ns, moved=status.st_ctime_ns))


def _look(path: Path) -> _Seen:
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        # The times from before: what is written while it is read has others afterwards.
        return _Seen(
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
            hashlib.file_digest(file, "sha256").hexdigest(),
            time.time(),
        )


def _memory() -> Path:
    return paths.CACHE / "digests.json"


def _name(path: Path) -> str:
    return os.path.realpath(path)


def _read() -> dict[str, _Seen]:
    try:
        raw = json.loads(_memory().read_text(encoding="utf-8"))
        return {
            name: _Seen(int(size), int(changed), int(moved), str(sha256), float(at))
            for name, (size, changed, moved, sha256, at) in raw.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(path: Path, seen: _Seen) -> None:
    """What cannot be written is read again the next time; the same where two processes write at once."""
    memory = _memory()
    partial = memory.with_name(f"{memory.name}.{os.getpid()}.part")
    with _LOCK:
        known = {name: each for name, each in _read().items() if os.path.exists(name)}  # noqa: PTH110  many, and short
        known[_name(path)] = seen
        try:
            memory.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps({name: astuple(each) for name, each in known.items()}), encoding="utf-8")
            partial.replace(memory)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink()
