"""Putting sentences together."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.dialogue import compose
from robot.turn import Candidate, Citation


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
        (Candidate("command", "slower", 0.5, "慢一点"), "慢一点"),
        (Candidate("faq", "gone", 0.5, "从前的问题"), "从前的问题"),
    ],
)
def test_titles(content: Content, candidate: Candidate, title: str) -> None:
    assert compose.title(content, candidate) == title


def test_a_question_is_a_title_without_its_mark(content: Content) -> None:
    for faq_id in content.faq:
        assert not compose.title(content, Candidate("faq", faq_id, 0.5)).endswith(("？", "?", "。"))


def test_follow_ups_are_sentences(content: Content) -> None:
    assert compose.follow_ups(content, ("notary", "w1", "nothing")) == ("办理公证", "1号综合受理窗口")


def test_facts_of_the_hall(content: Content) -> None:
    assert content.hall is not None
    assert compose.facts(content)["phone_公共法律服务热线"] == "12348"
    assert compose.facts(content)["hours"] == content.hall.hours
