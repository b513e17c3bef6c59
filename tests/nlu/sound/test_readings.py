"""The shipped tables of how words sound, beside pypinyin, of which they are made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.seg import mmseg

from robot.fitting import sound_readings
from robot.nlu.sound.readings import readings


def _of_pypinyin(text: str) -> list[str]:
    return [syllable for word in mmseg.seg.cut(text) for syllable in lazy_pinyin(word, errors=list)]  # type: ignore[arg-type]


def test_the_tables_are_those_of_the_installed_pypinyin() -> None:
    shipped = readings()
    assert dict(shipped.characters) == sound_readings.characters()
    assert {word: tuple(said.split()) for word, said in shipped.words.items()} == sound_readings.words()


def test_words_are_read_as_words_and_the_rest_stands_for_itself() -> None:
    assert list(readings().syllables("银行行长12348重庆a")) == [
        *("yin", "hang", "hang", "zhang", "1", "2", "3", "4", "8", "chong", "qing", "a")
    ]
    assert list(readings().syllables("")) == []


@given(st.text(st.sampled_from("银行长重庆着得了不一丁点儿乐地方都会计法律援助a1，"), max_size=12))
def test_any_text_is_read_as_pypinyin_reads_it(text: str) -> None:
    assert list(readings().syllables(text)) == _of_pypinyin(text)
