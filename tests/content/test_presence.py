"""When somebody is there, as it is written in the directory: understood whole, or told as a fault."""

from __future__ import annotations

import datetime

import pytest

from robot.content.check import check
from robot.content.presence import presence
from tests.content.trees import Tree

WEEKDAYS = "一二三四五六日"


@pytest.mark.parametrize(
    ("hours", "mornings", "afternoons"),
    [
        ("周二、周四上午", "二四", ""),
        ("工作日全天", "一二三四五", "一二三四五"),
        ("工作日", "一二三四五", "一二三四五"),
        ("上班时间", "一二三四五", "一二三四五"),
        ("周一到周五", "一二三四五", "一二三四五"),
        ("周一至周五", "一二三四五", "一二三四五"),
        ("星期一到五", "一二三四五", "一二三四五"),
        ("礼拜一到礼拜五下午", "", "一二三四五"),
        ("周一~周三上午", "一二三", ""),
        ("周一-周五", "一二三四五", "一二三四五"),
        ("周一三五", "一三五", "一三五"),
        ("周二、四", "二四", "二四"),
        ("每周二、四下午", "", "二四"),
        ("每个星期三", "三", "三"),
        ("周一、周三全天，周五上午", "一三五", "一三"),
        ("周二上午、下午", "二", "二"),
        ("周一上午和周四下午", "一", "四"),
        ("周六日", "六日", "六日"),
        ("周末上午", "六日", ""),
        ("每天", "一二三四五六日", "一二三四五六日"),
        ("上午", "一二三四五", ""),
        ("周三9:00到11:30", "三", ""),
        ("周三上午9:00-11:30", "三", ""),
        ("周三 14:30-17:00", "", "三"),
        ("工作日8:30到17:00", "一二三四五", "一二三四五"),
        ("周三值班（在二楼）", "三", "三"),
        ("周二，别的时候电话预约", "二", "二"),
        ("周二、预约", "二", "二"),
        ("预约", "", ""),
    ],
)
def test_what_people_write(hours: str, mornings: str, afternoons: str) -> None:
    found = presence(hours)
    assert found is not None
    there = {
        half: "".join(each for place, each in enumerate(WEEKDAYS) if found.on(f"周{each}", half, is_open=place < 5))
        for half in ("上午", "下午")
    }
    assert there == {"上午": mornings, "下午": afternoons}
    assert found.by_appointment == ("预约" in hours)


@pytest.mark.parametrize(
    "hours",
    ["每月第一个周三", "隔周周二", "单周周二", "逢集", "每月5号", "周五到周一", "看情况", "二四", "赶集的日子", "周"],
)
def test_what_no_day_can_be_told_from(hours: str) -> None:
    assert presence(hours) is None


def test_a_saturday_worked_instead_is_a_working_day() -> None:
    found = presence("工作日上午")
    assert found is not None
    assert (found.on("周六", is_open=True), found.on("周六", is_open=False)) == (True, False)


def test_check_tells_hours_that_are_not_understood(tree: Tree) -> None:
    tree.edit("knowledge/people.yaml", "hours: 周二", "hours: 每月第一个周二")
    (problem,) = check(tree.load(), datetime.date(2026, 1, 1), None, None)
    assert "看不出“每月第一个周二”是哪几天" in problem.what and "周二、周四上午" in problem.mend
    assert (problem.line, problem.column) == tree.position("knowledge/people.yaml", "每月第一个周二")
