"""How words are read: dictionary.tsv.gz, of words in which some character has several readings.

Made by `python -m robot.fitting.word_readings` from CC-CEDICT (CC BY-SA 4.0), the phrases of pypinyin-dict (MIT) and
lists of this project; the file is under CC BY-SA 4.0.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DICTIONARY = Path(__file__).with_name("dictionary.tsv.gz")
LONGEST = 8
"""Characters of the longest word."""


CERTAIN = "+"
"""The mark of a word that somebody of this project has put in: it is one for the cutter, too."""


@cache
def dictionary() -> dict[str, str]:
    """Words with their syllables (`zhong4 yao4`)."""
    return {word: sounds for word, sounds, _ in _lines()}


def certain_words() -> list[str]:
    """Words that are to be known as words where a run of Hanzi is cut."""
    return [word for word, _, mark in _lines() if mark == CERTAIN]


def _lines() -> Iterator[tuple[str, str, str]]:
    for line in gzip.decompress(DICTIONARY.read_bytes()).decode("utf-8").splitlines():
        word, sounds, mark = line.split("\t")
        yield word, sounds, mark
