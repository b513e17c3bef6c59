"""The opening hours stand once: texts name them in brackets, and one that writes them out is told."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from robot import paths
from robot.content import load
from robot.content.check import check
from robot.content.check_hours import written_out
from robot.content.facts import hall_facts, present, text
from robot.content.load import Content
from robot.content.opening import Opening
from robot.content.said_hours import said
from tests.content.trees import FAQ, Tree

TODAY = datetime.date(2026, 1, 1)
WORKDAYS = ["周一", "周二", "周三", "周四", "周五"]
HALL = {"places": [{"id": "w1", "number": 1, "name": "1号窗口", "kind": "window"}], "hours": "随时"}


def opening(days: list[str], *times: str) -> dict[str, Any]:
    return {"days": days, "times": list(times), "review": "2027-01-01"}


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (
            opening(WORKDAYS, "9:00-12:00", "13:30-17:00"),
            ("工作日", "周末和法定节假日", "上午9:00到12:00，下午1:30到5:00", "中午12:00到下午1:30"),
        ),
        (opening([*WORKDAYS, "周六"], "8:30-17:00"), ("周一到周六", "周日和法定节假日", "上午8:30到下午5:00", None)),
        (opening(["周一", "周三"], "9:00-11:30"), ("周一、周三", "别的日子和法定节假日", "上午9:00到11:30", None)),
        (
            opening([*WORKDAYS, "周六", "周日"], "9:00-11:30", "14:00-19:00"),
            ("周一到周日", "法定节假日", "上午9:00到11:30，下午2:00到晚上7:00", "上午11:30到下午2:00"),
        ),
    ],
)
def test_texts_say_when_this_hall_is_open(data: dict[str, Any], facts: tuple[str | None, ...]) -> None:
    names = ("上班的日子", "休息的日子", "上班时间", "午休时间")
    found = hall_facts(HALL, data)
    assert tuple(found.get(name) for name in names) == facts
    here = present(HALL, data)
    break_said = text("早些来。【有午休时间：【午休时间】歇着。】", found, here)
    assert break_said == ("早些来。" if facts[3] is None else f"早些来。{facts[3]}歇着。")
    days, spans = Opening.model_validate(data).days, Opening.model_validate(data).spans()
    assert said(days, spans) == f"{facts[0]}{facts[2]}，{facts[1]}休息"


def test_hours_that_cannot_be_read_give_no_names() -> None:
    assert "上班时间" not in hall_facts(HALL, opening(WORKDAYS, "九点"))


@pytest.mark.parametrize(
    "written",
    ["上午9点到12点开门", "早上九点到十二点有人", "9:00-12:00办公"],
)
def test_hours_that_are_written_out_are_told(tree: Tree, written: str) -> None:
    tree.edit(FAQ, "spoken: 平时", f"spoken: {written}，平时")
    (problem,) = check(tree.load(), TODAY, None, None)
    assert "把上班的时间写死了" in problem.what and "【上班时间】" in problem.mend


@pytest.mark.parametrize("written", ["【上班时间】开门", "晚上九点到十二点吵人", "9点到11点有课", "9点以前，12点以后"])
def test_what_is_named_or_is_another_time_is_none(tree: Tree, written: str) -> None:
    tree.edit(FAQ, "spoken: 平时", f"spoken: {written}，平时")
    assert check(tree.load(), TODAY, None, None) == []


def test_the_samples_hours_in_another_hall_are_told(tree: Tree) -> None:
    sample = Opening.model_validate(opening(WORKDAYS, "8:30-12:00", "14:30-18:00"))
    tree.edit(FAQ, "spoken: 平时", "spoken: 中午十二点到两点半歇着，平时")
    content = tree.load()
    assert check(content, TODAY, None, None) == []
    (problem,) = check(content, TODAY, None, None, sample=sample)
    assert "“中午十二点到两点半”把上班的时间写死了" in problem.what


def test_no_text_of_the_project_writes_them_out(content: Content) -> None:
    as_written = load.load(paths.ROOT / "knowledge", paths.ROOT / "intents", as_written=True)
    assert [found for _, _, found in written_out(as_written, content.opening)] == []
