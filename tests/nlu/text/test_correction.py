"""What a visitor takes back."""

from __future__ import annotations

import pytest

from robot.nlu.text.correction import Correction, correction, said_before


@pytest.mark.parametrize(
    ("text", "denied", "meant"),
    [
        ("不是公证，是公示", "公证", "公示"),
        ("不是到期，是没到期", "到期", "没到期"),
        ("我说的是我哥", "", "我哥"),
        ("不是，我问的是调解收不收钱", "", "调解收不收钱"),
        ("是我自己不干的，不是他们开除我", "他们开除我", "我自己不干的"),
        ("我没说离婚", "离婚", ""),
        ("哎说错了，不是他借我的，是我借他的", "他借我的", "我借他的"),
    ],
)
def test_what_is_denied_and_what_is_meant(text: str, denied: str, meant: str) -> None:
    assert correction(text) == Correction(denied, meant)


@pytest.mark.parametrize(
    "text",
    [
        "老板不给钱是不是犯法",
        "合同不是我签的怎么办",
        "他不是我亲儿子，是我养大的吗",
        "我没签合同",
        "不是",
        "要是不给呢",
        "是不是要自己来",
    ],
)
def test_what_takes_nothing_back(text: str) -> None:
    assert correction(text) is None


@pytest.mark.parametrize("said", ["我刚说了没写遗嘱", "俺说了没签", "我是说娃的事", "刚才不是说过了", "你没听懂"])
def test_said_before(said: str) -> None:
    assert said_before(said)


@pytest.mark.parametrize("said", ["他说了不给", "没写遗嘱", "法院说过两天来"])
def test_not_said_before(said: str) -> None:
    assert not said_before(said)
