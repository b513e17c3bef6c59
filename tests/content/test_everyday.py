"""Values as people write them; what is no such value stays as it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from robot.content import everyday
from robot.content.check_hall import times_of
from robot.content.likeness import likest


@pytest.mark.parametrize(
    ("read", "written", "meant"),
    [
        (everyday.written_day, "2026年11月30日", date(2026, 11, 30)),
        (everyday.written_day, "２０２６．１１．３０", date(2026, 11, 30)),
        (everyday.written_day, "2026/2/3", date(2026, 2, 3)),
        (everyday.written_day, "2026年2月30日", "2026年2月30日"),
        (everyday.written_day, "11月30日", "11月30日"),
        (everyday.written_article, "第47条", "第四十七条"),
        (everyday.written_article, 47, "第四十七条"),
        (everyday.written_article, " 47 条", "第四十七条"),
        (everyday.written_article, "第一百二十条之2", "第一百二十条之二"),
        (everyday.written_article, "第一百〇二条", "第一百零二条"),
        (everyday.written_article, "第47条第一款", "第47条第一款"),
        (everyday.written_law, "《民法典》", "民法典"),
        (everyday.written_law, "关于适用《民法典》的解释", "关于适用《民法典》的解释"),
        (everyday.written_yes_no, "是", True),
        (everyday.written_yes_no, "否", False),
        (everyday.written_yes_no, "也许", "也许"),
        (everyday.written_weekday, "礼拜天", "周日"),
        (everyday.written_weekday, "每天", "每天"),
        (everyday.written_kind("people"), "公证员", "notary"),
        (everyday.written_kind("people"), "主任", "主任"),
    ],
)
def test_values(read: Callable[[object], object], written: object, meant: object) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(("said", "key"), [("问题", "question"), ("答案", "spoken"), ("spoken", None), ("天气", None)])
def test_keys(said: str, key: str | None) -> None:
    assert everyday.key_named(said) == key


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("工作日上午8:30到12:00，下午2:30到6:00，周末休息", {(8, 30), (12, 0), (14, 30), (18, 0)}),
        ("上午九点到十二点，下午两点半到五点一刻", {(9, 0), (12, 0), (14, 30), (17, 15)}),
        ("工作日全天", set()),
    ],
)
def test_times_in_words(said: str, times: set[tuple[int, int]]) -> None:
    assert times_of(said) == times


@pytest.mark.parametrize(
    ("said", "meant"), [("法律援助", "aid"), ("aids", "aid"), ("公证窗口", "w3"), ("婚姻窗口", None), ("w33", "w3")]
)
def test_likeness(said: str, meant: str | None) -> None:
    named = {"aid": ["申请法律援助"], "w3": ["3号公证窗口"], "w4": ["4号律师咨询窗口"], "water": ["饮水处"]}
    assert likest(said, named) == meant
