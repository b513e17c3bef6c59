"""Laws as people call them."""

from __future__ import annotations

import pytest

from robot.app import statute_database
from robot.statutes.names import full_name, law_named, successor

LAWS = [law.name for law in statute_database().laws()]


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("民法典", "中华人民共和国民法典"),
        ("中华人民共和国民法典", "中华人民共和国民法典"),
        ("《劳动合同法》", "中华人民共和国劳动合同法"),
        ("民诉法", "中华人民共和国民事诉讼法"),
        ("消法", "中华人民共和国消费者权益保护法"),
        ("婚姻法", None),
        ("没有这部法", None),
    ],
)
def test_a_law_is_found_by_what_it_is_called(said: str, full: str | None) -> None:
    assert full_name(said, LAWS) == full


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("民法典关于借款利息怎么规定的", "中华人民共和国民法典"),
        ("劳动合同法里试用期怎么规定", "中华人民共和国劳动合同法"),
        ("刑法怎么规定盗窃", "中华人民共和国刑法"),
        ("婚姻法关于彩礼怎么规定", "中华人民共和国民法典"),
        ("借钱不还怎么办", None),
        ("有什么办法", None),
    ],
)
def test_the_law_that_a_question_names(question: str, full: str | None) -> None:
    assert law_named(question, LAWS) == full


def test_a_repealed_law_is_known_with_the_one_that_took_its_place() -> None:
    assert successor("《婚姻法》", LAWS) == ("婚姻法", "中华人民共和国民法典")
    assert successor("中华人民共和国合同法", LAWS) == ("合同法", "中华人民共和国民法典")
    assert successor("劳动合同法", LAWS) is None
