"""Whether the robot's recogniser is told words of the content: only where the configuration says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from robot import engines
from robot.app import Robot, hints
from robot.config import Config


class Told:
    """A recogniser that only notes what it is told."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def set_hints(self, phrases: Sequence[str]) -> None:
        self.words = list(phrases)


@pytest.mark.parametrize("wanted", [False, True])
def test_it_is_told_words_only_when_wanted(wanted: bool, robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: Any = Told()
    monkeypatch.setattr(engines, "choose_recogniser", lambda *_: told)
    built = Robot(Config.model_validate({"stt": {"hints": wanted}}), robot.knowledge)
    assert built.recogniser is told
    assert told.words == (hints(robot.knowledge.content) if wanted else [])


def test_the_shipped_configuration_does_not_want_it() -> None:
    assert Config().stt.hints is False
