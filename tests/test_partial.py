"""A file is there whole or not at all, and what others left half written goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from robot import partial
from tests.disks import full_disk


def test_it_takes_its_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    with partial.whole(path) as beside:
        beside.write_bytes(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_what_goes_wrong_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), partial.whole(path) as beside:
        beside.write_bytes(b"half")
        raise ZeroDivisionError
    with pytest.raises(OSError), full_disk(10), partial.whole(path) as beside:
        beside.write_bytes(bytes(1000))
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


_NOBODY = 2**22 + 1
"""No process has such a number on Linux."""


@pytest.mark.parametrize(
    ("name", "age", "goes"),
    [
        (f"statutes.fts.{_NOBODY}.part", 0, os.name != "nt"),
        (f"statutes.fts.{_NOBODY}.part", 4000, True),
        (f"phrasings.{_NOBODY}.part.npz", 4000, True),
        ("phrasingindex-8d4f-k2j1.part", 4000, True),
        ("phrasingindex-8d4f-k2j1.part", 0, False),
        ("a.pcm.{ours}-1.part", 0, False),
        ("index.db.{ours}-1.part", 4000, True),
        ("statutes.fts.db", 4000, False),
        ("part", 4000, False),
    ],
)
def test_what_nobody_writes_any_more_is_removed(tmp_path: Path, name: str, age: float, goes: bool) -> None:
    path = tmp_path / "deep" / name.replace("{ours}", str(os.getpid()))
    path.parent.mkdir()
    path.write_bytes(b"half")
    assert partial.sweep(tmp_path, now=path.stat().st_mtime + age) == goes
    assert path.exists() != goes


def test_old_folders_are_removed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "speech.wav").touch()
    (tmp_path / "file").touch()
    changed = (tmp_path / "old").stat().st_mtime
    partial.sweep_folders(tmp_path, changed + 60)
    assert (tmp_path / "old").is_dir()
    partial.sweep_folders(tmp_path, changed + 4000)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    partial.sweep_folders(tmp_path / "nowhere")
