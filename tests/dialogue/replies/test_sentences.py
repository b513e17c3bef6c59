"""The sentence of the answer in hand that a question asks on about."""

from __future__ import annotations

from robot.content.load import Content
from robot.dialogue.replies.sentences import nearest

WAGES = "labor-unpaid-wages"


def test_the_sentence_that_says_it_is_found(content: Content) -> None:
    assert "加付赔偿金" in (nearest(content, "faq", WAGES, "加付赔偿金是多少") or "")
    assert "支付令" in (nearest(content, "faq", WAGES, "支付令怎么申请") or "")


def test_misheard_it_is_found_by_its_sound(content: Content) -> None:
    assert "支付令" in (nearest(content, "faq", WAGES, "知付令怎么申请") or "")


def test_what_no_sentence_says_is_not_made_up(content: Content) -> None:
    assert nearest(content, "faq", WAGES, "他打麻将") is None
    assert nearest(content, "place", "w1", "支付令") is None
