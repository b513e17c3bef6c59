"""An alarm, staying with it, standing it down; quiet help."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.turn import Reply
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
