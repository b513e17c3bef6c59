"""A file is read again when somebody has touched it, and from time to time; else it is known."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from robot import intact, paths

_WORDS = b"one model" * 1000
_SHA256 = hashlib.sha256(_WORDS).hexdigest()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    path = tmp_path / "model.bin"
    path.write_bytes(_WORDS)
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A mark for each time that a file was read."""
    seen: list[str] = []
    whole = hashlib.file_digest

    def noted(file: object, kind: str) -> object:
        seen.append(kind)
        return whole(file, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(intact.hashlib, "file_digest", noted)
    return seen


def test_it_is_read_once(file: Path, reads: list[str]) -> None:
    assert {intact.digest(file) for _ in range(3)} == {_SHA256}
    assert len(reads) == 1


def test_it_is_read_again_when_somebody_has_touched_it(file: Path, reads: list[str]) -> None:
    intact.digest(file)
    before = file.stat()
    file.write_bytes(_WORDS[::-1])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # a time that was put back is noticed by the other one
    assert intact.digest(file) == hashlib.sha256(_WORDS[::-1]).hexdigest()
    assert len(reads) == 2


def test_what_was_read_long_ago_is_read_again(file: Path, reads: list[str]) -> None:
    intact.digest(file)
    intact.digest(file, older_than=3600)
    assert len(reads) == 1
    intact.digest(file, older_than=0)
    assert len(reads) == 2


def test_what_was_remembered_is_what_it_has_to_hold(file: Path) -> None:
    assert not intact.is_unchanged(file), "nobody knows it"
    intact.remember(file)
    assert intact.is_unchanged(file)
    file.write_bytes(_WORDS[::-1])
    assert not intact.is_unchanged(file)
    assert not intact.is_unchanged(file), "looking does not make it right"
    file.write_bytes(_WORDS)
    assert intact.is_unchanged(file)
    file.unlink()
    assert not intact.is_unchanged(file)


def test_a_file_that_is_used_stays_known(file: Path, reads: list[str]) -> None:
    intact.remember(file)
    os.utime(file, (0, 0))
    assert intact.is_unchanged(file)
    intact.touch(file)
    assert file.stat().st_mtime > 0
    read = len(reads)
    assert intact.is_unchanged(file)
    assert len(reads) == read


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"x": 1}', b'{"x": ["a", 1, 1, "b", 1]}', bytes(50), b"\xff"])
def test_a_damaged_memory_is_none(file: Path, reads: list[str], damage: bytes) -> None:
    intact.digest(file)
    memory = paths.CACHE / "digests.json"
    memory.write_bytes(damage)
    assert intact.digest(file) == _SHA256
    assert intact.digest(file) == _SHA256
    assert len(reads) == 2


def test_without_a_memory_it_is_read_each_time(file: Path, reads: list[str]) -> None:
    paths.CACHE.write_text("no folder", encoding="utf-8")
    assert {intact.digest(file) for _ in range(2)} == {_SHA256}
    assert len(reads) == 2


def test_files_that_are_gone_are_forgotten(file: Path, tmp_path: Path) -> None:
    intact.remember(file)
    other = tmp_path / "other"
    other.write_bytes(b"x")
    file.unlink()
    intact.remember(other)
    assert "model.bin" not in (paths.CACHE / "digests.json").read_text(encoding="utf-8")
