"""The hall tells of itself: numbers, what a window does, how many there are, and honestly what it has not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.dialogue.turn import Dialogue
from robot.navigation.guide import HallGuide
from tests.dialogue.conftest import Visitor


@pytest.fixture
def hall(content: Content) -> Visitor:
    """Somebody in a hall of one floor, without lift and nursery, whose fifth window has no telephone."""
    assert content.hall is not None
    places = tuple(
        place.model_copy(update={"phone": "" if place.id == "w5" else place.phone})
        for place in content.hall.places
        if place.floor == 1 and place.id not in {"lift", "stairs", "nursery"}
    )
    phones = {**content.hall.phones, "监督电话": "0746-5728109"}
    changed = content.hall.model_copy(update={"places": places, "phones": phones, "ways": ()})
    small = replace(content, hall=changed, places={**content.places, "nursery": "w1"})
    guide = HallGuide(content.hall, small.directions, small.services.values(), "robot", "south")
    return Visitor(Dialogue(small, guide))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("监督电话多少", "监督电话是0746-5728109。"),
        ("法律援助窗口电话", "2号法律援助窗口的电话是0357-0000102。"),
        ("5号窗口电话多少", "5号人民调解窗口的电话我没有记，可以打大厅的电话0357-0000100。"),
        ("5号窗口是干什么的", "5号人民调解窗口办人民调解。"),
        ("有几个窗口", "我们大厅有8个窗口，都写在屏幕上。"),
        ("大厅在几楼", "我们大厅只有一层，就在一楼。"),
        ("母婴室在哪", "我们大厅没有母婴室。要帮忙的，到1号综合受理窗口说一声。"),
        ("电梯在哪", "我们大厅没有电梯。"),
    ],
)
def test_it_is_told(hall: Visitor, text: str, said: str) -> None:
    assert said in hall.mumbles(text).spoken


def test_a_number_is_told_whatever_it_is_taken_for(hall: Visitor) -> None:
    assert "0746-5728109" in hall.means("service", "complaints", "监督电话", "exact").spoken
    assert "没有电梯" not in hall.means("faq", "hall-elder-help", "电梯在哪", "exact").spoken


def test_then_the_way_is_the_way_there(hall: Visitor) -> None:
    hall.mumbles("5号窗口是干什么的")
    assert hall.asks_bare().id == "w5"


def test_floors_are_counted(content: Content) -> None:
    guide = HallGuide(content.hall, content.directions, content.services.values(), "robot", "south")
    assert Visitor(Dialogue(content, guide)).mumbles("大厅有几层").spoken.startswith("我们大厅有2层：一楼、二楼。")
