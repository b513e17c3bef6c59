"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import pytest

from robot.errors import ContentError
from robot.workbench import whole


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for data in (b"one", b"two"):
        whole.write(path, data)
        assert (path.read_bytes(), list(tmp_path.iterdir())) == (data, [path])


def test_who_may_read_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"one")
    path.chmod(0o640)
    whole.write(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, full_disk: None) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    with pytest.raises(ContentError, match="磁盘满了"):
        whole.write(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


@pytest.mark.parametrize("path", ["none/a.yaml", "."])
def test_what_cannot_be_written_is_said_in_chinese(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ContentError) as caught:
        whole.write(tmp_path / "folder" / path, b"new")
    assert "Error" not in caught.value.chinese


def test_why_is_never_a_word_of_python() -> None:
    for error in (PermissionError(), BadZipFile(), KeyError("x"), OSError()):
        assert "Error" not in whole.why(error) and whole.why(error)
