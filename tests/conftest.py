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


HELD_OUT_CONVERSATIONS = paths.ROOT / "tests" / "conversations" / "heldout"
"""Conversations with conditions by writers who saw neither content nor training data."""
