"""What an installed model must look like: the manifest's files, or what every Vosk model has."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from robot.errors import ModelError
from robot.models.manifest import Model

_VOSK_ANY_OF: tuple[tuple[str, ...], ...] = (
    ("am/final.mdl", "final.mdl"),
    ("conf/mfcc.conf", "mfcc.conf"),
    ("graph/HCLG.fst", "graph/HCLr.fst", "HCLG.fst", "HCLr.fst"),
)
"""One of each group: newer Vosk models have folders, older ones lie flat."""


Digest = Callable[[Path], str]
"""SHA-256 of a file, in hex: read, or known from when it was."""


def fault(model: Model, folder: Path, digest: Digest | None = None) -> str:
    """The first file of `folder` that is missing or wrong; "" when all is well. Without a `digest`: by sizes alone."""
    for file in model.files:
        path = folder / file.path
        if not path.is_file() or path.stat().st_size != file.size or (digest and digest(path) != file.sha256):
            return file.path
    return vosk_fault(folder) if model.layout == "vosk" else ""


def vosk_fault(folder: Path) -> str:
    """What `folder` lacks to be a Vosk model; "" when nothing."""
    for group in _VOSK_ANY_OF:
        if not any(_filled(folder / name) for name in group):
            return group[0]
    return ""


def keep_only_listed(model: Model, folder: Path) -> None:
    """Delete what the manifest does not list; a model without a list keeps everything."""
    if not model.files:
        return
    listed = {folder / file.path for file in model.files}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in listed:
            path.unlink()


def files_of(folder: Path) -> Iterator[Path]:
    """Every regular file under `folder`, links aside, in a fixed order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def root_in(model: Model, source: Path) -> Path:
    """Where in the folder `source` the model lies: right there, or one folder further in.

    Raises ModelError when it does not, before anything is copied.
    """
    inner = [path for path in source.iterdir() if path.is_dir() and not path.name.startswith(".")]
    for place in [source, *inner] if len(inner) == 1 else [source]:
        if not fault(model, place):
            return place
    raise ModelError("models.not_that_model", name=model.name, source=source, file=fault(model, source))


def wanted(model: Model, source: Path) -> list[Path]:
    """The files under `source` that belong to the model: the listed ones, or all where there is no list."""
    return [source / file.path for file in model.files] if model.files else list(files_of(source))


def copy(model: Model, source: Path, folder: Path) -> None:
    """Copy the model's files from `source` to `folder`."""
    for path in wanted(model, source):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _filled(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
