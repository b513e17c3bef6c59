"""Questions and statements, what leans, what denies."""

from __future__ import annotations

import pytest

from robot.nlu.text.manner import denies, manner


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
