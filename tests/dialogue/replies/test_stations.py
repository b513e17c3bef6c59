"""Stations of the townships and rooms of the villages, asked for aloud."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.app import Robot
from robot.content.hall_schema import Room
from robot.dialogue.replies.stations import Stations
from tests.dialogue.conftest import asked


@pytest.mark.parametrize(
    "text", ["最近的工作站在哪", "最近的公作站在哪里呀", "我们乡的司法所在哪儿", "乡镇有没有法律服务工作站"]
)
def test_the_nearest_station_depends_on_the_township(robot: Robot, text: str) -> None:
    (reply,) = asked(robot, text)
    assert (reply.kind, reply.id) == ("clarify", "station")
    stations = robot.knowledge.content.stations
    assert stations is not None
    assert reply.follow_ups == tuple(station.names[0] for station in stations.stations)
    assert "北平镇" in reply.spoken and "7个" in reply.shown


@pytest.mark.parametrize("answer", ["北平镇", "我是北平镇的", "北平的", "背平镇"])
def test_the_township_is_the_answer(robot: Robot, answer: str) -> None:
    _, reply = asked(robot, "最近的工作站在哪", answer)
    assert reply.id == "station" and reply.spoken.startswith("北平镇公共法律服务工作站在北平镇司法所，")
    assert "0357-0000302" in reply.shown and "样板地址）" in reply.shown and "样板" not in reply.spoken


@pytest.mark.parametrize("text", ["北平镇工作站在哪", "旧县镇司法所电话多少", "石壁的法律服务站几点上班"])
def test_a_named_township_needs_no_question(robot: Robot, text: str) -> None:
    (reply,) = asked(robot, text)
    assert (reply.kind, reply.id) == ("smalltalk", "station") and "公共法律服务工作站" in reply.spoken


@pytest.mark.parametrize("text", ["我在北平镇上班老板不发工资", "北平镇", "离婚在几号窗口", "去司法所调解算数吗"])
def test_who_asks_something_else_is_not_sent_to_a_station(robot: Robot, text: str) -> None:
    (reply,) = asked(robot, text)
    assert reply.id != "station"


def test_another_question_after_which_township_is_answered(robot: Robot) -> None:
    _, reply = asked(robot, "最近的工作站在哪", "公证处在几号窗口")
    assert (reply.kind, reply.id) == ("place", "w3")


def test_a_village_has_a_room_or_its_township_answers(robot: Robot) -> None:
    known = Room(village="贾村", township="北平镇", address="贾村村委会", contact="老贾", phone="0357-0000400")
    unknown = Room(village="贾寨", township="北平镇")
    content = robot.knowledge.content
    assert content.stations is not None
    rooms = content.stations.model_copy(update={"rooms": (known, unknown)})
    told = Stations(replace(content, stations=rooms)).told
    assert told("贾村的法律服务室在哪").spoken == "贾村的法律服务室：贾村村委会，老贾，0357-0000400。"
    assert told("贾寨的法律服务室在哪").spoken.startswith("北平镇公共法律服务工作站")


def test_the_station_and_what_else_was_said_in_the_same_breath(robot: Robot) -> None:
    both, township = asked(robot, "我要离婚，还有最近的工作站在哪", "北平镇")
    assert (both.kind, both.id) == ("faq", "family-divorce-how") and "您是哪个乡镇的" in both.spoken
    assert township.spoken.startswith("北平镇公共法律服务工作站")


@pytest.mark.parametrize("text", ["救命，北平镇司法所在哪", "救命北平镇司法所在哪", "我不想活了，古阳镇司法所几点上班"])
def test_whoever_cries_for_help_is_helped_first(robot: Robot, text: str) -> None:
    (reply,) = asked(robot, text)
    assert reply.kind == "emergency"
