"""What cannot be is said in plain words: which row, what is wrong, what to type instead."""

from __future__ import annotations

import pytest

from robot.halls.faults import WrongHall
from robot.halls.making import made
from robot.halls.reading import reading
from robot.halls.tables import Filled, Row
from tests.halls.qinghe import PLACES, QINGHE, place, rows, window, with_places

DOOR, ROBOT, *REST = PLACES


def faults(filled: Filled) -> list[str]:
    with pytest.raises(WrongHall) as wrong:
        made(filled)
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
    ((*PLACES, place("饮水处", "大门", "前左3")), 13, "“前左3”看不懂：写往哪边、几步"),
    ((*PLACES, place("饮水处", "大门", "前3左2后1")), 13, "最多拐一个弯"),
    ((DOOR, ROBOT, place("窗口", "大门", "前14左9", "前", name="1到5"), *REST[5:]), 5, "“1到5”写在一行"),
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
    (_with("windows", 0, phone="7465728103"), "“7465728103”前面的 0 丢了（Excel 把它当成了数）：写成 0746-5728103"),
    (_with("stations", 0, phone="0357-88881"), "“0357-88881”多了或者少了几位"),
    (_with("tasks", 0, window=""), "综合受理一定要有一个窗口"),
    (_with("tasks", 1, window=""), "“法律援助”归几号窗口没有写"),
    (_with("tasks", 1, window="9"), "没有 9 号窗口：窗口那一页里有 1、2、3、4、5、6"),
    (_with("tasks", 1, window="二楼"), "“二楼”不是窗口的编号"),
    (_with("tasks", 1, window="2、9"), "没有 9 号窗口"),
    (_with("times", 1, first="早上"), "“早上”不是时间"),
    (_with("times", 1, first="12:00", last="8:30"), "前面的晚了"),
    (_with("times", 2, first="11:00"), "上午还没下班"),
    (_with("times", 0, first="看情况", last=""), "看不懂哪几天上班"),
    (_with("times", 2, first="11:00"), "上午一行写到 12:00，这一行从 11:00 起"),
    ({**QINGHE, "times": rows({"item": "放假", "name": "国庆节", "first": "十月一号"})}, "不是日期"),
    ({**QINGHE, "times": rows({"item": "放假", "name": "春节", "first": "2月5日"})}, "“2月5日”没有写年份"),
    ({**QINGHE, "times": rows({"item": "放假", "name": "春节", "first": "2027-2-5", "last": "2/11"})}, "没有写年份"),
    ({**QINGHE, "phones": ()}, "大厅总机的号码没有写"),
    (_with("people", 0, kind="专家"), "看不懂身份“专家”"),
    (_with("people", 0, window="8"), "没有 8 号窗口"),
    (_with("people", 0, kind="律师助理"), "看不懂身份“律师助理”"),
    (_with("people", 0, hours="每月头一个周三"), "看不出“每月头一个周三”是哪几天"),
    (_with("people", 0, name=""), "没有写，请填上"),
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


def test_what_follows_from_a_fault_is_no_fault_besides() -> None:
    """A wrong row is told once: what leans on it may be right."""
    twice = faults(_with("windows", 2, number="2"))
    assert twice == ["“窗口”第5行“编号”：2号窗口写了两行：一个窗口只写一行，改其中一行的编号（这一行是不是 3 号？）"]
    without_steps = [dict(row) for row in PLACES]
    without_steps[3]["moves"] = "右"  # window 2, from which window 3 is told
    assert [each for each in faults(with_places(*without_steps)) if "看不懂" not in each] == []
    without_door = [dict(row) for row in PLACES]
    without_door[0]["floor"] = "楼下"
    assert len(faults(with_places(*without_door))) == 1
    machine = (*PLACES, place("饮水机", "大门", "前3", name="饮水机"), place("母婴室", "饮水机", "左3"))
    assert len(faults(with_places(*machine))) == 1


def test_the_map_is_looked_at_in_the_same_run_as_the_rest() -> None:
    filled = {**_with("windows", 0, phone="无"), "phones": (), "people": rows({"name": "周芳", "window": "8"})}
    found = faults(
        {**filled, "places": rows(*PLACES, place("饮水处", "取号机", "左3"), place("母婴室", "大门", "前8", "前"))}
    )
    assert [each.split("：")[0] for each in found] == [
        "“窗口”第3行“电话”",
        "“位置”第13行“从哪里”",
        "“位置”第14行“靠哪边”",
        "电话“号码”",
        "“人员”第3行“窗口”",
    ]
    (start,) = [each for each in found if "取号机" in each]
    assert "是不是" not in start and "先加一行写它在哪里" in start


def test_a_station_needs_a_township_and_a_telephone() -> None:
    told, faults = reading({**QINGHE, "stations": rows({"township": "柳林镇", "phone": "0357-8888101"})})
    (post,) = told.stations
    assert (post.address, post.hours) == ("柳林镇司法所", "工作日上午8:30到12:00，下午2:30到5:30") and faults == ()


def test_who_works_at_a_window_needs_a_name_and_a_window() -> None:
    told, _ = reading(
        {
            **QINGHE,
            "people": rows({"name": "周芳", "window": "1"}, {"name": "蒋强", "kind": "法律援助律师", "window": "2"}),
        }
    )
    assert [(each.kind, each.hours, each.organisation) for each in told.people] == [
        ("clerk", "工作日", ""),
        ("lawyer", "工作日", ""),
    ]
