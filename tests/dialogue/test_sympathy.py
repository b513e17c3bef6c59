"""What a visitor feels has its word before the answer."""

from __future__ import annotations

from robot.content.load import Content
from robot.turn import Candidate
from tests.dialogue.conftest import Visitor

WAGES = "labor-unpaid-wages"
_WORRIED = "愁得我几宿睡不着，钱要不回来"


def test_a_feeling_has_its_word_once(visitor: Visitor, content: Content) -> None:
    words = content.prompts.felt_worry
    assert visitor.means("faq", WAGES, _WORRIED).spoken.startswith(words[0])
    assert not visitor.means("faq", WAGES, _WORRIED).spoken.startswith(words)
    assert visitor.means("faq", WAGES, "气死我了，钱不给").spoken.startswith(content.prompts.felt_anger[0])


def test_a_death_goes_before_all_else(visitor: Visitor, content: Content) -> None:
    assert visitor.means("faq", WAGES, "男人没了，老板欠他的工资咋要").spoken.startswith(content.prompts.bereaved)


def test_what_is_no_answer_has_no_word(visitor: Visitor, content: Content) -> None:
    unsure = (Candidate("faq", WAGES, 0.4), Candidate("faq", "labor-overtime", 0.3))
    for reply in (visitor.leaves_unsure(*unsure), visitor.means("smalltalk", "worried", _WORRIED)):
        assert not reply.spoken.startswith(content.prompts.felt_worry)
