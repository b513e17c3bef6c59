"""Sentences already synthesised, on disk.

Only fixed sentences (from the content) are ever written: what was made for one visitor is nobody else's. The caller
says so with every sentence, see `Speech`.
"""

from __future__ import annotations

import hashlib
import os
import threading
import zlib
from pathlib import Path

import numpy as np

from robot.turn import Samples

_HEAD = b"XLS1"
_MEGABYTE = 1_000_000
DEFAULT_BYTES = 200 * _MEGABYTE
"""About 1 h 40 min of speech."""


class SpeechCache:
    """A folder of sentences, at most `limit` bytes; those not used for longest go first.

    Never raises: a file that cannot be read or is damaged is a sentence to be made again, a full or read-only disk only
    makes the robot slower. Safe between threads and processes (files land whole, by rename).
    """

    def __init__(self, folder: Path, limit: int = DEFAULT_BYTES) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._size: int | None = None

    @staticmethod
    def key(identity: str, rate: int, spoken: str) -> str:
        """The name under which a sentence is kept: voice and model, speed, text."""
        return hashlib.sha256(f"{identity}\n{rate}\n{spoken}".encode()).hexdigest()

    def get(self, key: str) -> Samples | None:
        """The samples kept under `key`, or None."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        samples = _unpacked(data)
        try:
            if samples is None:
                path.unlink()
            else:
                os.utime(path)
        except OSError:
            pass
        return samples

    def put(self, key: str, samples: Samples) -> None:
        """Keep `samples` under `key`."""
        data = _packed(samples)
        if len(data) > self._limit:
            return
        path = self._path(key)
        partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            partial.replace(path)
        except OSError:
            _remove(partial)
            return
        with self._lock:
            self._size = (self._size if self._size is not None else self._measured() - len(data)) + len(data)
            if self._size > self._limit:
                self._size = self._evict()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.pcm"

    def _files(self) -> list[tuple[int, int, Path]]:
        """(last use, size, path) of everything in the folder, forgotten partial files too."""
        found: list[tuple[int, int, Path]] = []
        try:
            for entry in os.scandir(self._folder):
                if entry.name.endswith((".pcm", ".part")):
                    status = entry.stat()
                    found.append((status.st_mtime_ns, status.st_size, Path(entry.path)))
        except OSError:
            return found
        return found

    def _measured(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _evict(self) -> int:
        """Removes the longest unused until a tenth of the room is free; gives what is left."""
        files = sorted(self._files())
        size = sum(each for _, each, _ in files)
        for _, each, path in files:
            if size <= self._limit * 0.9:
                break
            if _remove(path):
                size -= each
        return size


def _packed(samples: Samples) -> bytes:
    body = np.ascontiguousarray(samples, dtype="<i2").tobytes()
    return _HEAD + zlib.crc32(body).to_bytes(4, "little") + body


def _unpacked(data: bytes) -> Samples | None:
    body = data[8:]
    if len(data) < 8 or data[:4] != _HEAD or len(body) % 2 or zlib.crc32(body) != int.from_bytes(data[4:8], "little"):
        return None
    return np.frombuffer(body, dtype="<i2").astype(np.int16)


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
