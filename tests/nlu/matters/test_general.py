"""What a general matter says holds in every other one, and changes nothing of what is talked of."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.content.load import Content
from tests.dialogue.conftest import asked

_RENT = "房东不退押金怎么办"


def _sentences(content: Content) -> list[tuple[str, str]]:
    """(a sentence, what is answered) of some questions of general matters that other matters have no words for."""
    elsewhere = {text for m in content.matters.values() if not m.general for p in m.points for text in p.asks}
    found = []
    for matter in content.matters.values():
        points = [point for point in matter.points if matter.general and not point.entries and point.aspect is None]
        for point in points[:6]:
            sentence = next((text for text in point.asks if len(text) > 7 and text not in elsewhere), None)
            if sentence is not None:
                found.append((sentence, point.spoken))
    return found


def test_there_are_general_matters(content: Content) -> None:
    assert {matter.id for matter in content.matters.values() if matter.general} >= {"evidence", "lawsuit"}


@pytest.mark.parametrize("number", range(4))
def test_it_is_answered_inside_another_matter(robot: Robot, content: Content, number: int) -> None:
    sentences = _sentences(content)
    passed = 0
    for sentence, spoken in sentences[number::4]:
        first, then = asked(robot, _RENT, sentence)
        assert first.topic == then.topic or then.topic is None or spoken not in then.spoken
        passed += spoken.split("。")[0][:8] in then.shown
    assert passed >= len(sentences[number::4]) / 2
