"""What is built from the content is kept on disk, so that the next start need not build it again.

Indexing some ninety thousand sentences takes half a minute on a small machine. What is kept is known by everything that
it is made of: the texts, whether they have vectors, and the program's own code. Its objects are pickled (it lies under
var/, where whoever can write may change the program's own environment as well); its arrays stand behind them in the
same file and are mapped into memory, so that several robots of one machine share them and only what is looked at is
read. They are trusted as long as nobody has touched the file (robot/intact.py), else compared with a checksum.
Something kept inside another (the index in all that is understood) is a file of its own.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import logging
import mmap
import os
import pickle
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import IO, TypeVar

import numpy as np

from robot import intact, partial

_LOG = logging.getLogger(__name__)
_NLU = Path(__file__).resolve().parents[1]
INDEXING = (_NLU / "index", _NLU / "sound", _NLU / "text")
"""All code that has a part in an index."""
_READ = frozenset((".py", ".toml", ".npz", ".yaml"))
_LARGEST_READ = 2_000_000
"""Bytes of the files that code is made of: models and vectors have names of their own in a recipe."""
_MOST = 4
"""Files that are kept of a kind: two contents, each with embeddings or without."""
_MAGIC = b"xiaolu kept 3\n\n\n"
_HEAD = struct.Struct("<16sQQ32s32s")
"""What it is, bytes of the objects, how many arrays, checksums of both; then the length of each array."""
_USED_SECONDS = 600.0
"""Who uses a file notes it by its time, but not every time: each time all that is remembered of files is written."""
_ALIGNED = 64
Built = TypeVar("Built")


class Keepable:
    """Something large that is kept in a file of its own, wherever it is part of something else that is kept."""

    kept_as: Path | None = None
    """Where it is kept; None: nowhere."""


def kept(
    folder: Path | None,
    recipe: Iterable[str],
    kind: type[Built],
    make: Callable[[], Built],
    code: tuple[Path, ...] = INDEXING,
) -> Built:
    """What `make` builds out of `recipe`, from `folder` where it lies there already. None: it is not kept. `code`: the
    folders whose files have a part in it.

    Never raises for what is on the disk: what is damaged, of another kind or cannot be written is built anew.
    """
    if folder is None:
        return make()
    path = folder / f"{kind.__name__.lower()}-{_name(recipe, code)}.pickle"
    found = _read(path, kind)
    if found is None:
        found = make()
        if not _write(path, found):
            return found
    if isinstance(found, Keepable):
        found.kept_as = path
    return found


def kept_already(
    folder: Path, recipe: Iterable[str], kind: type[Built], code: tuple[Path, ...] = INDEXING
) -> Built | None:
    """The same where it lies there already; None where it does not."""
    return _read(folder / f"{kind.__name__.lower()}-{_name(recipe, code)}.pickle", kind)


def keep(folder: Path, recipe: Iterable[str], built: object, code: tuple[Path, ...] = INDEXING) -> None:
    """Keep `built`, in the place of what was kept of its kind by this recipe. Never raises."""
    _write(folder / f"{type(built).__name__.lower()}-{_name(recipe, code)}.pickle", built)


def _name(recipe: Iterable[str], code: tuple[Path, ...]) -> str:
    total = hashlib.sha256(_version(code))
    for part in recipe:
        total.update(part.encode() + b"\0")
    return total.hexdigest()[:32]


@cache
def _version(code: tuple[Path, ...]) -> bytes:
    """Of the code, of numpy, which the arrays are of, and of the processor's byte order."""
    total = hashlib.sha256(f"{np.__version__} {np.dtype('int32').str}".encode())
    for path in sorted(path for folder in code for path in folder.rglob("*") if path.suffix in _READ):
        if path.stat().st_size <= _LARGEST_READ:
            total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.digest()


