"""Whoever of the directory was told of: when they are there, who else is; the sample directory is the real one."""

from __future__ import annotations

import datetime

import pytest

from robot.content.load import Content
from robot.dialogue.replies.people import When
from robot.dialogue.turn import Dialogue
from robot.navigation.guide import HallGuide
from tests.dialogue.conftest import Visitor

QIAN, WANG = "person-02", "person-08"
"""Wednesday and Friday afternoons; Monday and Wednesday mornings."""


@pytest.fixture
def sunday(content: Content) -> Visitor:
    """A visitor of a robot for which it is Sunday, 29 November 2026."""
    guide = HallGuide(content.hall, content.directions, content.services.values(), "robot", "south")
    return Visitor(Dialogue(content, guide, clock=lambda: datetime.datetime(2026, 11, 29, 9)))


def _after(visitor: Visitor, person: str, text: str) -> str:
    visitor.means("person", person)
    return visitor.mumbles(text).spoken


@pytest.mark.parametrize("text", ["他一个礼拜来几次", "他什么时候在", "哪天能见到他"])
def test_when_they_are_there(sunday: Visitor, text: str) -> None:
    said = _after(sunday, QIAN, text)
    assert "周三、周五下午" in said and "钱示例" in said


def test_on_a_day_they_are_not_there_others_of_the_field_are_named(sunday: Visitor) -> None:
    said = _after(sunday, QIAN, "我星期四过来能见到他吗")
    assert said.startswith("周四不在") and "韩示例" in said and said.endswith("？")
    that_day = sunday.mumbles("那天谁在，也是管工资这些的").spoken
    assert "韩示例" in that_day and "钱示例" not in that_day


def test_a_time_that_fits_is_agreed_to(sunday: Visitor) -> None:
    assert _after(sunday, QIAN, "行，我星期五下午来").startswith("好的，周五下午钱示例在")


def test_where_nobody_else_is_there_another_time_is_asked_for(sunday: Visitor) -> None:
    said = _after(sunday, WANG, "我只有下午有空")
    assert "下午不在" in said and "周一、周三上午" in said and "您哪天能来" in said


def test_of_nobody_in_hand_nothing_is_said(sunday: Visitor) -> None:
    assert sunday.mumbles("他什么时候在").kind != "person"
    sunday.means("person", QIAN)
    sunday.means("faq", "labor-unpaid-wages")
    assert sunday.mumbles("什么时候能拿到").kind != "person"
    assert sunday.mumbles("那个律师哪天来").kind == "person"


@pytest.mark.parametrize(
    ("hours", "when", "is_there"),
    [
        ("周二、周四上午", When("周四"), True),
        ("周二、周四上午", When("周三"), False),
        ("周二、周四上午", When("周四", "下午"), False),
        ("周二、周四上午", When("", "上午"), True),
        ("工作日全天", When("周三", "下午"), True),
        ("工作日全天", When("周六", is_open=False), False),
        ("周一", When("周一", "下午"), True),
    ],
)
def test_hours_are_read(content: Content, hours: str, when: When, is_there: bool) -> None:
    assert content.people is not None
    person = content.people.people[0].model_copy(update={"hours": hours})
    assert when.holds(person) is is_there


def test_on_a_sunday_nobody_is_there(sunday: Visitor) -> None:
    said = sunday.mumbles("今天律师坐班不").spoken
    assert "周日不上班" in said and "值班" not in said


def test_what_another_office_does_is_its_errand(visitor: Visitor) -> None:
    reply = visitor.mumbles("我要办护照")
    assert (reply.kind, reply.id) == ("smalltalk", "exit-entry")


def test_what_the_matter_in_hand_says_something_to_is_no_errand(visitor: Visitor) -> None:
    visitor.means("faq", "labor-unpaid-wages")
    said = {"act": "asking-on", "matter": "unpaid-wages"}
    reply = visitor.means("flow", "unpaid-wages/order", "我要立案", tier="likely", **said)
    assert (reply.kind, reply.id) == ("faq", "labor-unpaid-wages")
