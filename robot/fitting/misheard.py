"""Simulated misrecognition: a share of the characters replaced by ones that a recogniser might print instead.

Of the replaced characters 60 % become a homophone (tones left aside), 25 % a character whose syllable has the same
final and another initial (three of five) or the same initial and another final (two of five), 10 % fall out, 5 % are
doubled. Where a syllable has no homophone, the next kind is taken, so that every chosen character is really wrong. The
new characters come from the 3,755 common ones (GB 2312, level 1) and from `texts`: one that stands often in `texts` is
up to 8 times as likely, as recognisers prefer words they have met. The matcher's confusion table
(robot/nlu/sound/syllables.py) is not used here: any initial may become any other.

Seeded by the sentence itself: the same sentence, share and draw are misheard in the same way, whatever else is asked.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin, pinyin

_INITIAL = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HOMOPHONE, _NEAR, _LOST = 0.60, 0.85, 0.95
_SAME_FINAL = 0.6


class Mishearing:
    """A seeded source of mishearings over the characters of `texts`. Immutable once made."""

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        self._seed = seed
        counts = Counter(character for text in texts for character in text if _HAN.match(character))
        self._by_syllable: defaultdict[str, list[str]] = defaultdict(list)
        self._by_initial: defaultdict[str, list[str]] = defaultdict(list)
        self._by_final: defaultdict[str, list[str]] = defaultdict(list)
        for character in sorted({*counts, *common_characters()}):
            syllable = pinyin(character, style=Style.NORMAL)[0][0]
            weight = [character] * min(8, 1 + counts[character] // 20)
            self._by_syllable[syllable] += weight
            initial, final = _split(syllable)
            self._by_initial[initial] += weight
            self._by_final[final] += weight

    def hear(self, text: str, share: float, draw: int = 0) -> str:
        """`text` with `share` (0 to 1) of its Chinese characters misheard, at least one when `share` is above 0."""
        places = [at for at, character in enumerate(text) if _HAN.match(character)]
        if share <= 0 or not places:
            return text
        chance = random.Random(f"{self._seed}|{share}|{draw}|{text}")  # noqa: S311  a simulation, no secret
        wrong = set(chance.sample(places, min(len(places), max(1, round(share * len(places))))))
        syllables = dict(zip(places, lazy_pinyin("".join(text[at] for at in places)), strict=False))
        return "".join(
            self._wrong(character, syllables.get(at, ""), chance) if at in wrong else character
            for at, character in enumerate(text)
        )

    def _wrong(self, character: str, syllable: str, chance: random.Random) -> str:
        kind = chance.random()
        initial, final = _split(syllable)
        homophones = self._by_syllable.get(syllable, [])
        if kind < _HOMOPHONE and (other := _other(homophones, {character}, chance)):
            return other
        if kind < _NEAR:
            first, second = self._by_final.get(final, []), self._by_initial.get(initial, [])
            if chance.random() >= _SAME_FINAL:
                first, second = second, first
            same = {character, *homophones}
            near = _other(first, same, chance) or _other(second, same, chance)
            if near:
                return near
        return "" if kind < _LOST else character * 2


def common_characters() -> list[str]:
    """The 3,755 common characters of GB 2312, level 1."""
    return [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA)
    ]


def _other(characters: Iterable[str], but: set[str], chance: random.Random) -> str:
    others = [character for character in characters if character not in but]
    return chance.choice(others) if others else ""


def _split(syllable: str) -> tuple[str, str]:
    match = _INITIAL.match(syllable)
    return (match.group(1) or "", match.group(2)) if match else ("", syllable)
