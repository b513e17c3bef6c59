"""Simulated misrecognition: a share of the characters replaced by ones that a recogniser might print instead.

Seeded. Of the replaced characters 60 % become a homophone (tones left aside), 25 % a character whose syllable has the
same final and another initial or the same initial and another final, 10 % fall out, 5 % are doubled. Characters come
from the content's own text and a list of frequent ones, by frequency, as recognisers prefer frequent words. The
matcher's confusion table (robot/nlu/sound.py) is not used here: any initial may become any other.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin, pinyin

_INITIAL = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)$")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Mishearing:
    """A seeded source of mishearings over the characters of `texts`."""

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  a simulation, no secret
        counts = Counter(character for text in texts for character in text if _HAN.match(character))
        self._by_syllable: defaultdict[str, list[str]] = defaultdict(list)
        self._by_initial: defaultdict[str, list[str]] = defaultdict(list)
        self._by_final: defaultdict[str, list[str]] = defaultdict(list)
        for character, count in sorted(counts.items()):
            syllable = pinyin(character, style=Style.NORMAL)[0][0]
            weight = [character] * min(8, 1 + count // 20)
            self._by_syllable[syllable] += weight
            initial, final = _split(syllable)
            self._by_initial[initial] += weight
            self._by_final[final] += weight

    def hear(self, text: str, share: float) -> str:
        """`text` with `share` (0 to 1) of its characters misheard, at least one when `share` is above 0."""
        places = [at for at, character in enumerate(text) if _HAN.match(character)]
        wrong = (
            set(self._random.sample(places, min(len(places), max(1, round(share * len(places))))))
            if share > 0 and places
            else set()
        )
        syllables = dict(zip(places, lazy_pinyin("".join(text[at] for at in places)), strict=False))
        return "".join(
            self._wrong(character, syllables.get(at, "")) if at in wrong else character
            for at, character in enumerate(text)
        )

    def _wrong(self, character: str, syllable: str) -> str:
        kind = self._random.random()
        if kind < 0.60:
            return self._other(self._by_syllable[syllable], character)
        initial, final = _split(syllable)
        if kind < 0.85:
            same_final = self._random.random() < 0.6
            return self._other(self._by_final[final] if same_final else self._by_initial[initial], character)
        return "" if kind < 0.95 else character * 2

    def _other(self, characters: list[str], but: str) -> str:
        others = [character for character in characters if character != but]
        return self._random.choice(others) if others else but


def _split(syllable: str) -> tuple[str, str]:
    match = _INITIAL.match(syllable)
    return (match.group(1) or "", match.group(2)) if match else ("", syllable)
