"""周六上班吗, 现在还办公吗: the day that is asked about comes first, then the usual hours."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.dialogue.replies import opening
from robot.dialogue.replies.opening import asked_day
from robot.dialogue.turn import Dialogue
from robot.navigation.guide import HallGuide
from robot.turn import Reply, Understanding
from tests.dialogue.conftest import Visitor

FRIDAY = datetime.datetime(2026, 12, 18, 10, 0)


def told(content: Content, text: str, now: datetime.datetime = FRIDAY) -> Reply:
    guide = HallGuide(content.hall, content.directions, content.services.values(), "robot", "south")
    visitor = Visitor(Dialogue(content, guide, clock=lambda: now))
    return visitor.says(Understanding(text, "strong", "smalltalk", "hours", 0.9))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("周六上班吗", "12月19日周六不上班。"),
        ("礼拜天办事不", "12月20日周日不上班。"),
        ("下周一几点上班", "12月21日周一上班。"),
        ("下星期五开门吗", "12月25日周五上班。"),
        ("明天上不上班", "12月19日周六不上班。"),
        ("大后天上班吗", "12月21日周一上班。"),
        ("十二月三十一号上班吗", "12月31日周四上班。"),
        ("12月31日上班吗", "12月31日周四上班。"),
        ("元旦开门吗", "元旦1月1日放假，不上班。"),
        ("过年放假吗", "春节2月5日到2月8日放假，不上班。"),
        ("现在还办公吗", "现在正在办公，到中午12:00。"),
        ("几点上班", ""),
        ("二月三十号上班吗", ""),
    ],
)
def test_the_day_is_told_before_the_hours(content: Content, text: str, first: str) -> None:
    reply = told(content, text)
    assert content.hall is not None
    assert reply.spoken == f"{first}大厅{content.hall.hours}。"
    assert reply.shown.startswith(first or "开放时间")


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime.datetime(2026, 12, 18, 13, 0), "现在不在办公时间，今天下午2:30开门。"),
        (datetime.datetime(2026, 12, 17, 20, 0), "现在不在办公时间，明天上午8:30开门。"),
        (datetime.datetime(2026, 12, 18, 20, 0), "现在不在办公时间，12月21日周一上午8:30开门。"),
    ],
)
def test_when_it_opens_next(content: Content, now: datetime.datetime, first: str) -> None:
    assert told(content, "现在开门吗", now).spoken.startswith(first)
    assert opening.now_open(content, now) == first


def test_a_holiday_that_is_over_is_not_told(content: Content) -> None:
    assert content.opening is not None
    assert asked_day(content.opening, "元旦放假吗", datetime.date(2027, 1, 2)) is None


def test_without_the_file_or_with_a_broken_one_the_usual_hours_are_said(content: Content) -> None:
    assert content.hall is not None
    bare = replace(content, opening=None)
    assert told(bare, "周六上班吗").spoken == f"大厅{content.hall.hours}。"
    assert opening.now_open(bare, FRIDAY) == ""
