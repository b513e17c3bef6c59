"""Questions with which a new hall is tried out, in one run: `ask --file`. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from robot.halls.building import Built
from robot.halls.told import Told

NAME = "试一试.txt"
_ALWAYS = (
    "几点上班",
    "周六上班吗",
    "中午休息吗",
    "这是什么地方",
    "大厅的电话是多少",
    "有几个窗口",
    "今天有律师吗",
    "公证员在吗",
    "有复印机吗",
    "怎么取号",
    "电梯在哪",
    "老板拖欠工资不给",
    "想离婚孩子归谁",
    "遗嘱怎么公证",
    "法考怎么报名",
    "去法院怎么走",
    "婚姻登记处在哪里",
)


def questions(told: Told, built: Built) -> Iterator[str]:
    """The way to every place, what only this hall can answer, and what every hall is asked."""
    for place in built.places:
        number = place.get("number")
        if number is not None:
            yield f"{number}号窗口是干什么的"
            yield f"{number}号窗口电话多少"
        if place["kind"] not in ("robot", "junction"):
            yield f"{number}号窗口怎么走" if number is not None else f"{place['name']}在哪"
    yield from (f"{name}是多少" if name.endswith("电话") else f"{name}电话是多少" for name, _ in told.phones[1:])
    yield from (f"{person.name}什么时候在" for person in told.people)
    yield from (f"{post.township}的工作站在哪" for post in told.stations)
    yield from _ALWAYS
