"""Writes robot/tts/reading/dictionary.tsv.gz: `python -m robot.fitting.word_readings`, a minute; needs pypinyin-dict.

`pip install pypinyin-dict` first: nothing that runs needs it. Words come from CC-CEDICT (CC BY-SA 4.0), which has the
neutral tones, and, where that has none, from the phrases of pypinyin-dict (MIT). Of several readings the one that the
phrases have is taken. Words whose neutral tone is compulsory, and names of places that are misread easily, come from
neutral_tones.txt and places.txt beside this module, words that the others have wrongly from phrases.txt; they go before
both. Left out is what reads as its characters do by themselves, unless one of them has several readings among common
words, or is one that the model of polyphones would otherwise decide.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import to_tone3
from pypinyin_dict.phrase_pinyin_data import cc_cedict, large_pinyin

from robot.tts.reading.dictionary import CERTAIN, DICTIONARY, LONGEST
from robot.tts.reading.syllable import parse_syllable

FOLDER = Path(__file__).parent
OURS = ("neutral_tones.txt", "places.txt", "phrases.txt")
_HANZI = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST}}}\Z")
_MARKED = re.compile(r"([\u4e00-\u9fff])[a-z]+[1-5]")
_SEVERAL = 0.01
"""The share of a character's words that a second reading must have for it to be one of several."""
_LEAST_WORDS = 3
_LONGEST_OF_SECOND = 4
"""Characters of words that only the second source has (and pypinyin's own choice of it): longer ones nobody says."""

_Phrases = Mapping[str, Sequence[Sequence[str]]]


def readings() -> dict[str, str]:
    """Words with their syllables (`zhong4 yao4`)."""
    first: _Phrases = cc_cedict.phrases_dict
    second: _Phrases = large_pinyin.phrases_dict
    found = {word: _chosen(word, sounds, second) for word, sounds in first.items() if _HANZI.match(word)}
    for word, sounds in second.items():
        read = tuple(_plain(each[0]) for each in sounds)
        if word not in found and word in PHRASES_DICT and len(word) <= _LONGEST_OF_SECOND:
            found[word] = read
    ours = _ours()
    found.update(ours)
    found = {word: sounds for word, sounds in found.items() if len(sounds) == len(word) and all(map(_is_one, sounds))}
    several = _several(found) | _learnt()
    return {
        word: " ".join(sounds)
        for word, sounds in found.items()
        if word in ours or set(word) & several or tuple(_by_itself(hanzi) for hanzi in word) != sounds
    }


def _ours() -> dict[str, tuple[str, ...]]:
    """What stands in this project's own lists: a word and its syllables a line."""
    lines = (line.split() for name in OURS for line in (FOLDER / name).read_text("utf-8").splitlines())
    return {word: tuple(sounds) for word, *sounds in lines if sounds and not word.startswith("#")}


def _chosen(word: str, sounds: Sequence[Sequence[str]], other: _Phrases) -> tuple[str, ...]:
    """Of the readings of each character the one that `other` has, else the last, which is that of everyday speech."""
    others = other.get(word, ())
    return tuple(
        _plain(each[-1] if at >= len(others) or others[at][0] not in each else others[at][0])
        for at, each in enumerate(sounds)
    )


def _is_one(sound: str) -> bool:
    """Whether `sound` can be read back."""
    try:
        parse_syllable(sound, "-")
    except ValueError:
        return False
    return True


def _plain(sound: str) -> str:
    return to_tone3(sound, neutral_tone_with_five=True).replace("ü", "v")


def _by_itself(hanzi: str) -> str:
    return lazy_pinyin(hanzi, style=Style.TONE3, neutral_tone_with_five=True)[0]


def _learnt() -> frozenset[str]:
    """Characters that the model of polyphones learns: known words must stay out of its reach."""
    texts = (path.read_text("utf-8") for path in (FOLDER / "polyphones").glob("*.txt"))
    return frozenset(found for text in texts for found in _MARKED.findall(text))


def _several(found: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Characters with more than one reading among the words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, sounds in found.items():
        for hanzi, sound in zip(word, sounds, strict=True):
            counts[hanzi][sound] += 1
    return frozenset(
        hanzi
        for hanzi, counted in counts.items()
        if sum(n >= max(_LEAST_WORDS, _SEVERAL * counted.total()) for n in counted.values()) > 1
    )


def main() -> int:
    """Write the file."""
    certain = _ours()
    lines = "".join(
        f"{word}\t{sounds}\t{CERTAIN if word in certain else ''}\n" for word, sounds in sorted(readings().items())
    )
    DICTIONARY.write_bytes(gzip.compress(lines.encode("utf-8"), 9, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
