"""A new hall is tried out in one run: its windows, places, people, and what every hall is asked."""

from __future__ import annotations

from robot.halls.building import build
from robot.halls.reading import read
from robot.halls.trial import questions
from tests.halls.qinghe import QINGHE, rows


def test_everything_that_is_this_halls_own_is_asked() -> None:
    phones = {"phones": rows({"name": "大厅总机", "number": "0357-8888000"}, {"name": "监督电话", "number": "12345"})}
    told = read({**QINGHE, **phones})
    asked = list(questions(told, build(told)))
    for question in (
        "3号窗口怎么走",
        "6号窗口是干什么的",
        "卫生间在哪",
        "监督电话是多少",
        "郝明什么时候在",
        "柳林镇的工作站在哪",
        "几点上班",
    ):
        assert question in asked
    assert len(asked) == len(set(asked)) and not any("小律" in question for question in asked)
