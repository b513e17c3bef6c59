"""What stands for some answers of a matter alone is considered while one of these is in hand, and not else."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.context import Context


def _limited(content: Content) -> list[tuple[str, str, str, frozenset[str]]]:
    """(matter, key, a sentence, entries) of the first fact and the first question of each matter that are limited."""
    found = []
    for matter in content.matters.values():
        for key, said, entries in (
            *((f"{fact.id}={fact.values[0].is_}", fact.values[0].said[0], fact.entries) for fact in matter.facts),
            *((point.id, point.asks[0], point.entries) for point in matter.points),
        ):
            if entries and set(matter.entries) - set(entries):
                found.append((matter.id, f"{matter.id}/{key}", said, frozenset(entries)))
    return found


@pytest.mark.parametrize("is_fact", [True, False])
def test_it_is_considered_only_while_one_of_its_answers_is_in_hand(
    robot: Robot, content: Content, is_fact: bool
) -> None:
    reader = robot.knowledge.understander.reader
    limited = [each for each in _limited(content) if ("=" in each[1]) == is_fact]
    assert limited
    for matter, key, said, entries in limited[::20]:
        sentence = robot.knowledge.understander.alone.sentence(said)
        others = sorted(set(content.matters[matter].entries) - entries)
        for entry, expected in ((min(entries), True), (others[0], False)):
            considered = reader.considered(sentence, Context(matter=matter, entry=("faq", entry)))
            assert (key in {each.key for each in considered.choices}) is expected, (key, entry)


def test_what_speaks_of_the_denied_is_not_considered(robot: Robot, content: Content) -> None:
    """不是担保，就是我爸自己贷的款: nothing of sureties."""
    reader = robot.knowledge.understander.reader
    own = [point for point in content.matters["loan"].points if not point.entries and not point.only]
    points = [point for point in own if len(point.asks[0]) > 6]
    left_out = 0
    for point in points[:30]:
        denied, said = point.asks[0][:2], point.asks[0][2:]
        sentence = robot.knowledge.understander.alone.sentence(said)
        open_to, without = (
            {each.key for each in reader.considered(sentence, Context(matter="loan", denied=each)).choices}
            for each in ("", denied)
        )
        assert without <= open_to and f"loan/{point.id}" in open_to
        left_out += f"loan/{point.id}" not in without
    assert left_out >= 4
