"""Putting sentences together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.dialogue.replies import compose
from robot.navigation.guide import HallGuide
from robot.nlu.named.way import Outside
from robot.turn import Candidate, Citation, Understanding

NO_GUIDE = HallGuide(None, None, (), "robot", "south")


def test_filled() -> None:
    assert compose.filled("大厅{hours},{nothing}好", {"hours": "九点"}) == "大厅九点,好"
    assert compose.filled("没有括号", {}) == "没有括号"


def test_the_basis_names_every_law_once(content: Content) -> None:
    citations = (Citation("甲法", "第一条"), Citation("乙法", "第二条"), Citation("甲法", "第三条"))
    assert compose.basis(content, citations) == f"{content.prompts.basis}：《甲法》第一条、第三条；《乙法》第二条"
    assert compose.basis(content, ()) == ""


def test_lines_leaves_out_what_is_empty() -> None:
    assert compose.lines("甲", "", "  ", "乙\n") == "甲\n乙"


@pytest.mark.parametrize(
    ("candidate", "title"),
    [
        (Candidate("service", "notary", 0.5), "办理公证"),
        (Candidate("place", "w3", 0.5), "3号公证窗口"),
        (Candidate("command", "slower", 0.5, "慢些说撒"), "说慢一点"),
        (Candidate("smalltalk", "hours", 0.5, "几点下班"), "大厅的上班时间"),
        (Candidate("smalltalk", "gone", 0.5, "从前的话"), "从前的话"),
        (Candidate("faq", "gone", 0.5, "从前的问题"), "从前的问题"),
    ],
)
def test_titles(content: Content, candidate: Candidate, title: str) -> None:
    assert compose.title(content, candidate) == title


def test_everything_that_may_be_asked_back_has_a_title(content: Content) -> None:
    without = [
        said.id
        for said in (*content.commands.values(), *content.smalltalk.values())
        if not (said.title or content.prompts.titles.get(said.id))
    ]
    assert without == []


def test_an_emergency_is_not_called_by_its_name(content: Content) -> None:
    """Nobody is asked "您是想问有人不想活了，对吗"."""
    assert compose.title(content, Candidate("emergency", "fire", 0.5, "着了")) == content.prompts.danger_title


def test_a_title_of_the_entry_itself_comes_first(content: Content) -> None:
    titled = content.smalltalk["hours"].model_copy(update={"title": "几点开门"})
    changed = replace(content, smalltalk={"hours": titled})
    assert compose.title(changed, Candidate("smalltalk", "hours", 0.5)) == "几点开门"


@pytest.mark.parametrize(
    ("windows", "named"),
    [((1, 2, 3), "1到3号窗口"), ((1, 2, 5), "1、2、5号窗口"), ((4,), "4号窗口"), ((1, 2), "1、2号窗口")],
)
def test_the_windows_that_there_are(content: Content, windows: tuple[int, ...], named: str) -> None:
    assert content.hall is not None
    places = [place for place in content.hall.places if place.number is None or place.number in windows]
    extra = tuple(place for place in places if place.kind == "window")
    hall = content.hall.model_copy(update={"places": extra})
    reply = compose.outside_reply(
        replace(content, hall=hall),
        Outside(window=20),
        Understanding("", "fallback", "fallback", None, 0.0),
        NO_GUIDE,
        False,
    )
    assert f"没有20号窗口，只有{named}。" in reply.spoken


def test_a_question_is_a_title_without_its_mark(content: Content) -> None:
    for faq_id in content.faq:
        assert not compose.title(content, Candidate("faq", faq_id, 0.5)).endswith(("？", "?", "。"))


def test_follow_ups_are_sentences(content: Content) -> None:
    assert compose.follow_ups(content, ("notary", "w1", "nothing")) == ("办理公证", "1号综合受理窗口")


def test_facts_of_the_hall(content: Content) -> None:
    assert content.hall is not None
    assert compose.facts(content)["phone_公共法律服务热线"] == "12348"
    assert compose.facts(content)["hours"] == content.hall.hours
