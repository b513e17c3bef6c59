"""One character as it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SYLLABLE = re.compile(r"(?P<sound>[a-z]+?)(?P<erhua>r?)(?P<tone>[1-5])\Z")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One character as it is said. `sound` is pinyin without tone (ü is v), `tone` 1 to 5, 5 the neutral one.

    `erhua`: an r is added (this syllable stands for two characters). `word_end`: a word ends here. `fixed`: the
    editors' table says so, and yi and bu stay as they are. `guessed`: the character has several readings, and which of
    them it has here is not sure.
    """

    hanzi: str
    sound: str
    tone: int
    erhua: bool = False
    word_end: bool = False
    fixed: bool = False
    guessed: bool = False

    def __str__(self) -> str:
        return f"{self.sound}{'r' if self.erhua else ''}{self.tone}"


def parse_syllable(text: str, hanzi: str) -> Syllable:
    """`zhong4`, `nar3`, `er2` -> Syllable. Raises ValueError when it is none."""
    match = _SYLLABLE.match(text)
    if not match:
        raise ValueError(text)
    sound, erhua = match["sound"], bool(match["erhua"])
    if sound + match["erhua"] == "er":
        sound, erhua = "er", False
    return Syllable(hanzi, sound, int(match["tone"]), erhua=erhua)
