"""The invented hall as the files of its own folder, and the project's content as this hall has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from robot.content import load
from robot.content.load import Content
from robot.halls import files
from robot.halls.building import build
from robot.halls.reading import read
from tests.halls.qinghe import QINGHE


@pytest.fixture(scope="session")
def qinghe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hall."""
    folder = tmp_path_factory.mktemp("清河")
    told = read(QINGHE)
    files.write(folder, files.texts(told, build(told), folder / files.SHEET))
    return folder


@pytest.fixture(scope="session")
def content(qinghe: Path) -> Content:
    """What the robot knows in that hall."""
    return load.load(hall=qinghe)


@pytest.fixture(scope="session")
def qinghe_without(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The same in a hall without tickets to draw, without a lane for wages, without lawyers at a terminal."""
    folder = tmp_path_factory.mktemp("清河没有")
    told = replace(read(QINGHE), has=frozenset())
    files.write(folder, files.texts(told, build(told), folder / files.SHEET))
    return load.load(hall=folder)
