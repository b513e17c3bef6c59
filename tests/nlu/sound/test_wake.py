"""The wake phrase by sound. What recognisers printed is what Whisper base really made of eight voices saying it."""

from __future__ import annotations

import pytest

from robot.nlu.sound.wake import WakePhrase

EAR = WakePhrase(("小律小律", "你好小律"))


@pytest.mark.parametrize(
    "heard",
    [
        "小律小律", "小绿小绿。", "小率小率", "小鹿小鹿", "小吕小吕", "晓律晓律", "小旅小旅!", "小略小略。",
        "效率效率。", "小六效率", "销率销率", "孝律,孝律", "小律,小律,", "你好小律。", "你好,小绿。", "您好小律",
        "你好小旅", "你好小略", "你好效率。", "嗯,小律小律", "那个小律小律", "小律小律小律", "怎么用啊,小律小律",
    ],
)  # fmt: skip
def test_the_call_alone_wakes(heard: str) -> None:
    assert EAR.match(heard) == ""


@pytest.mark.parametrize(
    ("heard", "rest"),
    [
        ("小律小律,公证处在几号窗口?", "公证处在几号窗口?"),
        ("小略小略。公证复议", "公证复议"),
        ("小律小律公证处在几号窗口", "公证处在几号窗口"),
        ("你好,小律,我要离婚", "我要离婚"),
        ("小律小律,小律,停", "停"),
        ("小律小律小律师在哪", "小律师在哪"),
        ("小律小律,所长在吗", "所长在吗"),
        ("你好小律 12348是什么", "12348是什么"),
    ],
)
def test_what_follows_the_call_is_the_question(heard: str, rest: str) -> None:
    assert EAR.match(heard) == rest


@pytest.mark.parametrize(
    "heard",
    [
        "小李在几号窗口", "小路怎么走?", "我想找律师", "小律师在吗", "你好小律师", "你好,小律师小张在吗", "你好律师",
        "你好小李", "你好小刘", "你好,小鲁。", "你好小卢", "小李小李", "小刘小刘", "小律", "小吕", "小旅行团退钱",
        "效率行团退钱", "提高效率效率不高", "少女少女", "你好少女", "小律书包丢了", "小额律师费", "小区绿化", "你好",
        "你好你好", "", "。", "Hello", "律师律师", "小女儿归谁", "效率太低了",
    ],
)  # fmt: skip
def test_ordinary_sentences_do_not_wake(heard: str) -> None:
    assert EAR.match(heard) is None


def test_a_hall_may_choose_another_name() -> None:
    ear = WakePhrase(("小法小法", "法律机器人"))
    assert ear.match("小发小发,停") == "停"
    assert ear.match("法律机器人") == ""
    assert ear.match("小律小律") is None


def test_without_phrases_nothing_wakes() -> None:
    assert WakePhrase(()).match("小律小律") is None
    assert WakePhrase(("", "。")).match("小律小律") is None
