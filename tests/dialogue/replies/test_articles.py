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


def test_an_article_of_a_repealed_law_is_not_read_from_the_one_that_followed(robot: Robot) -> None:
    (reply,) = asked(robot, "婚姻法第三十二条")
    assert reply.kind == "clarify" and not reply.citations
    assert "已经不用了" in reply.spoken and "民法典" in reply.spoken


def test_the_neighbours_of_an_article_can_be_had(robot: Robot) -> None:
    _, after, before, missing = asked(robot, "民法典第二条", "下一条", "上一条", "民法典第一条")
    assert [c.article for c in after.citations] == ["第三条"]
    assert [c.article for c in before.citations] == ["第二条"]
    assert missing.kind == "statute"
    _, none = asked(robot, "民法典第一条", "上一条")
    assert "没有第零条" in none.spoken


def test_only_the_paragraph_that_was_named_is_read(robot: Robot) -> None:
    (reply,) = asked(robot, "民法典第一千零四十三条第二款")
    assert reply.spoken.startswith("民法典第一千零四十三条：夫妻应当互相忠实")
    _, second, following = asked(robot, "民法典第一千零四十三条", "第二款呢", "下一条")
    assert second.spoken == reply.spoken
    assert [c.article for c in following.citations] == ["第一千零四十四条"]


def test_two_articles_in_one_breath_are_both_read(robot: Robot) -> None:
    first, second = asked(robot, "民法典第十条和第十一条", "继续")
    assert [c.article for c in first.citations] == ["第十条"] and first.spoken.endswith("要我接着说吗？")
    assert [c.article for c in second.citations] == ["第十一条"]


def test_a_list_is_not_cut_before_its_first_item(robot: Robot) -> None:
    (reply,) = asked(robot, "劳动法第四十四条")
    assert "第一，安排劳动者延长工作时间" in reply.spoken


def test_an_item_of_an_article_is_read_by_itself(robot: Robot) -> None:
    second, sixth = asked(robot, "劳动合同法第三十九条第二项", "第六项呢")
    assert "严重违反用人单位的规章制度" in second.spoken and "试用期" not in second.spoken
    assert "刑事责任" in sixth.spoken and "规章制度" not in sixth.spoken


def test_two_articles_of_one_law_are_both_shown(robot: Robot) -> None:
    (reply,) = asked(robot, "劳动合同法38、46条")
    assert "第三十八条" in reply.shown and "第四十六条" in reply.shown
