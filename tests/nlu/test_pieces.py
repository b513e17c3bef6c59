"""The one question of a breath that tells much besides."""

from __future__ import annotations

from robot.app import Robot
from robot.dialogue.session import Session, context_of
from robot.turn import Transcript
from tests.dialogue.conftest import asked

_DIVORCE = "我去年起诉离婚法院没判离"


def test_the_question_decides_where_the_whole_says_too_much(robot: Robot) -> None:
    _, reply = asked(robot, _DIVORCE, "我们一直分着住，他过年都没回来，可是他人在深圳，法院找不着他咋办")
    assert "公告" in reply.spoken


def test_a_question_without_words_of_its_own_leaves_the_rest_its_matter(robot: Robot) -> None:
    _, reply = asked(robot, "派出所要拘留我五天，我不服，能先不进去吗", "我是房东，门面的租客欠我六千块房租，我怎么要")
    assert "决定书" not in reply.spoken


def test_a_summons_inside_a_case_leaves_the_case_in_hand(robot: Robot) -> None:
    session, found = Session(), []
    for text in ("我借给表弟三万块不还", "收到法院的传票了怎么办"):
        turn = robot.answer(Transcript(text), session)
        session = turn.session
        found.append(turn.reply.id)
    assert found[1] == "general-got-summons"
    assert (session.case.matter, session.is_beside) == ("loan", True)
    assert context_of(session).entry == ("faq", found[0])


def test_what_is_asked_is_answered_beside_a_fact_that_is_surer(robot: Robot) -> None:
    _, reply = asked(robot, "老板欠我半年工资", "没打欠条，超过一年了还能要吗")
    assert reply.id == "labor-arbitration-deadline"
    assert "没欠条也能要" in reply.spoken


def test_what_follows_from_what_is_told_beside_a_question_is_said_after_its_answer(robot: Robot) -> None:
    _, reply = asked(robot, "老板欠我半年工资不给", "没签合同，打官司要花多少钱")
    assert reply.spoken.index("劳动仲裁也不花钱") < reply.spoken.index("没合同也能要")


def test_who_says_which_way_it_is_and_asks_on_is_answered(robot: Robot) -> None:
    _, reply = asked(robot, "我要离婚", "他不同意，要多久")
    assert (reply.id, "三个月" in reply.spoken) == ("family-divorce-lawsuit", True)
