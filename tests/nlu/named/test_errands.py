"""What somebody has come to get done, and the office that does it."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.nlu.named.errands import Errand, ErrandMatcher


@pytest.fixture(scope="module")
def errands(content: Content) -> ErrandMatcher:
    return ErrandMatcher(content)


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("我要办护照", "exit-entry"),
        ("俺来换驾照", "vehicle-office"),
        ("我想办营业执照", "government-service-hall"),
        ("我来给娃上户口", "other-police"),
        ("我要办残疾证", "disabled-federation"),
    ],
)
def test_a_wish_in_so_many_words(errands: ErrandMatcher, said: str, office: str) -> None:
    found = errands.match(said)
    assert found is not None and found.office == office


def test_a_few_characters_more_are_less_sure(errands: ErrandMatcher) -> None:
    assert errands.match("我要补办社保卡") == Errand("other-social-insurance", exact=False)
    assert errands.match("我要办护照") == Errand("exit-entry", exact=True)


@pytest.mark.parametrize("said", ["老板不给我交社保咋办", "我要离婚", "他把我护照扣了不给我怎么办啊", "", "我要"])
def test_other_things_are_no_errand(errands: ErrandMatcher, said: str) -> None:
    found = errands.match(said)
    assert found is None or not found.exact


def test_who_only_tells_wants_nothing_done(errands: ErrandMatcher) -> None:
    found = errands.match("我心里难受")
    assert found is None or not found.exact
