"""A few words that lean on what was told last; people of the directory; an ask-back that is answered by asking on."""

from __future__ import annotations

import datetime

import pytest

from robot.app import Robot
from robot.dialogue.session import Session
from robot.turn import Candidate, Transcript, Understanding
from tests.dialogue.conftest import Visitor, asked

_NOTARY = Candidate("service", "notary", 0.6)
_ARREARS = Candidate("service", "wage-arrears", 0.4)


def test_after_a_station_its_own_telephone_and_hours_are_meant(robot: Robot) -> None:
    station, phone, hours, other = asked(robot, "北平镇工作站在哪", "电话多少", "几点开门", "岳阳镇呢")
    assert phone.spoken == hours.spoken == station.spoken and "北平镇" in station.spoken
    assert "岳阳镇" in other.spoken


def test_after_the_hours_another_day_is_a_day(robot: Robot) -> None:
    _, after = asked(robot, "明天上班吗", "后天呢")
    assert (after.kind, after.id) == ("smalltalk", "hours")
    day = datetime.date.today() + datetime.timedelta(days=2)
    assert f"{day.month}月{day.day}日" in after.shown


def test_a_person_is_told_with_the_way_to_their_window(robot: Robot) -> None:
    person, again, way = asked(robot, "张示例律师在不在", "电话多少", "怎么走")
    assert (person.kind, person.id, person.window) == ("person", "person-24", "w4")
    assert "房产纠纷" in person.spoken and "张示例" in person.shown and person.directions
    assert again.id == "person-24"
    assert (way.kind, way.id) == ("place", "w4")


def test_a_person_who_has_left_the_directory_is_not_told(robot: Robot) -> None:
    content = robot.knowledge.content
    assert content.person("person-24") is not None and content.person("nobody") is None
    gone = Understanding("张示例在吗", "strong", "person", "nobody", 0.95)
    assert robot.knowledge.dialogue.turn(gone, Session())[0].kind == "fallback"


def test_asking_on_about_the_one_thing_asked_back_is_a_yes(visitor: Visitor) -> None:
    visitor.leaves_unsure(_NOTARY)
    fee = visitor.mumbles("多少钱")
    assert (fee.kind, fee.id) == ("service", "notary") and fee.spoken.startswith("说的是办理公证的话，")
    assert visitor.session.subject == ("service", "notary") and not visitor.session.asked_back
    way = visitor.asks_bare("怎么走")
    assert way.kind == "place"


def test_asking_on_about_one_of_two_is_no_choice(visitor: Visitor) -> None:
    visitor.leaves_unsure(_NOTARY, _ARREARS)
    assert visitor.mumbles("多少钱").kind == "clarify"


def test_what_may_be_an_emergency_is_never_named_aloud(visitor: Visitor) -> None:
    danger = Candidate("emergency", "self-harm", 0.4)
    for others in ((), (_NOTARY,)):
        visitor.session = Session()
        reply = visitor.leaves_unsure(danger, *others)
        assert reply.kind == "clarify" and "不想活" not in reply.spoken + "".join(reply.follow_ups)
        assert "叫工作人员" in reply.spoken
        yes = visitor.command("yes")  # staff are called; what it is, is only a guess, and nothing of it is said
        assert (yes.kind, yes.actions) == ("emergency", ("call-staff",))
        assert yes.spoken.startswith(visitor.dialogue.content.prompts.danger_yes)


def test_the_day_and_the_time_are_told(robot: Robot) -> None:
    (reply,) = asked(robot, "今天几号")
    today = datetime.date.today()
    assert f"{today.month}月{today.day}日" in reply.shown


def test_a_question_of_an_answer_takes_an_answer(robot: Robot) -> None:
    how, second = asked(robot, "想离婚，该从哪儿办起", "第二种")
    assert how.id == "family-divorce-how"
    assert second.id == "family-divorce-lawsuit"
    _, materials = asked(robot, "想离婚，该从哪儿办起", "要带什么")
    assert materials.id == "family-divorce-how" and "身份证" in materials.spoken
    _, other = asked(robot, "想离婚，该从哪儿办起", "怎么申请法律援助")
    assert other.service == "legal-aid"


def test_a_few_words_after_an_answer_do_not_jump_to_another_field(robot: Robot) -> None:
    _, where = asked(robot, "老板不给工资怎么办", "在哪告")
    assert where.kind == "clarify" or where.topic in {"劳动纠纷", "综合咨询"}


def test_a_strong_but_scanty_question_of_another_field_is_asked_back(visitor: Visitor) -> None:
    visitor.means("faq", "labor-unpaid-wages")
    assert visitor.means("faq", "admin-sue-government", "怎么告它").kind == "clarify"
    visitor.means("faq", "labor-unpaid-wages")
    assert visitor.means("faq", "admin-sue-government", "民告官要怎么告才行").kind == "faq"


def test_a_bare_number_is_no_foreign_language(robot: Robot) -> None:
    (window,) = asked(robot, "4")
    assert window.kind == "clarify" and "4号" in window.shown
    _, way = asked(robot, "4", "对")
    assert (way.kind, way.id) == ("place", "w4")
    for number in ("110", "120", "119"):
        (reply,) = asked(robot, number)
        assert number in reply.shown and "普通话" not in reply.spoken
    assert asked(robot, "123")[0].kind == "fallback"


def test_whom_the_transcript_names_stays_out_of_the_session(robot: Robot) -> None:
    turn = robot.answer(Transcript("我叫王小明，张示例在吗"), Session())
    assert "王小明" not in repr(turn.session)


def test_the_way_to_the_reception_says_why(robot: Robot) -> None:
    _, way = asked(robot, "我要申请法律援助", "怎么走")
    assert (way.kind, way.id) == ("place", "w1")
    assert "再到2号法律援助窗口" in way.shown and way.spoken.startswith("申请法律援助先到")
    _, direct = asked(robot, "综合受理窗口在哪", "怎么走")
    assert not direct.spoken.startswith("综合")


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("双方同意", "family-divorce-agreement"),
        ("都同意", "family-divorce-agreement"),
        ("第一种", "family-divorce-agreement"),
        ("有一方不愿意", "family-divorce-lawsuit"),
        ("他不同意", "family-divorce-lawsuit"),
        ("我愿意他不愿意", "family-divorce-lawsuit"),
        ("后一个", "family-divorce-lawsuit"),
    ],
)
def test_the_ways_of_an_answer_are_known_by_their_own_words(robot: Robot, said: str, way: str) -> None:
    assert asked(robot, "我要离婚", said)[1].id == way


@pytest.mark.parametrize("said", ["没事", "已经过去了", "别叫人", "不是急事", "你听错了"])
def test_an_alarm_can_be_stood_down(robot: Robot, said: str) -> None:
    alarm, calm = asked(robot, "救命啊", said)
    assert alarm.kind == "emergency"
    assert calm.spoken == robot.knowledge.content.prompts.stood_down and not calm.actions


def test_where_to_sue_after_an_answer_is_a_question_for_the_court(robot: Robot) -> None:
    told = asked(robot, "老板不给工资怎么办", "在哪告")[1]
    assert told.id in {"general-which-court", "labor-unpaid-wages"}
    assert "仲裁" in told.spoken or "法院" in told.spoken
