"""What stands for some answers of a matter alone is considered while one of these is in hand, or likely, not else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.context import Context
from robot.nlu.matters import for_whom
from robot.turn import Candidate


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
        only = reader.points.points[key].only
        tells = {entry: for_whom.by_fact(reader.points.tells.get(("faq", entry), ())) for entry in entries}
        own = min(entries, key=lambda entry: (not for_whom.holds(only, tells[entry]), -len(tells[entry]), entry))
        for entry, expected in ((own, True), (others[0], False)):
            supposed = frozenset(tells.get(entry, {}).values())
            told = frozenset(min(keys) for keys in only)  # for whom it is, whatever the entry supposes
            context = Context(matter=matter, entry=("faq", entry), supposed=supposed, told=told)
            considered = reader.considered(replace(sentence, ranked=()), context)  # alone it is of no entry
            assert (key in {each.key for each in considered.choices}) is expected, (key, entry)


def test_it_is_considered_where_the_sentence_alone_is_of_its_answer(robot: Robot, content: Content) -> None:
    reader = robot.knowledge.understander.reader
    matter, key, said, entries = next(each for each in _limited(content) if "=" not in each[1] and len(each[2]) > 7)
    other = min(set(content.matters[matter].entries) - entries)
    sentence = robot.knowledge.understander.alone.sentence(said)
    for score, expected in ((0.3, True), (0.05, False)):
        ranked = (Candidate("faq", min(entries), score),)
        considered = reader.considered(replace(sentence, ranked=ranked), Context(matter=matter, entry=("faq", other)))
        assert (key in {each.key for each in considered.choices}) is expected


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
