"""Alarms are counted: cries caught, cries asked back, false alarms."""

from __future__ import annotations

from robot.app import Robot
from robot.bench import accuracy, emergencies
from robot.fitting.questions import Question

ASKED = (
    Question(ask="着火了快跑", kind="emergency", id="fire"),
    Question(ask="公证处在几号窗口", kind="emergency", id="fire"),
    Question(ask="公证处在几号窗口", kind="safe"),
    Question(ask="救命啊有人打我", kind="safe"),
)


def test_what_raises_the_alarm_is_counted_under_each_condition(robot: Robot) -> None:
    told: list[str] = []
    found = emergencies.measured(ASKED, ["着火了快跑"], robot.knowledge.understander, told.append)
    assert [each.label for each in found] == [accuracy.label_of(share) for share in accuracy.SHARES]
    clean = found[0]
    assert (clean.cries, clean.caught, clean.safe, clean.false) == (2, 1, 2, 1)
    assert told
