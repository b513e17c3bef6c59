"""What was just answered, in other words, for who has not understood it."""

from __future__ import annotations

from dataclasses import replace

from robot.content.load import Content
from tests.dialogue.conftest import Visitor

_AGAIN = "not-understood"
WAGES = "labor-unpaid-wages"


def test_the_lines_of_the_screen_a_few_at_a_time(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    reply = visitor.means("smalltalk", _AGAIN, "我听不懂你在说什么")
    assert reply.spoken.startswith(content.prompts.in_other_words[0])
    assert reply.spoken.endswith(content.prompts.more_hint)
    assert content.faq[WAGES].entry.spoken not in reply.spoken
    assert "劳动合同" in reply.spoken
    assert visitor.command("yes").spoken not in reply.spoken


def test_of_a_few_words_the_sentences_one_by_one(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    told = visitor.means("flow", "unpaid-wages/contract=no", act="fact", matter="unpaid-wages")
    reply = visitor.means("smalltalk", _AGAIN, "你说的我听不懂")
    bare = reply.spoken.removeprefix(content.prompts.in_other_words[0]).removesuffix(content.prompts.more_hint)
    assert bare and bare in told.spoken and bare != told.spoken
    assert "？" not in bare


def test_where_nothing_was_said_it_is_small_talk(visitor: Visitor, content: Content) -> None:
    assert visitor.means("smalltalk", _AGAIN, "听不懂").spoken == content.smalltalk[_AGAIN].spoken


def test_where_only_a_question_was_said_it_is_asked_again(visitor: Visitor, content: Content) -> None:
    visitor.means("faq", WAGES)
    asked = "当时签书面合同了没有？"
    assert visitor.session.last is not None
    visitor.session = replace(visitor.session, last=replace(visitor.session.last, spoken=asked), answered=frozenset())
    assert visitor.means("smalltalk", _AGAIN, "听不懂").spoken == content.prompts.in_other_words[0] + asked
