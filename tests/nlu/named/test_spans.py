"""A phrase inside a sentence: by characters, by sound, nearly by sound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.nlu.named.spans import BY_CHARACTERS, BY_FOLDED_SOUND, BY_SOUND, NEARLY, PhraseList, Spoken, find


@pytest.mark.parametrize(
    ("sentence", "phrase", "start", "end", "likeness"),
    [
        ("我想去公证处", "公证处", 3, 6, BY_CHARACTERS),
        ("我想去公正处", "公证处", 3, 6, BY_SOUND),
        ("去厕所", "厕所", 1, 3, BY_CHARACTERS),
        ("去侧索", "厕所", 1, 3, BY_SOUND),
        ("去三楼", "山楼", 1, 3, BY_FOLDED_SOUND),
        ("公证", "公证", 0, 2, BY_CHARACTERS),
        ("我要去仲才窗口问问", "仲裁窗口", 3, 7, BY_SOUND),
        ("电踢在哪wc", "在哪", 2, 4, BY_CHARACTERS),
    ],
)
def test_found(sentence: str, phrase: str, start: int, end: int, likeness: float) -> None:
    span = find(Spoken.of(sentence), Spoken.of(phrase))
    assert span is not None
    assert (span.start, span.end, span.likeness) == (start, end, likeness)
    assert len(span) == len(phrase)


def test_characters_win_over_sound() -> None:
    span = find(Spoken.of("公正处和公证处"), Spoken.of("公证处"))
    assert span is not None
    assert (span.start, span.likeness) == (4, BY_CHARACTERS)


def test_a_phrase_with_a_wrong_sound_is_nearly_there() -> None:
    said, phrase = Spoken.of("我想去法律援手窗口"), Spoken.of("法律援助窗口")
    span = find(said, phrase)
    assert span is not None
    assert 0.6 < span.likeness < NEARLY
    assert find(said, phrase, nearly_from=7) is None


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("我要离婚", "公证处"),
        ("公", "公证处"),
        ("", "公证"),
        ("公证处", ""),
        ("", ""),
        ("工", "公"),
        ("我要离婚", "分"),
        ("wifi密码", "密马"),
    ],
)
def test_not_found(sentence: str, phrase: str) -> None:
    assert find(Spoken.of(sentence), Spoken.of(phrase)) is None


def test_half_a_syllable_is_no_beginning() -> None:
    """Marks that begin in the middle of a syllable are no phrase."""
    said = Spoken.of("公证处")
    across = replace(Spoken.of("甲乙"), heard=said.heard[1:5], folded=said.folded[1:5], marks=said.marks)
    assert across.heard in said.heard
    assert find(said, across) is None


def test_latin_letters_are_found_by_letters_only() -> None:
    assert Spoken.of("wc").is_chinese is False
    assert Spoken.of("公证").is_chinese is True
    assert find(Spoken.of("wc在哪"), Spoken.of("wc")) is not None


def test_a_list_finds_what_each_phrase_finds() -> None:
    names = ["公证窗口", "法律援助窗口", "厕所", "wc", "综合受理窗口", "人民调解窗口", "母婴室", "行政复议窗口"]
    spoken = [Spoken.of(name) for name in names]
    for nearly_from in (3, 4):
        phrases = PhraseList(spoken, nearly_from)
        for text in ("公正窗口在哪", "法绿援助床口", "wc在哪", "侧索怎么走", "人民条解窗口", "母英室", "我要离婚", ""):
            said = Spoken.of(text)
            each = [(at, find(said, phrase, nearly_from)) for at, phrase in enumerate(spoken)]
            assert phrases.find(said) == [(at, span) for at, span in each if span is not None]
    assert PhraseList([]).find(Spoken.of("厕所")) == []
