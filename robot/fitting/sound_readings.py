"""Makes the tables of how words sound (robot/nlu/sound/readings.py) from pypinyin's.

`python -m robot.fitting.sound_readings`, after pypinyin has changed."""

from __future__ import annotations

from collections.abc import Mapping

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from robot.nlu.sound.readings import FILE, write


def words() -> Mapping[str, tuple[str, ...]]:
    """pypinyin's phrases with their syllables, without tone."""
    return {word: tuple(lazy_pinyin(word)) for word in sorted(PHRASES_DICT)}


def characters() -> Mapping[str, str]:
    """pypinyin's characters with their commonest syllable, without tone."""
    found = {chr(code): lazy_pinyin(chr(code)) for code in sorted(PINYIN_DICT)}
    return {character: syllables[0] for character, syllables in found.items() if syllables != [character]}


if __name__ == "__main__":
    write(FILE, words(), characters())
