"""What the visitor takes back of what is held."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.dialogue.case import Case, Held
from robot.dialogue.taking_back import taken_back, unsaid
from robot.turn import Told

MATTER = "unpaid-wages"


def _case(key: str, turn: int = 1) -> Case:
    return Case(matter=MATTER, facts=(Held(f"{MATTER}/{key}", "", turn, "told"),), turn=2)


@pytest.mark.parametrize(
    ("key", "said", "is_back"),
    [
        ("employer=company", "不是公司，你听岔了", True),
        ("employer=company", "谁说我是公司欠的钱", True),
        ("contract=yes", "我没签合同", True),
        ("contract=no", "我没签合同", False),
        ("employer=company", "公司还没给钱哩", False),
        ("employer=company", "他们公司不给开欠的钱的条子，说要等等", False),
    ],
)
def test_what_is_denied_is_taken_back(content: Content, key: str, said: str, is_back: bool) -> None:
    assert bool(taken_back(content, _case(key), said).facts) == is_back


@pytest.mark.parametrize(
    ("key", "said", "is_back"),
    [
        ("thing=cat", "俺家没养猫，是狗，他妈要不要担一份", True),
        ("thing=shelf", "没有货架招牌，是梯子不稳，我得担几成", True),
        ("thing=cat", "他没钱看病，猫是俺养的", False),
        ("thing=cat", "没养猫能赔不", False),
    ],
)
def test_a_short_clause_takes_back_what_it_denies(content: Content, key: str, said: str, is_back: bool) -> None:
    case = Case(matter="injury", facts=(Held(f"injury/{key}", "", 1, "told"),), turn=3)
    assert bool(taken_back(content, case, said).facts) == is_back


def test_what_was_told_long_ago_is_not_taken_back_by_a_bare_denial(content: Content) -> None:
    assert not taken_back(content, _case("contract=yes", turn=-9), "我没签合同").facts
    assert taken_back(content, _case("contract=yes", turn=-9), "你记错了，我没签合同").facts


def test_what_is_told_of_a_fact_corrects_it_by_itself(content: Content) -> None:
    told = (Told(f"{MATTER}/contract=no"),)
    assert not taken_back(content, _case("contract=yes"), "你听错了，我没签合同", told).facts


def test_the_other_value_that_is_named_is_told_instead(content: Content) -> None:
    back = taken_back(content, _case("employer=company"), "欠钱的不是公司，是个体户")
    assert back.instead in {(Told(f"{MATTER}/employer=small-shop"),), ()}


def test_what_is_denied_is_not_told(content: Content) -> None:
    told = (Told(f"{MATTER}/employer=company"), Told(f"{MATTER}/contract=no"))
    assert unsaid(content, "你听岔了，不是公司欠的钱", told) == told[1:]
