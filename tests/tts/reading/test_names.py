"""Family names that are read otherwise than the same character is."""

from __future__ import annotations

import pytest

from robot.tts.reading.pronunciation import Pronunciation


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    return Pronunciation()


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("单律师在四号窗口", "shan4"),
        ("仇主任不在", "qiu2"),
        ("解律师来了", "xie4"),
        ("区法官", "ou1"),
        ("盖主任", "ge3"),
        ("查大夫", "zha1"),
        ("任师傅", "ren2"),
        ("单位给了", "dan1"),
        ("解决不了", "jie3"),
        ("盖章要等", "gai4"),
        ("查清再说", "cha2"),
        ("员工都走了", "yuan2"),
        ("任何人", "ren4"),
        ("查某没到庭", "zha1"),
        ("应大哥来了", "ying1"),
        ("应业主要求", "ying4"),
    ],
)
def test_a_family_name_is_read_as_one(pronunciation: Pronunciation, text: str, sound: str) -> None:
    assert str(pronunciation.readings(text)[0]) == sound


@pytest.mark.parametrize(
    ("text", "at", "sound"),
    [
        ("他姓单", 2, "shan4"),
        ("姓单的那家", 1, "shan4"),
        ("老解今天值班", 1, "xie4"),
        ("小任替他", 1, "ren2"),
        ("小会议室", 1, "hui4"),
    ],
)
def test_behind_words_that_call_somebody(pronunciation: Pronunciation, text: str, at: int, sound: str) -> None:
    assert str(pronunciation.readings(text)[at]) == sound
