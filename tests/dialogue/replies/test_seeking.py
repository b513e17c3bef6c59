"""Somebody of the directory is looked for: by profession, by the day, by what they know; each has a window of their own."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from robot.content.hall_schema import PeopleFile, Person
from robot.content.load import Content
from robot.dialogue.turn import Dialogue
from robot.navigation.guide import HallGuide
from tests.dialogue.conftest import Visitor

ROLL = (
    ("蒋志强", "lawyer", "w2", "周一到周五", ("法律援助",)),
    ("义振华", "lawyer", "w4", "周一、三、五", ("婚姻家庭", "债权债务")),
    ("欧阳秋", "lawyer", "w4", "周二、周四下午", ("劳动纠纷",)),
    ("何慧", "notary", "w3", "周一至周四", ("遗嘱公证",)),
    ("周小芳", "clerk", "w1", "工作日", ()),
)
PHONE = "0746-5728103"
MONDAY = datetime.datetime(2026, 11, 30, 9)


def _person(number: int, name: str, kind: str, window: str, hours: str, fields: tuple[str, ...]) -> Person:
    of = "江永县公证处" if kind == "notary" else ""
    given = {"id": f"person-{number}", "name": name, "kind": kind, "organisation": of, "fields": fields}
    return Person.model_validate({**given, "window": window, "hours": hours, "phone": PHONE if of else ""})


@pytest.fixture(scope="module")
def small(content: Content) -> Content:
    roll = tuple(_person(number, *each) for number, each in enumerate(ROLL))
    return replace(content, people=PeopleFile(people=roll))


def said(small: Content, text: str, now: datetime.datetime = MONDAY) -> str:
    guide = HallGuide(small.hall, small.directions, small.services.values(), "robot", "south")
    return Visitor(Dialogue(small, guide, clock=lambda: now)).mumbles(text).spoken


@pytest.mark.parametrize(
    "text", ["公证员在吗", "哪天有公证员", "公证员周三在吗", "有没有公证员", "公证员有几个", "周四有公证员吗"]
)
def test_a_profession_that_is_there(small: Content, text: str) -> None:
    found = said(small, text)
    assert found == "何慧公证员周一至周四在3号公证窗口。电话写在屏幕上。"


def test_on_another_day_it_is_told_when(small: Content) -> None:
    found = said(small, "周五有公证员吗")
    assert found.startswith("周五没有公证员在。何慧公证员周一至周四在3号公证窗口")


def test_nobody_of_the_profession(small: Content) -> None:
    assert said(small, "今天有调解员吗") == "名册里没有这样的调解员。5号人民调解窗口有人值班，先去问问。"


def test_each_has_a_window_of_their_own(small: Content) -> None:
    found = said(small, "星期三哪个律师在")
    assert found == "蒋志强律师周一到周五在2号法律援助窗口，义振华律师周一、三、五在4号律师咨询窗口。"
    assert "都在4号律师咨询窗口" in said(replace(small, people=_without(small, "蒋志强")), "哪几天有律师")


def _without(small: Content, name: str) -> PeopleFile:
    assert small.people is not None
    return PeopleFile(people=tuple(person for person in small.people.people if person.name != name))


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("周二下午有律师吗", "欧阳秋", "义振华"),
        ("周二上午有律师吗", "蒋志强", "欧阳秋"),
        ("周三下午有律师吗", "义振华", "欧阳秋"),
        ("星期二哪个律师在", "欧阳秋", "周小芳"),
        ("律师在吗", "义振华", "欧阳秋"),
        ("有没有打劳动官司的律师", "欧阳秋", "义振华"),
    ],
)
def test_by_the_day_and_the_half_of_it(small: Content, text: str, there: str, absent: str) -> None:
    found = said(small, text)
    assert there in found and absent not in found


def test_who_works_at_a_window_is_no_lawyer_and_is_told_of_by_name(small: Content) -> None:
    guide = HallGuide(small.hall, small.directions, small.services.values(), "robot", "south")
    visitor = Visitor(Dialogue(small, guide, clock=lambda: MONDAY))
    assert visitor.means("person", "person-4").spoken == "周小芳，窗口工作人员，工作日在1号综合受理窗口。"


def test_on_a_closed_day_the_hours_are_told(small: Content) -> None:
    sunday = datetime.datetime(2026, 11, 29, 9)
    assert "不上班" in said(small, "律师在吗", sunday) and "何慧" not in said(small, "公证员在吗", sunday)


@pytest.mark.parametrize("text", ["有没有免费的律师能帮我打官司", "请律师要多少钱有规定吗", "律师不接我电话有办法吗"])
def test_a_question_about_lawyers_looks_for_nobody(small: Content, text: str) -> None:
    assert "蒋志强" not in said(small, text)
