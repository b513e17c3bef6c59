"""How a sentence sounds, as a string that can be compared by sound.

Every syllable becomes two marks, its initial and its final, without tone: 公正 and 公证 become the same string, and two
syllables that share an initial or a final are half alike. `folded` merges what people of the region and recognisers
mix up: zh/z, ch/c, sh/s, n/l, r/l, and front and back nasals (an/ang, en/eng, in/ing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from robot.nlu.sound.readings import readings

_FIRST_CODE = 0xF0000
"""Supplementary private use: no text has such characters."""
_OTHER_CODE, _OTHERS = 0xF8000, 0x4000
"""Where what is no syllable of Mandarin (hng) has its codes, and how many there are."""
_TWO = 2
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([a-z]+)$")
_FOLD_INITIAL = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "r": "l"}
_FOLD_FINAL = {"ang": "an", "eng": "en", "ing": "in", "iang": "ian", "uang": "uan", "ueng": "uen"}
_INITIALS = (
    "",
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
    "y",
    "w",
)
_INITIAL_MARK = {initial: chr(0xE000 + index) for index, initial in enumerate(_INITIALS)}
_FINALS = (
    *("a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ve", "ue", "er", "an", "en", "in", "un"),
    *("vn", "ang", "eng", "ing", "ong", "ia", "ian", "iang", "iao", "iong", "ua", "uai", "uan", "uang", "uo", "uen"),
    *("ueng", "n", "ng", "m"),
)
_FINAL_MARK = {final: chr(0xE100 + index) for index, final in enumerate(_FINALS)}
_INITIAL_OF = {mark: index for index, mark in enumerate(_INITIAL_MARK.values())}
_FINAL_OF = {mark: index for index, mark in enumerate(_FINAL_MARK.values())}


@lru_cache(maxsize=65536)
def _marks(syllable: str, fold: bool) -> str:
    match = _SYLLABLE.match(syllable)
    if match is None or match.group(2) not in _FINAL_MARK:
        return syllable
    initial, final = match.group(1) or "", match.group(2)
    if fold:
        initial, final = _FOLD_INITIAL.get(initial, initial), _FOLD_FINAL.get(final, final)
    return _INITIAL_MARK[initial] + _FINAL_MARK[final]


def syllables(text: str) -> tuple[str, ...]:
    """Toneless pinyin of `text` (already normalised), a syllable a character; other characters stand for themselves."""
    return tuple(readings().syllables(text))


def heard(text: str) -> str:
    """`text` as marks of sound, two a syllable, nothing merged."""
    return "".join(heard_of(syllables(text)))


def folded(text: str) -> str:
    """`text` as marks of sound, two a syllable, with the usual confusions merged."""
    return "".join(_marks(syllable, True) for syllable in syllables(text))


def folded_marks(syllable: str) -> str:
    """One syllable of toneless pinyin as its two marks, with the usual confusions merged."""
    return _marks(syllable, True)


def heard_of(said: Iterable[str]) -> tuple[str, ...]:
    """Syllables of toneless pinyin, each as one two-mark string, nothing merged."""
    return tuple(_marks(syllable, False) for syllable in said)


def folded_of(said: Iterable[str]) -> tuple[str, ...]:
    """Syllables of toneless pinyin, folded, each as one two-mark string: the words of sound n-grams."""
    return tuple(_marks(syllable, True) for syllable in said)


@lru_cache(maxsize=65536)
def _code(mark: str) -> str:
    if len(mark) == _TWO and mark[0] in _INITIAL_OF and mark[1] in _FINAL_OF:
        return chr(_FIRST_CODE + _INITIAL_OF[mark[0]] * len(_FINALS) + _FINAL_OF[mark[1]])
    return mark if len(mark) == 1 else chr(_OTHER_CODE + crc32(mark.encode()) % _OTHERS)


def codes(marks: Iterable[str]) -> str:
    """Folded syllables (`folded_of`) as a string of one character a syllable, for n-grams; the same in any process."""
    return "".join([_code(mark) for mark in marks])


def folded_syllables(text: str) -> tuple[str, ...]:
    """The folded syllables of `text`, each as one two-mark string: the words of sound n-grams."""
    return tuple(_marks(syllable, True) for syllable in syllables(text))
