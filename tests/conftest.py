"""What many tests share: the shipped content, built once."""

from __future__ import annotations

import pytest

from robot import paths
from robot.app import Robot
from robot.config import Config
from robot.content import load
from robot.content.load import Content


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that ships with the program."""
    return load.load(paths.ROOT / "knowledge", paths.ROOT / "intents")


@pytest.fixture(scope="session")
def robot(content: Content) -> Robot:
    """The shipped robot without sentence embeddings, as it is on a machine that cannot run them."""
    return Robot.build(Config.model_validate({"understanding": {"embeddings": "off"}}))


_TOGETHER = frozenset(
    ("audio", "conversation", "dialogue", "halls", "navigation", "nlu", "statutes", "stt", "tts", "web", "workbench")
)
"""Folders whose tests share a robot, a browser or a sound server: in one worker of pytest-xdist it is made once."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of such a folder, else of one file, stay together when several workers share the work."""
    for item in items:
        folder, *_ = item.path.relative_to(paths.ROOT / "tests").parts
        name = folder if folder in _TOGETHER else item.path.name
        item.add_marker(pytest.mark.xdist_group(name))


HELD_OUT_CONVERSATIONS = paths.ROOT / "tests" / "conversations" / "heldout"
"""Conversations with conditions by writers who saw neither content nor training data."""
