"""The one question of a breath that tells much besides."""

from __future__ import annotations

from robot.app import Robot
from tests.dialogue.conftest import asked

_DIVORCE = "我去年起诉离婚法院没判离"


def test_the_question_decides_where_the_whole_says_too_much(robot: Robot) -> None:
    _, reply = asked(robot, _DIVORCE, "我们一直分着住，他过年都没回来，可是他人在深圳，法院找不着他咋办")
    assert "公告" in reply.spoken
