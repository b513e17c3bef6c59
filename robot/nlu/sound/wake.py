"""The wake phrase, found by sound: 小绿小绿, 效率效率 and 小六小律 are 小律小律, 小律师 and 小李 are not.

A transcript is compared with each phrase syllable by syllable, without tones. A misheard syllable costs (wake.toml); a
phrase that says the name twice (小律小律) can afford 2, any other (你好小律) 1. It has to begin the sentence, or follow
a pause or fillers. The name alone does not wake: 小李, 小路 and 小吕 sound too much like it. Pure.

The phrases must not be among the recogniser's hints: primed with 小律小律, Whisper writes 小律 for 小李 and 小路 too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from robot.errors import ContentError
from robot.nlu.sound.syllables import syllables

_FILE = Path(__file__).with_name("wake.toml")
_WORD = re.compile(r"\w")
_EDGE = re.compile(r"^[\W_]+")
_ONCE_BUDGET, _DOUBLED_BUDGET = 1, 2
_TOO_MUCH = 99


@dataclass(frozen=True, slots=True)
class _Phrase:
    sounds: tuple[str, ...]
    doubled: bool

    @property
    def budget(self) -> int:
        return _DOUBLED_BUDGET if self.doubled else _ONCE_BUDGET


class WakePhrase:
    """An ear for `phrases`, the wake phrases as they are written in config.yaml."""

    def __init__(self, phrases: Sequence[str]) -> None:
        written = [_written(phrase) for phrase in phrases if _written(phrase)]
        self._phrases = tuple(_Phrase(syllables(phrase), _name_of(phrase) is not None) for phrase in written)
        self._names = tuple(dict.fromkeys(syllables(name) for name in map(_name_of, written) if name))

    def match(self, text: str) -> str | None:
        """What `text` says after the wake phrase, "" when nothing follows; None when the phrase is not in it."""
        places = [match.start() for match in _WORD.finditer(text)]
        words = "".join(text[place] for place in places).lower()
        sounds = syllables(words)
        if not len(sounds) == len(words) == len(places):  # a character that is no syllable by itself
            return None
        pauses = {index for index, place in enumerate(places) if index == 0 or places[index - 1] != place - 1}
        found = [
            (start, cost, start + len(phrase.sounds))
            for phrase in self._phrases
            for start in range(len(sounds) - len(phrase.sounds) + 1)
            if (cost := _cost(phrase, sounds[start : start + len(phrase.sounds)])) <= phrase.budget
            and (start in pauses or _only_fillers(words[:start]))
            and not _another_word(words, pauses, start + len(phrase.sounds))
        ]
        if not found:
            return None
        end = self._after_names(words, sounds, pauses, min(found)[2])
        return _EDGE.sub("", text[places[end - 1] + 1 :])

    def _after_names(self, words: str, sounds: tuple[str, ...], pauses: set[int], end: int) -> int:
        """Where the name ends when it is called once more at `end` (小律小律,小律); `end` when it is not."""
        for name in self._names:
            after = end + len(name)
            if sounds[end:after] == name and not _another_word(words, pauses, after):
                return self._after_names(words, sounds, pauses, after)
        return end


def _only_fillers(words: str) -> bool:
    return bool(re.fullmatch("(?:" + "|".join(map(re.escape, _table()["around"]["fillers"])) + ")*", words))


def _another_word(words: str, pauses: set[int], end: int) -> bool:
    """Whether what follows at `end`, without a pause, makes another word of the name (小律师)."""
    return end not in pauses and words[end : end + 1] in _table()["around"]["other_words"]


def _cost(phrase: _Phrase, heard: tuple[str, ...]) -> int:
    if len(heard) != len(phrase.sounds):
        return _TOO_MUCH
    return sum(_syllable_cost(said, got, phrase.doubled) for said, got in zip(phrase.sounds, heard, strict=True))


def _syllable_cost(said: str, got: str, doubled: bool) -> int:
    table = _table()
    if said == got:
        return 0
    if got in table["near"].get(said, ()) or (doubled and got in table["near_when_doubled"].get(said, ())):
        return 1
    return 2 if doubled and got in table["far_when_doubled"].get(said, ()) else _TOO_MUCH


def _written(phrase: str) -> str:
    return "".join(_WORD.findall(phrase)).lower()


def _name_of(phrase: str) -> str | None:
    """The name that `phrase` says twice (小律小律 -> 小律), None when it does not."""
    half, odd = divmod(len(phrase), 2)
    return phrase[:half] if half >= 2 and not odd and phrase[:half] == phrase[half:] else None


@cache
def _table() -> dict[str, Any]:
    try:
        return tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise ContentError("stt.data_broken", path=_FILE) from None
