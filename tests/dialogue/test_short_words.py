"""Short words that mean what was talked of last, clean, with fillers and misheard, and sentences that are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.dialogue.short_words import ShortWords


@pytest.fixture(scope="module")
def words(content: Content) -> ShortWords:
    return ShortWords(content)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("要带什么材料", "materials"),
        ("那需要带啥呀", "materials"),
        ("办这个都要什么手续呢", "materials"),
        ("多少钱", "fee"),
        ("请问收费吗？", "fee"),
        ("这个要不要钱", "fee"),
        ("那得花多少钱呢", "fee"),
        ("要多久", "limit"),
        ("大概多长时间能办好", "limit"),
        ("去哪个窗口", "window"),
        ("那我去哪儿办呢", "window"),
        ("电话多少", "phone"),
        ("那电话是多少啊", "phone"),
        ("法律依据是什么", "basis"),
        ("这是哪条法律", "basis"),
        ("再说详细点", "detail"),
        ("具体怎么办", "detail"),
        # misheard
        ("要带什么才料", "materials"),
        ("法律依剧是什么", "basis"),
        ("在说详细点", "detail"),
    ],
)
def test_asking_on(words: ShortWords, said: str, wanted: str) -> None:
    found = words.asks_on(said)
    assert found is not None
    assert found.id == wanted


@pytest.mark.parametrize(
    "said",
    [
        "办离婚要带什么材料",
        "打官司要多少钱",
        "被拘留要多久",
        "公证处电话多少",
        "借钱不还的法律依据是什么",
        "给多少钱",
        "能判多久",
        "赔多少钱",
        "律师在哪个窗口",
        "再说一遍",
        "下一步",
        "离婚",
        "我要",
        "",
        "。",
    ],
)
def test_a_question_of_its_own(words: ShortWords, said: str) -> None:
    assert words.asks_on(said) is None


def test_the_phrasings_of_the_content_ask_for_their_own(words: ShortWords, content: Content) -> None:
    assert content.follow_up is not None
    for follow_up in content.follow_up.follow_ups:
        for phrasing in follow_up.phrasings:
            found = words.asks_on(phrasing)
            assert found is not None
            assert (phrasing, found.id) == (phrasing, follow_up.id)


def test_no_command_and_no_small_talk_of_another_kind_is_taken_away(words: ShortWords, content: Content) -> None:
    """Only these may be about what was talked of: the hall's own telephone and fees, and asking once more."""
    taken = {
        entry.id
        for entry in (*content.commands.values(), *content.smalltalk.values())
        for phrasing in entry.phrasings
        if words.asks_on(phrasing)
    }
    assert taken <= {"hall-phone", "is-it-free", "repeat"}


@pytest.mark.parametrize(
    "said", ["都要", "两个都想知道", "我都想听", "都说说吧", "那就两个都要", "全都要", "一个一个说"]
)
def test_all_of_them(words: ShortWords, said: str) -> None:
    assert words.wants_all(said)


@pytest.mark.parametrize("said", ["都不是", "第一个", "要", "都要离婚了", "都不要", "两个都不是", ""])
def test_not_all_of_them(words: ShortWords, said: str) -> None:
    assert not words.wants_all(said)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("我要离婚，在哪个窗口", True),
        ("我要离婚去哪个窗口办啊", True),
        ("欠我工资，怎么走", True),
        ("离婚去哪里办", False),
        ("哪个窗口的人最好说话", False),
        ("我要离婚", False),
    ],
)
def test_asking_the_way_at_the_end(words: ShortWords, said: str, asks: bool) -> None:
    assert words.ends_asking_the_way(said) is asks


def test_without_the_file_nothing_is_asked_on(content: Content) -> None:
    words = ShortWords(replace(content, follow_up=None))
    assert words.asks_on("要带什么材料") is None
    assert not words.wants_all("都要")
    assert not words.ends_asking_the_way("在哪个窗口")
