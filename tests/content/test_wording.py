"""What is spoken can be said and followed; nobody is named in what is asked."""

from __future__ import annotations

import datetime

import pytest

from robot.content.check import check
from robot.content.wording import LONGEST_CLAUSE, LONGEST_SENTENCE
from tests.content.trees import FAQ, Tree

SPOKEN = "先去劳动监察投诉，再申请劳动仲裁。"


def _found(tree: Tree, old: str, new: str) -> list[str]:
    tree.edit(FAQ, old, new)
    return [problem.what for problem in check(tree.load(), datetime.date(2026, 1, 1), None, None)]


@pytest.mark.parametrize(
    ("spoken", "what"),
    [
        ("先投诉☆再仲裁。", "念不出来的符号：☆"),
        ("详见 https//a.cn/b。", "念不出来的符号：/"),
        ("先" * (LONGEST_CLAUSE + 1) + "。", f"有 {LONGEST_CLAUSE + 1} 个字没有停顿"),
        ("先去投诉，" * (LONGEST_SENTENCE // 5 + 1) + "。", "太长，听的人跟不上"),
    ],
)
def test_what_cannot_be_said_or_followed_is_told(tree: Tree, spoken: str, what: str) -> None:
    found = _found(tree, SPOKEN, spoken)
    assert any(what in each for each in found)


@pytest.mark.parametrize(
    ("phrasing", "what"),
    [
        ("我电话13812345678工钱要不回来", "电话号码"),
        ("身份证14262519800101123X能不能办", "身份证号"),
        ("我叫张小明，工钱要不回来", "人的名字"),
        ("赵示例律师在不在", "人的名字"),
    ],
)
def test_a_phrasing_names_nobody(tree: Tree, phrasing: str, what: str) -> None:
    (found,) = _found(tree, "工钱要不回来", phrasing)
    assert what in found


@pytest.mark.parametrize("phrasing", ["我叫人打了工钱也没给", "欠我12345块工钱", "我叫车撞了", "拨打12348问工钱"])
def test_what_only_looks_like_a_name_or_a_number_is_none(tree: Tree, phrasing: str) -> None:
    assert _found(tree, "工钱要不回来", phrasing) == []
