"""Which syllables a sentence has: Hanzi -> pinyin with the tones that are said.

A run of Hanzi is cut into words (words.py). A word is read as the editors' table has it (pronunciation.yaml), as the
dictionary has it, or as a family name (names.py); a character that stands by itself as a rule about its neighbours
says (neighbours.py), as its neighbours make likely (polyphones.py), else as it is read most. Then tone sandhi
(sandhi.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from robot.tts.reading import polyphones
from robot.tts.reading.dictionary import dictionary
from robot.tts.reading.lexicon import LEXICON, read_lexicon
from robot.tts.reading.names import surname
from robot.tts.reading.neighbours import Settled, settled
from robot.tts.reading.polyphones import Polyphones
from robot.tts.reading.sandhi import with_sandhi
from robot.tts.reading.syllable import Syllable, parse_syllable
from robot.tts.reading.word import Word
from robot.tts.reading.words import Cutter

_ONE_OF_TWO = "只"
_NUMBER = re.compile("[一二三四五六七八九十百千万两几零]+")
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f〇]+")


class Pronunciation:
    """Reads Hanzi. Raises EngineError when the lexicon file cannot be used."""

    def __init__(self, lexicon: Path = LEXICON, model: Polyphones | None = None) -> None:
        self._own = read_lexicon(lexicon)
        self._known = dictionary()
        self._cutter = Cutter(self._own, self._known)
        self._polyphones = model or polyphones.shipped()

    def syllables(self, text: str) -> list[Syllable]:
        """The syllables of `text` as they are said, with sandhi between characters that stand together.

        What is no Hanzi is left out.
        """
        return [syllable for run in _HANZI.findall(text) for syllable in with_sandhi(self._read(run))]

    def readings(self, text: str) -> list[Syllable]:
        """The same with the tones of the dictionary, before they change beside each other."""
        return [syllable for run in _HANZI.findall(text) for syllable in self._read(run)]

    def _read(self, run: str) -> list[Syllable]:
        words = self._cutter.words(run)
        by_neighbours = settled([word.text for word in words])
        read: list[Syllable] = []
        start = 0
        for at, word in enumerate(words):
            syllables = self._settled(self._word(words, at), word.text, start, by_neighbours)
            start += len(word.text)
            if syllables:
                syllables[-1] = replace(syllables[-1], word_end=True)
            read += syllables
        return read

    def _settled(
        self, syllables: list[Syllable], word: str, start: int, by_neighbours: Mapping[int, Settled]
    ) -> list[Syllable]:
        """`syllables` of `word`, which begins at `start`, with what its neighbours settle."""
        is_known = len(word) > 1 and (word in self._own or word in self._known)
        if not by_neighbours or len(syllables) != len(word):
            return syllables
        return [
            parse_syllable(rule.sound, each.hanzi) if rule is not None and (rule.always or not is_known) else each
            for each, rule in zip(syllables, map(by_neighbours.get, range(start, start + len(word))), strict=True)
        ]

    def _word(self, words: Sequence[Word], at: int) -> list[Syllable]:
        text = words[at].text
        if text == _ONE_OF_TWO and at and _NUMBER.fullmatch(words[at - 1].text):
            return [parse_syllable("zhi1", text)]  # 两只, of animals
        listed = self._listed(text)
        if listed is not None:
            return listed
        name = surname(words, at)
        if name is not None:
            rest = self._listed(text[1:]) if not name.place else None
            read = [self._character(words, at, place) for place in range(len(text))]
            read[name.place] = parse_syllable(name.sound, text[name.place])
            return [each for each in (read if rest is None else [read[0], *rest]) if each is not None]
        found = (self._character(words, at, place) for place in range(len(text)))
        return [syllable for syllable in found if syllable is not None]

    def _listed(self, text: str) -> list[Syllable] | None:
        """A word as the editors' table or the dictionary has it; None where neither does."""
        if text in self._own:
            return list(self._own[text])
        if text in self._known and text not in self._polyphones.unsettled:
            return [parse_syllable(sound, hanzi) for sound, hanzi in zip(self._known[text].split(), text, strict=True)]
        return None

    def _character(self, words: Sequence[Word], at: int, place: int) -> Syllable | None:
        """A character by itself; None where nobody knows how it is read."""
        hanzi = words[at].text[place]
        if hanzi in self._polyphones:
            reading = self._polyphones.reading(words, at, place)
            return replace(parse_syllable(reading.sound, hanzi), guessed=not reading.is_sure)
        if hanzi in self._own:
            return self._own[hanzi][0]
        sound = _most_read(hanzi)
        return parse_syllable(sound, hanzi) if sound is not None else None


def _most_read(hanzi: str) -> str | None:
    from pypinyin import Style, lazy_pinyin

    sounds = lazy_pinyin(hanzi, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return sounds[0] if sounds and sounds[0][-1:].isdigit() else None
