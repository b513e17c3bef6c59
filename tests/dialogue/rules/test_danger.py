"""An alarm, staying with it, standing it down; quiet help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.turn import Reply, Understanding
from tests.dialogue.conftest import Visitor

WAGES = "labor-unpaid-wages"


def _alarm(visitor: Visitor, emergency: str) -> Reply:
    return visitor.means("emergency", emergency, tier="emergency")


def test_a_loud_danger_calls_staff(visitor: Visitor, content: Content) -> None:
    reply = _alarm(visitor, "fire")
    assert "call-staff" in reply.actions
    assert reply.spoken.endswith(content.prompts.staff_call)


@pytest.mark.parametrize("quiet", ["domestic-violence-now", "self-harm", "followed", "sexual-assault", "blackmail-now"])
def test_a_quiet_danger_gives_nobody_away(visitor: Visitor, content: Content, quiet: str) -> None:
    reply = _alarm(visitor, quiet)
    assert reply.kind == "emergency"
    assert "call-staff" not in reply.actions
    assert content.prompts.staff_call not in reply.spoken
    assert reply.spoken.endswith(content.prompts.danger_quiet)
    for word in ("打人", "家暴", "自杀", "强奸", "跟踪", "不想活"):
        assert word not in reply.spoken


def test_somebody_is_called_when_the_visitor_wants_it(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "domestic-violence-now")
    reply = visitor.command("yes")
    assert "call-staff" in reply.actions
    assert reply.spoken.startswith(content.prompts.danger_quiet_yes)


def test_and_nobody_when_not(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "self-harm")
    reply = visitor.command("no")
    assert (reply.actions, reply.spoken) == ((), content.prompts.danger_quiet_no)


def test_what_is_said_next_belongs_to_the_alarm(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "poison")
    reply = visitor.mumbles("现在有点恶心")
    assert (reply.kind, reply.id) == ("emergency", "poison")
    assert reply.spoken == content.emergencies["poison"].stay
    again = visitor.means("smalltalk", "age", text="我六岁")
    assert again.kind == "emergency"


def test_what_was_talked_of_before_an_alarm_is_not_lost(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    _alarm(visitor, "violence")
    assert visitor.mumbles("要带什么材料").id == WAGES


def test_another_question_ends_it(visitor: Visitor) -> None:
    _alarm(visitor, "fire")
    assert visitor.means("faq", WAGES).id == WAGES


def test_stood_down_the_question_before_comes_back(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    _alarm(visitor, "violence")
    reply = visitor.mumbles("不是急事")
    assert content.faq[WAGES].entry.question.rstrip("？?") in reply.spoken
    assert visitor.session.subject == ("faq", WAGES)
    assert visitor.session.case.matter == "unpaid-wages"


def test_stood_down_with_nothing_before(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "violence")
    assert visitor.mumbles("没事").spoken == content.prompts.stood_down


def test_what_is_asked_on_after_an_alarm_may_be_about_the_danger(visitor: Visitor, content: Content) -> None:
    cheated = content.emergencies["fraud-now"].entry
    assert cheated is not None
    _alarm(visitor, "fraud-now")
    assert visitor.session.subject == ("faq", cheated)
    assert visitor.session.case.matter == "crime-victim"


def test_an_alarm_in_a_consultation_is_put_beside_it(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    _alarm(visitor, "fraud-now")
    case = visitor.session.case
    assert (case.matter, case.aside) == ("unpaid-wages", ("crime-victim",))
    point = next(point for point in content.matters["crime-victim"].points if not point.entries)
    reply = visitor.means("flow", f"crime-victim/{point.id}", act="asking-on", matter="crime-victim")
    assert reply.id == content.emergencies["fraud-now"].entry and point.spoken in reply.spoken


def test_what_an_alarm_has_brought_up_goes_when_it_was_none(visitor: Visitor) -> None:
    _alarm(visitor, "fraud-now")
    visitor.mumbles("别叫人")
    assert visitor.session.subject is None


@pytest.mark.parametrize("said", ["要，你叫个女的过来，悄悄的", "那你叫吧", "嗯，要，叫个人来"])
def test_a_yes_to_quiet_help_may_be_said_in_a_sentence(visitor: Visitor, said: str) -> None:
    _alarm(visitor, "blackmail-now")
    assert "call-staff" in visitor.mumbles(said).actions


@pytest.mark.parametrize(
    "said", ["要是他再来呢", "要不要我先给他转两千", "请个律师得多少钱", "你叫啥名字", "要的就是个说法"]
)
def test_what_only_begins_like_a_yes_calls_nobody(visitor: Visitor, said: str) -> None:
    _alarm(visitor, "blackmail-now")
    assert "call-staff" not in visitor.mumbles(said).actions


def _point(visitor: Visitor) -> Reply:
    return visitor.means(
        "flow", "unpaid-wages/by-when", "我现在赶回去还来得及不", act="asking-on", matter="unpaid-wages"
    )


def test_just_after_an_alarm_a_point_of_the_matter_before_is_taken_for_chance(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    _alarm(visitor, "poison")
    assert _point(visitor).id == "poison"
    assert visitor.means("place", "water", "要不要叫她喝水").id == "poison"
    for _ in range(3):
        visitor.mumbles("她躺着呢")
    assert _point(visitor).id == WAGES


def test_what_is_surely_told_of_the_matter_before_leaves_an_alarm_at_once(visitor: Visitor) -> None:
    """那是我给老伴看病的钱啊: the alarm was none."""
    visitor.means("faq", WAGES)
    _alarm(visitor, "violence")
    meant = Understanding("那是给老伴看病的钱", "strong", "flow", "unpaid-wages/by-when", 0.97, matter="unpaid-wages")
    assert visitor.says(meant).id == WAGES


def test_a_plain_question_of_the_matter_before_leaves_an_alarm_that_was_none(visitor: Visitor) -> None:
    """我快叫他们逼疯了 raised it; 我还不上会不会坐牢 is asked next but one."""
    visitor.means("faq", WAGES)
    _alarm(visitor, "violence")
    visitor.mumbles("我在这儿呢")
    assert _point(visitor).id == WAGES


def test_what_is_asked_of_the_danger_itself_is_answered(visitor: Visitor, content: Content) -> None:
    """那个保护令是咋回事: right after a quiet word."""
    _alarm(visitor, "domestic-violence-now")
    reply = visitor.means("faq", "family-protection-order", "那个保护令是咋回事", "likely")
    assert (reply.kind, reply.id) == ("faq", "family-protection-order")


def test_another_danger_hardly_heard_does_not_take_the_place_of_the_one_at_hand(
    visitor: Visitor, content: Content
) -> None:
    _alarm(visitor, "poison")
    unsure = Understanding("她喝了有半瓶，人还清行着哩", "emergency", "emergency", "dangerous-person", 0.68)
    assert visitor.says(unsure).spoken == content.emergencies["poison"].stay
    assert visitor.says(replace(unsure, score=0.9)).id == "dangerous-person"


def test_help_is_offered_once_more_two_turns_later(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "self-harm")
    first = visitor.means("faq", WAGES)
    second = visitor.means("faq", "labor-overtime")
    third = visitor.means("faq", "labor-severance")
    again = content.prompts.danger_quiet_again
    assert [again in reply.spoken for reply in (first, second, third)] == [False, True, False]


def test_the_second_offer_can_be_taken(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "self-harm")
    visitor.means("faq", WAGES)
    visitor.means("faq", "labor-overtime")
    reply = visitor.command("yes")
    assert (reply.kind, reply.id) == ("emergency", "self-harm")
    assert "call-staff" in reply.actions


def test_who_refused_is_not_asked_again(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "self-harm")
    visitor.command("no")
    for entry in (WAGES, "labor-overtime"):
        assert content.prompts.danger_quiet_again not in visitor.means("faq", entry).spoken


def test_what_sounds_like_all_clear_calls_the_alarm_off(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "fire")
    reply = visitor.means("fallback", None, "没人要救，我说的是那钱是救命钱", "fallback", after="over")
    assert reply.spoken == content.prompts.stood_down


def test_a_question_in_the_same_breath_is_answered(visitor: Visitor) -> None:
    _alarm(visitor, "fire")
    said = "没着火，我就那么一说，那老板不给工钱咋办"
    assert visitor.means("faq", WAGES, said, "likely", after="over").id == WAGES


def test_a_danger_that_is_sure_is_not_called_off_by_how_it_sounds(visitor: Visitor) -> None:
    _alarm(visitor, "fire")
    reply = visitor.means("emergency", "medical", "火灭了，可俺娘烧着了，喘不上气", "emergency", after="over")
    assert (reply.kind, reply.id) == ("emergency", "medical")


def test_however_long_it_is_what_is_told_of_the_danger_stays_with_it(visitor: Visitor) -> None:
    visitor.means("faq", WAGES)
    _alarm(visitor, "medical")
    said = "七十一了，有高血压，刚刚才这样的，人还醒着，我能给他喂点水、喂降压药不"
    assert visitor.means("faq", "family-divorce-how", said, "likely", after="stay").id == "medical"


def test_what_is_something_else_leaves_the_alarm_at_once(visitor: Visitor) -> None:
    _alarm(visitor, "followed")
    assert visitor.means("faq", WAGES, "几天能拿上钱", "likely", after="other").id == WAGES


@pytest.mark.parametrize("said", ["那你给我悄悄叫一个女的过来", "就要，叫一个来吧"])
def test_who_refused_may_want_somebody_later(visitor: Visitor, said: str) -> None:
    _alarm(visitor, "domestic-violence-now")
    visitor.command("no")
    visitor.means("faq", "family-protection-order")
    reply = visitor.means("service", "mediation", said, "likely")
    assert (reply.id, reply.actions) == ("domestic-violence-now", ("quiet", "call-staff"))


@pytest.mark.parametrize("said", ["就要到期了咋办", "他悄悄叫人把房过户了", "请个律师得多少钱", "找个人作证行不"])
def test_what_is_told_later_calls_nobody(visitor: Visitor, said: str) -> None:
    _alarm(visitor, "domestic-violence-now")
    visitor.command("no")
    assert "call-staff" not in visitor.means("faq", WAGES, said, "likely").actions


def test_staff_wanted_after_a_quiet_danger_come_quietly(visitor: Visitor, content: Content) -> None:
    _alarm(visitor, "sexual-assault")
    visitor.means("faq", WAGES)
    assert visitor.command("human").spoken.startswith(content.prompts.danger_quiet_yes)


def test_what_is_told_of_a_loud_danger_is_no_other_one(visitor: Visitor) -> None:
    _alarm(visitor, "medical")
    said = "一岁半，拍了几下还没出来，在儿童角那边"
    understood = Understanding(said, "emergency", "emergency", "missing-child", 0.8, after="stay")
    assert visitor.says(understood).id == "medical"


def test_who_is_beaten_at_home_is_helped_quietly_against_any_violence(visitor: Visitor) -> None:
    visitor.means("faq", "family-domestic-violence", "我男人打我")
    said = {"tier": "emergency"}
    reply = visitor.means("emergency", "violence", "他在外头车里等我呢，我是偷偷进来的", **said)  # type: ignore[arg-type]
    assert reply.id == "domestic-violence-now"
    assert "call-staff" not in reply.actions


def test_who_cries_for_help_is_heard_by_everybody(visitor: Visitor) -> None:
    visitor.means("faq", "family-domestic-violence", "我男人打我")
    reply = visitor.means("emergency", "violence", "救命啊，他追进来了", tier="emergency")
    assert reply.id == "violence"
    assert "call-staff" in reply.actions


@pytest.mark.parametrize("entry", ["criminal-sexual-victim", "criminal-sextortion", WAGES])
def test_violence_in_any_other_matter_stays_loud(visitor: Visitor, entry: str) -> None:
    visitor.means("faq", entry)
    reply = visitor.means("emergency", "violence", "他在外头等我，要打我", tier="emergency")
    assert reply.id == "violence"
    assert "call-staff" in reply.actions


def test_an_alarm_that_is_denied_with_a_question_is_left(visitor: Visitor, content: Content) -> None:
    """没人打我老婆，是刷墙的赖着不走，这算不算违法: no help is offered any more, and nobody stays with it."""
    visitor.means("faq", WAGES)
    _alarm(visitor, "domestic-violence-now")
    reply = visitor.means("faq", WAGES, "没人打我，我问的是工钱能不能要", act="correction")
    assert (reply.kind, reply.id) == ("faq", WAGES)
    assert visitor.session.offered_quietly is None
    visitor.means("faq", "labor-overtime")
    assert content.prompts.danger_quiet_again not in visitor.means("faq", "labor-pension-years").spoken
