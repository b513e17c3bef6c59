"""What was told says for whom an answer is: the other side's is not considered, and not given."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.context import Aside, Context
from robot.nlu.matters.choice import Chosen
from robot.nlu.matters.clauses import hinted_in
from robot.nlu.matters.features import Choice
from robot.turn import Transcript
from tests.dialogue.conftest import asked

_ANY = "这个事情往下该咋弄哩"
"""A sentence that is no wording of any point."""


def _one_sided(content: Content) -> list[tuple[str, str, str, str, str]]:
    """(matter, point, a sentence, the side that it is for, another side) of a point of each matter that has such."""
    found = []
    for matter in content.matters.values():
        sides = next((fact for fact in matter.facts if fact.id == "side"), None)
        for point in matter.points if sides else ():
            own = point.only.get("side", ())
            others = [value.is_ for value in sides.values if value.is_ not in own] if sides else []
            if own and others and not point.entries:
                found.append((matter.id, point.id, point.asks[0], own[0], others[0]))
                break
    return found


def test_a_question_of_the_other_side_is_not_considered_even_in_its_very_words(robot: Robot, content: Content) -> None:
    reader, alone = robot.knowledge.understander.reader, robot.knowledge.understander.alone
    found = _one_sided(content)
    assert len(found) >= 5
    for matter, point, said, own, other in found:
        for words, told, expected in ((_ANY, own, True), (_ANY, other, False), (said, own, True), (said, other, False)):
            context = Context(matter=matter, told=frozenset({f"{matter}/side={told}"}))
            keys = {each.key for each in reader.considered(alone.sentence(words), context).choices}
            assert (f"{matter}/{point}" in keys) is expected, (words, told)


def test_an_entry_that_supposes_the_contrary_of_what_was_told_is_not_considered(robot: Robot, content: Content) -> None:
    reader, alone = robot.knowledge.understander.reader, robot.knowledge.understander.alone
    sentence = alone.sentence("房东赶我走这事咋办")
    for told, expected in (("tenant", True), ("landlord", False)):
        context = Context(matter="tenancy", told=frozenset({f"tenancy/side={told}"}))
        keys = {each.key for each in reader.considered(sentence, context).choices}
        assert ("faq:housing-landlord-evict" in keys) is expected


@pytest.mark.parametrize(
    ("said", "not_this"),
    [
        ("我是房东，租约到期那人还赖着不走", "housing-landlord-evict"),
        ("我是开车的，把一个骑车的碰了", "traffic-compensation"),
    ],
)
def test_who_says_which_side_he_is_hears_no_advice_to_the_other(robot: Robot, said: str, not_this: str) -> None:
    reply = asked(robot, said)[0]
    assert reply.id != not_this


def test_the_side_is_not_changed_by_words_that_are_not_sure(robot: Robot) -> None:
    understander = robot.knowledge.understander
    told = frozenset({"tenancy/side=landlord"})
    meant = understander.understand(Transcript("我也是靠这个养家的"), Context(matter="tenancy", told=told))
    assert all(not each.key.startswith("tenancy/side=") for each in meant.facts)


def test_a_fact_whose_values_are_likely_together_is_hinted() -> None:
    ordered = tuple(Chosen(Choice(key), likely, likely) for key, likely in (("a/b=yes", 0.1), ("a/b=no", 0.08)))
    assert hinted_in(ordered) == {"a/b"}
    assert hinted_in(ordered[:1]) == frozenset()


def _of_a_driver(**more: object) -> Context:
    supposed = frozenset({"traffic-accident/side=driver"})
    return Context(matter="traffic-accident", entry=("faq", "traffic-driver-hit"), supposed=supposed, turns=2, **more)  # type: ignore[arg-type]


def test_the_side_stands_though_two_things_are_said_in_one_breath(robot: Robot) -> None:
    """没签 by itself is a labour contract, and 没上过保险 the other side's entry."""
    said = "没签，啥也没签。我这三轮车也没上过保险"
    meant = robot.knowledge.understander.understand(Transcript(said), _of_a_driver())
    assert meant.also == ()
    assert "traffic-accident/my-cover=none" in {meant.id, *(fact.key for fact in meant.facts)}


def test_what_was_not_meant_is_not_answered_again(robot: Robot) -> None:
    aside = (Aside("traffic-accident", ("faq", "traffic-driver-hit")),)
    answered = frozenset({"faq:family-child-support"})
    astray = Context(matter="children", entry=("faq", "family-child-support"), aside=aside, answered=answered, turns=0)
    said = "啥抚养费？我说的是赔那老汉的钱，能不能按月慢慢给"
    meant = robot.knowledge.understander.understand(Transcript(said), astray)
    assert (meant.kind, meant.id) != ("faq", "family-child-support")
    assert meant.act == "correction"
    assert meant.matter != "children"


def test_a_side_that_was_told_is_changed_by_whoever_says_that_it_was_heard_wrong(robot: Robot) -> None:
    context = Context(matter="tenancy", told=frozenset({"tenancy/side=tenant"}), turns=2)
    meant = robot.knowledge.understander.understand(Transcript("你弄反了，我是房东，是他租我的"), context)
    assert "tenancy/side=landlord" in {fact.key for fact in meant.facts}


@pytest.mark.parametrize("said", ["你弄反了，我是房东，是他租我的", "我都说了我是房东，你还这么说"])
def test_who_says_who_he_is_is_on_that_side_from_then_on(robot: Robot, said: str) -> None:
    context = Context(matter="tenancy", supposed=frozenset({"tenancy/side=tenant"}), turns=2)
    meant = robot.knowledge.understander.understand(Transcript(said), context)
    assert "tenancy/side=landlord" in {meant.id, *(fact.key for fact in meant.facts)}


def test_who_says_that_the_robot_is_wrong_begs_no_pardon(robot: Robot) -> None:
    context = Context(matter="injury", entry=("faq", "injury-asked-to-pay"), turns=2)
    meant = robot.knowledge.understander.understand(Transcript("你说错了，我有监控"), context)
    assert meant.kind != "smalltalk"
    assert "injury/evidence=no" not in {meant.id, *(fact.key for fact in meant.facts)}


def test_while_nobody_has_told_his_side_the_one_that_comes_more_often_is_meant(robot: Robot) -> None:
    reader, alone = robot.knowledge.understander.reader, robot.knowledge.understander.alone

    def considered(said: str, *told: str) -> set[str]:
        context = Context(matter="unpaid-wages", told=frozenset(told))
        return {each.key for each in reader.considered(alone.sentence(said), context).choices}

    assert "unpaid-wages/boss-bring" not in considered("来的时候要拿上哪些东西")
    assert "unpaid-wages/boss-bring" in considered("来的时候要拿上哪些东西", "unpaid-wages/side=boss")
    assert "unpaid-wages/bring" in considered("来的时候要拿上哪些东西")
    assert "unpaid-wages/boss-bring" in considered("我是老板 开庭拿啥材料")  # in just its words
