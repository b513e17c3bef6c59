"""The models that ship with the program, by their SHA-256: `shipped.toml`, written by `python -m robot.shipped`.

They are no models of the store (robot/models): they come and go with the program's own code. A damaged one would read
meaning or danger out of sentences that have none, so none is used that is not what is listed.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from robot import intact, paths
from robot.errors import ModelError

LIST = Path(__file__).with_name("shipped.toml")
_KINDS = frozenset((".onnx", ".npz"))
_HEADING = "# The models that ship with the program. Written by `python -m robot.shipped`; not to be edited by hand.\n"


@dataclass(frozen=True, slots=True)
class _Listed:
    size: int
    sha256: str


def fault(path: Path, older_than: float = float("inf")) -> ModelError | None:
    """What is wrong with the file; None when nothing is, or it is not listed."""
    listed = _listed().get(path)
    if listed is None:
        return None
    try:
        if path.stat().st_size == listed.size and intact.digest(path, older_than) == listed.sha256:
            return None
    except OSError:
        pass  # it is gone, or lies on a disk that cannot be read
    return ModelError("app.file_damaged", path=path.relative_to(paths.ROOT).as_posix())


def faults(older_than: float = float("inf")) -> tuple[ModelError, ...]:
    """Of each file of the list that is not what it was."""
    return tuple(found for path in _listed() if (found := fault(path, older_than)) is not None)


def write() -> None:
    """List the files as they are now."""
    parts = [_HEADING]
    for path in sorted(path for path in LIST.parent.rglob("*") if path.suffix in _KINDS):
        name = path.relative_to(LIST.parent.parent).as_posix()
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        parts.append(f'["{name}"]\nsize = {path.stat().st_size}\nsha256 = "{found}"\n')
    LIST.write_text("\n".join(parts), encoding="utf-8")
    _listed.cache_clear()


@cache
def _listed() -> dict[Path, _Listed]:
    """None where the list itself cannot be read: then nothing can be said of the files."""
    try:
        raw = tomllib.loads(LIST.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {LIST.parent.parent / name: _Listed(each["size"], each["sha256"]) for name, each in raw.items()}


if __name__ == "__main__":
    write()
