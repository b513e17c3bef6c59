from __future__ import annotations

from collections.abc import Callable

import pytest

from robot.app import Knowledge, Robot
from tests.conversation.hall import Hall


@pytest.fixture(scope="session")
def knowledge(robot: Robot) -> Knowledge:
    """The real content, without embeddings."""
    return robot.knowledge


@pytest.fixture
def hall(knowledge: Knowledge) -> Callable[..., Hall]:
    """Makes a hall with settings of config.yaml: `hall(audio={"echo_cancellation": True})`."""

    def make(**settings: object) -> Hall:
        return Hall(knowledge, **settings)  # type: ignore[arg-type]

    return make
