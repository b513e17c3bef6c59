"""Where a short phrase stands inside a sentence, by characters, by sound, or nearly by sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from robot.nlu.sound import syllables as sound

BY_CHARACTERS, BY_SOUND, BY_FOLDED_SOUND, NEARLY = 1.0, 0.97, 0.92, 0.88
"""How much a phrase found in each way counts."""
_MOST_MISSING = 3
"""Marks of a phrase that may be missing from a sentence: with more no alignment can reach the likeness asked for below,
since 2(m - d) / (2m - d) >= 1 - 2/m for m marks of which d are missing means d < 4."""


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of the sentence is the phrase; `likeness` 0 to 1 says how exactly."""

    start: int
    end: int
    likeness: float

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text in its three forms. `heard` and `folded` have two marks a character."""

    text: str
    heard: str
    folded: str
    marks: frozenset[str]
    is_chinese: bool
    """True when every character is a syllable of two marks, so that marks and characters line up."""

    @staticmethod
    def of(text: str) -> Spoken:
        """Prepare `text` (already normalised)."""
        said = sound.syllables(text)
        heard, folded = "".join(sound.heard_of(said)), "".join(sound.folded_of(said))
        return Spoken(text, heard, folded, frozenset(folded), len(heard) == 2 * len(text))


def _aligned(haystack: str, needle: str) -> int:
    at = haystack.find(needle)
    while at >= 0 and at % 2:
        at = haystack.find(needle, at + 1)
    return at


def find(sentence: Spoken, phrase: Spoken, nearly_from: int = 3) -> Span | None:
    """The best place of `phrase` in `sentence`.

    An empty phrase is nowhere; phrases of one character count by character only; from `nearly_from` characters on, a
    phrase may also be found with part of its sounds wrong.
    """
    if not phrase.text:
        return None
    at = sentence.text.find(phrase.text)
    if at >= 0:
        return Span(at, at + len(phrase.text), BY_CHARACTERS)
    size = len(phrase.text)
    if size < 2 or not (sentence.is_chinese and phrase.is_chinese):
        return None
    missing = len(phrase.marks - sentence.marks)
    if not missing:
        # What sounds the same unfolded sounds the same folded, but not the other way round.
        for haystack, needle, likeness in (
            (sentence.heard, phrase.heard, BY_SOUND),
            (sentence.folded, phrase.folded, BY_FOLDED_SOUND),
        ):
            at = _aligned(haystack, needle)
            if at >= 0:
                return Span(at // 2, at // 2 + size, likeness)
    if missing > _MOST_MISSING or size < nearly_from or len(sentence.text) < size - 1:
        return None
    found = fuzz.partial_ratio_alignment(phrase.folded, sentence.folded, score_cutoff=100 - 100 / size)
    if found is None:
        return None
    start, end = found.dest_start // 2, (found.dest_end + 1) // 2
    return Span(start, end, NEARLY * found.score / 100)


def made_of(text: str, pieces: Iterable[str]) -> bool:
    """Whether `text` is `pieces` one after another, and nothing else."""
    known = tuple(piece for piece in pieces if piece)
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            reached |= {at + len(piece) for piece in known if text.startswith(piece, at)}
    return len(text) in reached


class PhraseList:
    """Phrases of which few stand in any one sentence. Immutable.

    `find` costs a few microseconds a phrase; one product of matrices says for which of them it is worth calling.
    """

    def __init__(self, phrases: Sequence[Spoken], nearly_from: int = 3) -> None:
        self.phrases = tuple(phrases)
        self._nearly_from = nearly_from
        marks = sorted({mark for phrase in phrases for mark in phrase.marks})
        self._column = {mark: place for place, mark in enumerate(marks)}
        self._has = np.zeros((len(phrases), len(marks)), dtype=np.int16)
        for row, phrase in enumerate(phrases):
            self._has[row, [self._column[mark] for mark in phrase.marks]] = 1
        nearly = np.array([len(phrase.text) >= nearly_from for phrase in phrases], dtype=np.bool_)
        self._needed = self._has.sum(axis=1) - np.where(nearly, _MOST_MISSING, 0)

    def find(self, sentence: Spoken) -> list[tuple[int, Span]]:
        """The phrases that stand in `sentence`, each by its place in the list and with where it stands, in order."""
        columns = [self._column[mark] for mark in sentence.marks if mark in self._column]
        near = (self._has[:, columns].sum(axis=1) >= self._needed).tolist()
        return [
            (row, span)
            for row, phrase in enumerate(self.phrases)
            if (near[row] or phrase.text in sentence.text)
            and (span := find(sentence, phrase, self._nearly_from)) is not None
        ]
