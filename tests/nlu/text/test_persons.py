"""Of whom a sentence speaks."""

from __future__ import annotations

import pytest

from robot.nlu.text.persons import apart, of_other_kin, persons, persons_of


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("公婆还在", {"in_laws"}),
        ("俺男人没了", frozenset({"spouse"})),
        ("我不要了", {"self"}),
        ("我妈还在", {"parents"}),
        ("老板不给", {"employer"}),
        ("其他都办了", set()),
    ],
)
def test_people_are_named(said: str, named: set[str]) -> None:
    assert persons(said) == named


@pytest.mark.parametrize(
    ("said", "theirs", "are_apart"),
    [
        ("公婆还在", "老伴还在", True),
        ("媳妇又找了人家", "我又结婚了", True),
        ("老板不给", "他不给", False),
        ("我不要了", "对方说不要", True),
        ("签了合同", "老板签了", False),
    ],
)
def test_two_sentences_may_speak_of_different_people(said: str, theirs: str, are_apart: bool) -> None:
    assert apart(persons(said), persons(theirs)) is are_apart


def test_a_point_is_of_those_whom_many_of_its_sentences_name() -> None:
    assert persons_of(["老伴还在", "老婆还活着", "人还好着", "俺老汉健在", "他儿子说的"]) == {"spouse"}


def test_only_of_the_family_another_one_is_surely_another() -> None:
    assert of_other_kin(persons("公婆还在"), frozenset({"spouse"}))
    assert not of_other_kin(persons("老大说我的房给了老二"), frozenset({"spouse"}))
    assert not of_other_kin(persons("老板不给"), frozenset({"spouse"}))
    assert not of_other_kin(frozenset(), frozenset({"spouse"}))
