"""What cannot be is said in plain words: which row, what is wrong, what to type instead."""

from __future__ import annotations

import pytest

from robot.halls.building import build
from robot.halls.faults import WrongHall
from robot.halls.reading import read
from robot.halls.tables import Filled, Row
from tests.halls.qinghe import PLACES, QINGHE, place, rows, window, with_places

DOOR, ROBOT, *REST = PLACES


def faults(filled: Filled) -> list[str]:
    with pytest.raises(WrongHall) as wrong:
        build(read(filled))
    return [str(fault) for fault in wrong.value.faults]


PLACE_FAULTS: list[tuple[tuple[Row, ...], int, str]] = [
    ((*PLACES, place("饮水处", "饮水处", "左3")), 13, "从它自己算起"),
    ((*PLACES, place("饮水处", "打印社", "左3")), 13, "没有叫“打印社”的地方"),
    ((*PLACES, place("饮水处", "卫生问", "右3")), 13, "是不是“卫生间”"),
    ((*PLACES, place("饮水处", "母婴室", "左3"), place("母婴室", "饮水处", "右3")), 13, "转一圈又从"),
    ((*PLACES, place("饮水处", "大门", "前3左10", "左")), 13, "和第12行的“卫生间”在同一个地方"),
    ((*PLACES, place("卫生间", "1号窗口", "后2", "左")), 13, "两行算下来差"),
    ((*PLACES, place("饮水处", "大门", "前3后2", "左")), 13, "走回头路"),
    ((*PLACES, place("饮水处", "大门", "前3左2")), 13, "看不出它靠哪边"),
    ((*PLACES, place("饮水处", "大门", "前左3")), 13, "不是步数"),
    ((*PLACES, place("饮水处", "大门", "前3", "旁边")), 13, "靠哪边写前、后、左、右里的一个"),
    ((*PLACES, place("饮水处", "大门")), 13, "怎么走没有写"),
    ((*PLACES, place("饮水机", "大门", "前3")), 13, "看不懂“饮水机”是什么地方"),
    ((*PLACES, place("房间", "大门", "前3")), 13, "要有个名称"),
    ((*PLACES, place("母婴室", "大门", "前3", "中间")), 13, "不能写“中间”"),
    ((*PLACES, place("母婴室", "大门", "前3左3", "左", floor="2")), 13, "没有写电梯，也没有写楼梯"),
    (
        (*PLACES, place("电梯", "小律", "右12"), place("母婴室", "卫生间", "右3", floor="2")),
        14,
        "“卫生间”不在那一层，走不过去",
    ),
    ((*PLACES, place("母婴室", "大门", "前8", "前")), 13, "从“母婴室”中间穿过去了"),
    ((*PLACES, place("大门")), 13, "大门写了两行"),
    ((*PLACES, window(7, "大门", "前2")), 13, "窗口的编号“7”在窗口那一页里没有"),
    ((DOOR, *REST), 0, "没有写小律站在哪里"),
    ((ROBOT, *REST), 0, "没有写大门"),
    ((DOOR, ROBOT, *REST[1:]), 0, "1号窗口在哪里没有写"),
]


@pytest.mark.parametrize(("places", "row", "what"), PLACE_FAULTS, ids=[what for _, _, what in PLACE_FAULTS])
def test_places_that_cannot_be(places: tuple[Row, ...], row: int, what: str) -> None:
    found = faults(with_places(*places))
    (told,) = [each for each in found if what in each]
    assert told.startswith(f"“位置”第{row}行" if row else "位置")
    assert "：" in told and not any(mark in told for mark in "{}_")


def _with(table: str, place_of: int, **changed: str) -> Filled:
    changed_rows = [dict(row) for _, row in QINGHE[table]]
    changed_rows[place_of] |= changed
    return {**QINGHE, table: rows(*changed_rows)}


OTHER_FAULTS: list[tuple[Filled, str]] = [
    ({**QINGHE, "hall": ()}, "大厅的名称没有写"),
    (_with("windows", 0, number="前台"), "“前台”不是窗口的编号"),
    (_with("windows", 1, number="1"), "1号窗口写了两行"),
    (_with("windows", 0, phone="找小王"), "“找小王”不像电话号码"),
    (_with("tasks", 0, window=""), "综合受理一定要有一个窗口"),
    (_with("tasks", 1, window=""), "“法律援助”归几号窗口没有写"),
    (_with("tasks", 1, window="9"), "没有 9 号窗口：窗口那一页里有 1、2、3、4、5、6"),
    (_with("tasks", 1, window="二楼"), "“二楼”不是窗口的编号"),
    (_with("tasks", 1, window="2、9"), "没有 9 号窗口"),
    (_with("times", 1, first="早上"), "“早上”不是时间"),
    (_with("times", 1, first="12:00", last="8:30"), "前面的晚了"),
    (_with("times", 2, first="11:00"), "上午还没下班"),
    (_with("times", 0, first="每天", last=""), "看不懂哪几天上班"),
    ({**QINGHE, "times": rows({"item": "放假", "name": "国庆节", "first": "十月一号"})}, "不是日期"),
    ({**QINGHE, "phones": ()}, "大厅总机的号码没有写"),
    (_with("people", 0, kind="专家"), "看不懂身份“专家”"),
    (_with("people", 0, window="8"), "没有 8 号窗口"),
    (_with("people", 0, hours=""), "没有写，请填上"),
    (_with("stations", 0, phone=""), "没有写，请填上"),
]


@pytest.mark.parametrize(("filled", "what"), OTHER_FAULTS, ids=[what for _, what in OTHER_FAULTS])
def test_other_tables(filled: Filled, what: str) -> None:
    assert any(what in fault for fault in faults(filled))


def test_all_faults_are_told_at_once_in_the_order_of_the_sheet() -> None:
    filled = {**_with("windows", 0, phone="无"), "phones": ()}
    found = faults({**filled, "places": rows(*PLACES, place("饮水处", "大门", "前"))})
    assert len(found) == 3 and [fault[:3] for fault in found] == ["“窗口", "“位置", "电话“"]


def test_what_follows_from_a_fault_is_not_told() -> None:
    places = (*PLACES, place("饮水处", "打印社", "左3"), place("母婴室", "饮水处", "左3"))
    assert len(faults(with_places(*places))) == 1