class _Pickler(pickle.Pickler):
    def __init__(self, file: IO[bytes], whole: object, arrays: list[pickle.PickleBuffer]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL, buffer_callback=arrays.append)
        self._whole = whole

    def persistent_id(self, part: object) -> str | None:
        """The file in which `part` stands; None for what stands here."""
        if part is self._whole or not isinstance(part, Keepable) or part.kept_as is None:
            return None
        return part.kept_as.name


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], folder: Path, arrays: Iterable[memoryview]) -> None:
        super().__init__(file, buffers=arrays)
        self._folder = folder
        self._parts: dict[str, Keepable] = {}

    def persistent_load(self, name: str) -> Keepable:
        """The part that stands in the file `name`, once however often it is named. Raises UnpicklingError where it is
        gone."""
        found = self._parts.get(name) or _read(self._folder / name, Keepable)
        if found is None:
            raise pickle.UnpicklingError(name)
        found.kept_as = self._folder / name
        self._parts[name] = found
        return found


def _read(path: Path, kind: type[Built]) -> Built | None:
    try:
        with path.open("rb") as file, _without_collecting():
            found = _unpickled(file, path)
        if time.time() - path.stat().st_mtime > _USED_SECONDS:
            intact.touch(path)
    except FileNotFoundError:
        return None
    except Exception as error:  # a damaged file may raise anything
        _LOG.warning("a kept index cannot be read and is built anew: %s", type(error).__name__)
        return None
    return found if isinstance(found, kind) else None


def _unpickled(file: IO[bytes], path: Path) -> object:
    """Raises ValueError, EOFError and others for what is not whole."""
    magic, length, count, checksum, of_arrays = _HEAD.unpack(file.read(_HEAD.size))
    if magic != _MAGIC:
        raise ValueError
    sizes = struct.unpack(f"<{count}Q", file.read(8 * count))
    objects = file.read(length)
    if hashlib.sha256(objects).digest() != checksum:
        raise ValueError
    starts = _starts(file.tell(), sizes)
    if os.fstat(file.fileno()).st_size != starts[-1]:
        raise EOFError
    mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    arrays = [mapped[start : start + size] for start, size in zip(starts, sizes, strict=False)]
    if not intact.is_unchanged(path):
        if _checksum(arrays) != of_arrays:
            raise ValueError
        intact.remember(path)
    return _Unpickler(io.BytesIO(objects), path.parent, arrays).load()


def _checksum(arrays: Iterable[memoryview]) -> bytes:
    total = hashlib.sha256()
    for array in arrays:
        total.update(array)
    return total.digest()


def _starts(behind: int, sizes: tuple[int, ...]) -> list[int]:
    """Where each array begins, and the end of the file."""
    starts = [behind + -behind % _ALIGNED]
    for size in sizes:
        starts.append(starts[-1] + size + -size % _ALIGNED)
    return starts


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing of what is read is garbage; looking for it takes as long as reading, now and ever after. Whoever puts
    something else in its place calls `gc.unfreeze`."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def _write(path: Path, built: object) -> bool:
    try:
        partial.sweep(path.parent)
        with partial.whole(path) as beside, beside.open("wb") as file:
            _pickled(file, built)
        intact.remember(path)
        _tidy(path)
    except OSError as error:
        _LOG.warning("the index is not kept: %s", type(error).__name__)
        return False
    return True


def _pickled(file: IO[bytes], built: object) -> None:
    arrays: list[pickle.PickleBuffer] = []
    objects = io.BytesIO()
    _Pickler(objects, built, arrays).dump(built)
    raw = [array.raw() for array in arrays]
    file.write(
        _HEAD.pack(
            _MAGIC, len(objects.getvalue()), len(raw), hashlib.sha256(objects.getvalue()).digest(), _checksum(raw)
        )
        + struct.pack(f"<{len(raw)}Q", *(part.nbytes for part in raw))
    )
    file.write(objects.getvalue())
    starts = _starts(file.tell(), tuple(part.nbytes for part in raw))
    for start, part in zip(starts, raw, strict=False):
        file.write(bytes(start - file.tell()))
        file.write(part)
    file.write(bytes(starts[-1] - file.tell()))


def _tidy(path: Path) -> None:
    """Only the newest stay."""
    kind = path.name.partition("-")[0]
    files = sorted(path.parent.glob(f"{kind}-*.pickle"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in files[_MOST:]:
        with contextlib.suppress(OSError):
            old.unlink()
