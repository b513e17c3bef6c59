"""What a visitor takes back."""

from __future__ import annotations

import pytest

from robot.nlu.text.correction import (
    Correction,
    correction,
    insisted_on,
    misheard,
    put_in_mouth,
    said_before,
    straightened,
    without_quotes,
)


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


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("离婚不是他提的 是我提的", "离婚是我提的"),
        ("房本上不是他 是我", "房本上是我"),
        ("娃没跟他 跟我着哩", "娃跟我着哩"),
        ("娃没判给我，判给他了", "娃判给他了"),
        ("借条不是我写的是他写的", "借条是他写的"),
    ],
)
def test_of_one_and_the_other_what_is_so_is_left(said: str, so: str) -> None:
    assert straightened(said) == so


@pytest.mark.parametrize(
    "said", ["是不是他写的", "他不给钱", "这不是欺负人吗", "我没在合同上签字", "不是他是我", "房子没写我名字"]
)
def test_other_denials_stay_as_they_are(said: str) -> None:
    assert straightened(said) == said


def test_the_dialects_words_for_me_are_read_as_mine() -> None:
    found = correction("俺不是问诉讼费，俺是问俺娘要养老钱")
    assert found is not None
    assert (found.denied, found.meant) == ("诉讼费", "俺娘要养老钱")
    assert correction("啥抚养费？我说的是赔那老汉的钱") is not None


@pytest.mark.parametrize("said", ["你弄反了，我是房东", "你把话说反了", "谁说我有合同", "你听岔了"])
def test_who_was_heard_wrongly_says_so(said: str) -> None:
    assert misheard(said)
    assert not misheard("我听说能要回来")


def test_who_was_not_understood_says_what_he_wants_to_know() -> None:
    assert insisted_on("都听不懂俺说啥，气死人。俺就问一句，他埋俺地里合法不合法") == "他埋俺地里合法不合法"
    assert insisted_on("你听啥呢，我是问离了婚房子归谁") == "离了婚房子归谁"


@pytest.mark.parametrize("said", ["他早就走了，我是问押金退不退", "我就想问离婚要多少钱", "听不懂俺说啥，我问的是别的"])
def test_what_is_told_before_a_question_is_no_complaint(said: str) -> None:
    assert insisted_on(said) == ""


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("以前没寻过俺，你咋说找过催过", "以前没寻过俺"),
        ("没催过就是没催过，你听清楚！开庭带啥", "没催过就是没催过！开庭带啥"),
        ("你咋老说我签了字", "你咋老说我签了字"),
        ("你咋说话呢，钱还给不给", "你咋说话呢，钱还给不给"),
    ],
)
def test_what_is_repeated_of_the_robots_words_is_not_told(said: str, left: str) -> None:
    assert without_quotes(said) == left


def test_who_repeats_the_robots_words_says_that_it_took_him_wrongly() -> None:
    assert misheard("以前没寻过俺，你咋说找过催过")
    assert put_in_mouth("以前没寻过俺，你咋说找过催过") == "找过催过"
    assert put_in_mouth("没催过，你听清楚") == ""


def test_who_repeats_it_without_saying_whose_words_they_are() -> None:
    assert without_quotes("怎么又说没有决定书，我有决定书，手机能要回来不") == "我有决定书，手机能要回来不"
    assert misheard("怎么又说没有决定书，我有决定书")
