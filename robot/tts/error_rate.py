"""How well a voice is understood: what was to be said against what a recogniser heard."""

from __future__ import annotations

import re

from robot.tts.numerals import digits
from robot.tts.spoken_form import HAN, spoken_form

_NOT_HANZI = re.compile(f"[^{HAN}]")
_SAME = str.maketrans("幺两〇", "一二零")


def character_error_rate(said: str, heard: str) -> float:
    """Edits (insert, delete, replace) from `said` to `heard`, by characters of `said`; 0 is perfect, may exceed 1.

    Both in spoken form, punctuation left out, 幺 as 一 and 两 as 二. Digits that a recogniser prints count as heard
    when either way of reading them fits. An empty `said` gives 0.0 or, when something was heard, 1.0.
    """
    wanted = _characters(said)
    return min(_rate(list(wanted.translate(_SAME)), list(each.translate(_SAME))) for each in _readings(heard))


def syllable_error_rate(said: str, heard: str) -> float:
    """The same on toneless pinyin: the measure for a voice, as a recogniser that picks 公正 for 公证 heard it right."""
    wanted = _syllables(_characters(said))
    return min(_rate(wanted, _syllables(each)) for each in _readings(heard))


def _characters(text: str) -> str:
    return _NOT_HANZI.sub("", spoken_form(text))


def _readings(heard: str) -> tuple[str, str]:
    """As numbers, and digit by digit (0357,8322345)."""
    one_by_one = re.sub("[0-9]+", lambda digit: digits(digit[0], one="幺"), heard)
    return _characters(heard), _characters(one_by_one)


def _syllables(hanzi: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(hanzi)


def _rate(said: list[str], heard: list[str]) -> float:
    from rapidfuzz.distance import Levenshtein

    if not said:
        return 1.0 if heard else 0.0
    return Levenshtein.distance(said, heard) / len(said)
