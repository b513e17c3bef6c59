"""Somebody of the directory, asked for by name; the sample directory is the real one."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.nlu.named.people import PersonMatcher


@pytest.fixture(scope="module")
def matcher(content: Content) -> PersonMatcher:
    return PersonMatcher(content)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("张示例律师在不在", "person-24"),
        ("王示例在几号窗口", "person-08"),
        ("我找沈律师", "person-14"),
        ("杨公证员今天上班吗", "person-16"),
        ("张是例在吗", "person-24"),
        ("沈律师", "person-14"),
        ("周律师几点来", "person-05"),
        ("我找那个专门打工程款官司的王律师", "person-08"),
        ("无律师管房子的事吗", "person-06"),
    ],
)
def test_who_is_asked_for(matcher: PersonMatcher, text: str, person: str) -> None:
    found = matcher.match(text)
    assert found is not None and (found.kind, found.id) == ("person", person)


@pytest.mark.parametrize(
    "text",
    [
        "我找律师",
        "有律师吗",
        "和律师在哪谈",
        "请律师管不管用",
        "张三欠我钱不还",
        "王律师费太贵了",
        "我姓张",
        "我和张示例签了合同他把我的货款拖了三年到现在一分钱都没有给我",
    ],
)
def test_who_is_not(matcher: PersonMatcher, text: str) -> None:
    assert matcher.match(text) is None


def test_two_of_a_surname_are_both_named_and_none_is_meant(content: Content) -> None:
    assert content.people is not None
    first = content.people.people[0]
    twin = first.model_copy(update={"id": "person-99", "name": "赵样板"})
    people = content.people.model_copy(update={"people": (*content.people.people, twin)})
    both = PersonMatcher(_with(content, people))
    assert both.match("我找赵律师") is None
    assert {person.id for person in both.named("我找赵律师")} == {"person-01", "person-99"}


def _with(content: Content, people: object) -> Content:
    from dataclasses import replace

    return replace(content, people=people)  # type: ignore[arg-type]
