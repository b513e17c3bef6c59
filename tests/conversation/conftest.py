from __future__ import annotations

from collections.abc import Callable

import pytest

from robot import config
from robot.app import Knowledge, knowledge_of
from robot.content import load as content_loader
from tests.conversation.hall import Hall


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real content; without embeddings, which would take a minute the first time."""
    return knowledge_of(content_loader.load(), config.Config(), None)


@pytest.fixture
def hall(knowledge: Knowledge) -> Callable[..., Hall]:
    """Makes a hall with settings of config.yaml: `hall(audio={"echo_cancellation": True})`."""

    def make(**settings: object) -> Hall:
        return Hall(knowledge, **settings)  # type: ignore[arg-type]

    return make
