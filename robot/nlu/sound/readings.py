"""Words and characters with their syllables, without tone: `readings.npz`, the tables of pypinyin (MIT).

pypinyin itself takes a quarter of a second to read its dictionary. Made by `python -m robot.fitting.sound_readings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("readings.npz")
_WORD, _SYLLABLE = "\n", " "


@dataclass(frozen=True, slots=True)
class Readings:
    """`words` and `characters` with their syllables; `beginnings`: of all words, those themselves among them."""

    words: Mapping[str, str]
    characters: Mapping[str, str]
    beginnings: frozenset[str]

    def syllables(self, text: str) -> Iterator[str]:
        """A syllable a character, words read as such; what has no reading stands for itself."""
        for word in self._cut(text):
            known = self.words.get(word)
            if known is not None:
                yield from known.split(_SYLLABLE)
            else:
                yield self.characters.get(word, word)

    def _cut(self, text: str) -> Iterator[str]:
        """The longest known word, again and again; else a single character."""
        at = 0
        while at < len(text):
            end, longest = at + 1, at + 1
            while end <= len(text) and text[at:end] in self.beginnings:
                if text[at:end] in self.words:
                    longest = end
                end += 1
            yield text[at:longest]
            at = longest


@cache
def readings() -> Readings:
    """The shipped tables."""
    with np.load(FILE) as file:
        parts = {name: bytes(file[name]).decode().split(_WORD) for name in file.files}
    words = dict(zip(parts["words"], parts["word_syllables"], strict=True))
    characters = dict(zip(parts["characters"], parts["character_syllables"], strict=True))
    return Readings(words, characters, frozenset(words).union(parts["beginnings"]))


def write(path: Path, words: Mapping[str, Iterable[str]], characters: Mapping[str, str]) -> None:
    """Write tables as `readings` reads them."""
    beginnings = {word[:end] for word in words for end in range(1, len(word))} - words.keys()
    np.savez_compressed(
        path,
        words=_packed(words),
        word_syllables=_packed(map(_SYLLABLE.join, words.values())),
        beginnings=_packed(sorted(beginnings)),
        characters=_packed(characters),
        character_syllables=_packed(characters.values()),
    )


def _packed(texts: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(_WORD.join(texts).encode(), dtype=np.uint8)
