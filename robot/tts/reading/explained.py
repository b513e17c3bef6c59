"""How a text is read, for people: the spoken form, and every character with its syllable. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.reading.syllable import Syllable
from robot.tts.spoken_form import PAUSES, spoken_form

_CLAUSE = re.compile(rf"[^{PAUSES}]+[{PAUSES}]?")
_GUESS = "?"


def explained(text: str, pronunciation: Pronunciation) -> Iterator[str]:
    """A line for each clause: what is said, then its syllables; a guess bears a question mark."""
    for clause in _CLAUSE.findall(spoken_form(text)):
        yield f"{clause}  {' '.join(_shown(each) for each in pronunciation.syllables(clause))}"


def guesses(text: str, pronunciation: Pronunciation) -> Iterator[tuple[str, Syllable]]:
    """Clauses of `text` with a character whose reading is not sure, and that syllable."""
    for clause in _CLAUSE.findall(spoken_form(text)):
        yield from ((clause, each) for each in pronunciation.readings(clause) if each.guessed)


def _shown(syllable: Syllable) -> str:
    return f"{syllable}{_GUESS if syllable.guessed else ''}"
