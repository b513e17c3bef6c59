"""A small hall whose content may be changed, and a disk that is full."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.content.trees import Tree


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """The content of a small hall, which the workbench changes."""
    return Tree.in_use(tmp_path / "hall", monkeypatch)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written does not reach the disk, as a file system tells it that keeps back what it writes."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
