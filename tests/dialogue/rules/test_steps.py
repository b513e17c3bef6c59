"""Inside a service: a step by its number, how many there are, from the first one on."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from tests.dialogue.conftest import Visitor


def test_a_step_is_told_by_its_number(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid")
    step = content.services["legal-aid"].steps[2]
    assert step.spoken in visitor.mumbles("第三步是什么").spoken
    assert visitor.session.step == 2
    assert content.services["legal-aid"].steps[3].spoken in visitor.command("next-step").spoken


def test_how_many_there_are(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid")
    count = len(content.services["legal-aid"].steps)
    said = content.prompts.step_count.replace("{count}", str(count))
    assert visitor.mumbles("一共几步").spoken.startswith(said)


def test_from_the_first_one_on(visitor: Visitor, content: Content) -> None:
    visitor.means("service", "legal-aid")
    visitor.command("next-step")
    reply = visitor.mumbles("从头开始")
    assert content.services["legal-aid"].steps[0].spoken in reply.spoken
    assert visitor.session.step == 0


@pytest.mark.parametrize("said", ["第三步是什么", "一共几步", "从头开始"])
def test_outside_a_service_there_are_no_steps(visitor: Visitor, said: str) -> None:
    assert visitor.mumbles(said).kind != "service"


def test_who_says_more_asks_something_of_his_own(visitor: Visitor) -> None:
    visitor.means("service", "legal-aid")
    assert visitor.mumbles("办到第三步的时候他们跟我说材料还差一样").kind != "service"
