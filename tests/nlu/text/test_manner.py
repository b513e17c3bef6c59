"""Questions and statements, what leans, what denies."""

from __future__ import annotations

import pytest

from robot.nlu.text.manner import denies, manner, speaks_against


@pytest.mark.parametrize(
    "text",
    [
        "要多久",
        "收钱不",
        "那他要是不给呢",
        "得本人来吗",
        "有没有时间限制",
        "带甚",
        "咋弄",
        "能不能不去法院",
        "几天能定下来",
    ],
)
def test_questions(text: str) -> None:
    assert manner(text).asks


@pytest.mark.parametrize("text", ["没签合同", "三年了", "他说没钱", "我都六十八了", "孩子跟着我", "就有个微信聊天记录"])
def test_statements(text: str) -> None:
    assert not manner(text).asks


@pytest.mark.parametrize("text", ["没签合同", "我没有离婚", "合同还没到期", "他不认", "未成年"])
def test_denying(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize("text", ["签了合同", "有没有合同", "能不能要", "不是没签", "差不多三万", "离了婚", "没有不给"])
def test_not_denying(text: str) -> None:
    assert not denies(text)


def test_leaning_on_what_was_said_before() -> None:
    assert manner("那他要是不给呢").leans
    assert manner("多久").leans
    assert not manner("我在工地干活老板跑了工钱没给").leans


@pytest.mark.parametrize(
    ("said", "name"),
    [("罚款交了的，你听岔了", "罚款没交"), ("我有决定书", "没有决定书"), ("我没坐过牢", "坐过牢停的")],
)
def test_what_is_said_against_a_name_that_denies(said: str, name: str) -> None:
    assert speaks_against(said, name)
    assert not speaks_against(name, name)
