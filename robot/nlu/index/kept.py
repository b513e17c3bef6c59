"""What is built from the content is kept on disk, so that the next start need not build it again.

Indexing some ninety thousand sentences takes half a minute on a small machine; reading it back takes two seconds. It is
known by everything that it is made of: the texts, whether they have vectors, and the program's own code. It is pickled:
it lies under var/, where whoever can write may change the program's own environment as well.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np

_LOG = logging.getLogger(__name__)
_CODE = Path(__file__).resolve().parents[1]
"""robot/nlu: all code that has a part in an index."""
_MOST = 4
"""Files that are kept: two contents, each with embeddings or without."""
Built = TypeVar("Built")


def kept(folder: Path | None, recipe: Iterable[str], kind: type[Built], make: Callable[[], Built]) -> Built:
    """What `make` builds out of `recipe`, from `folder` where it lies there already. None: it is not kept.

    Never raises for what is on the disk: what is damaged, of another kind or cannot be written is built anew.
    """
    if folder is None:
        return make()
    path = folder / f"{kind.__name__.lower()}-{_name(recipe)}.pickle"
    found = _read(path, kind)
    if found is None:
        found = make()
        _write(path, found)
    return found


def _name(recipe: Iterable[str]) -> str:
    total = hashlib.sha256(_version())
    for part in recipe:
        total.update(part.encode() + b"\0")
    return total.hexdigest()[:32]


@cache
def _version() -> bytes:
    """Of the code, of numpy, which the arrays are of, and of the processor's byte order."""
    total = hashlib.sha256(f"{np.__version__} {np.dtype('int32').str}".encode())
    for path in sorted(_CODE.rglob("*.py")):
        total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.digest()


def _read(path: Path, kind: type[Built]) -> Built | None:
    try:
        with path.open("rb") as file:
            found = pickle.load(file)  # noqa: S301  a file of the program's own
        os.utime(path)
    except FileNotFoundError:
        return None
    except Exception as error:  # a damaged file may raise anything
        _LOG.warning("a kept index cannot be read and is built anew: %s", type(error).__name__)
        return None
    return found if isinstance(found, kind) else None


def _write(path: Path, built: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(built, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(name).replace(path)
        _tidy(path)
    except OSError as error:
        _LOG.warning("the index is not kept: %s", type(error).__name__)
        with contextlib.suppress(OSError, UnboundLocalError):
            Path(name).unlink()


def _tidy(path: Path) -> None:
    """Only the newest stay, and nothing that was left half written."""
    kind = path.name.partition("-")[0]
    files = sorted(path.parent.glob(f"{kind}-*.pickle"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in files[_MOST:]:
        with contextlib.suppress(OSError):
            old.unlink()
