"""Articles by voice, with the real database: read when named, pointed at when no answer fits."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.dialogue.session import Session
from robot.turn import Understanding
from tests.dialogue.conftest import asked


@pytest.mark.parametrize("text", ["劳动合同法第四十七条", "念一下劳动合同法第47条", "中华人民共和国劳动合同法四十七条"])
def test_a_named_article_is_read(robot: Robot, text: str) -> None:
    (reply,) = asked(robot, text)
    assert (reply.kind, [(c.law, c.article) for c in reply.citations]) == (
        "statute",
        [("中华人民共和国劳动合同法", "第四十七条")],
    )
    assert reply.spoken.startswith("劳动合同法第四十七条：经济补偿") and "第四十七条\n经济补偿" in reply.shown


def test_it_is_read_on_piece_by_piece_and_can_be_stopped(robot: Robot) -> None:
    first, second, no = asked(robot, "劳动合同法第四十七条", "继续", "不用了")
    assert first.spoken.endswith("要我接着说吗？")
    assert second.kind == "statute" and "三倍" in second.spoken
    assert (no.kind, no.id) == ("command", "no")


def test_the_next_article_is_of_the_same_law(robot: Robot) -> None:
    _, second = asked(robot, "劳动合同法第四十七条", "第四十八条呢")
    assert [c.article for c in second.citations] == ["第四十八条"]


def test_a_subject_of_a_law_finds_its_article(robot: Robot) -> None:
    (reply,) = asked(robot, "民法典关于借款利息怎么规定的")
    assert reply.kind == "statute"
    assert reply.citations[0].law == "中华人民共和国民法典" and "利息" in reply.spoken


def test_what_is_missing_is_said(robot: Robot) -> None:
    none, which = asked(robot, "劳动合同法第九百条", "第一百条")
    assert "没有第九百条" in none.spoken
    assert "哪部法律" in which.spoken


def test_a_question_beside_an_article_is_no_wish_to_hear_it(robot: Robot) -> None:
    (reply,) = asked(robot, "老板按劳动合同法第四十七条给我算经济补偿可是少算了两年怎么办")
    assert reply.kind != "statute"


def test_no_answer_but_an_article_is_a_pointer_with_its_source(robot: Robot) -> None:
    text = "夫妻一方隐藏转移变卖毁损挥霍夫妻共同财产"
    unsure = Understanding(text, "fallback", "fallback", None, 0.1, topic="婚姻家庭")
    dialogue = robot.knowledge.dialogue
    reply, session = dialogue.turn(unsure, Session())
    assert reply.kind == "fallback" and "要我念给您听吗" in reply.spoken
    assert "不是法律意见" in reply.shown and "夫妻一方隐藏" in reply.shown
    yes = Understanding("是的", "exact", "command", "yes", 1.0)
    read, _ = dialogue.turn(yes, session)
    assert (read.kind, read.citations) == ("statute", reply.citations)


def test_what_is_not_legal_gets_no_article(robot: Robot) -> None:
    unsure = Understanding("夫妻一方隐藏转移变卖毁损挥霍夫妻共同财产", "fallback", "fallback", None, 0.1)
    reply, _ = robot.knowledge.dialogue.turn(unsure, Session())
    assert reply.citations == () and "法条" not in reply.spoken
