"""Where a short phrase stands inside a sentence, by characters, by sound, or nearly by sound."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from robot.nlu import sound

BY_CHARACTERS, BY_SOUND, BY_FOLDED_SOUND, NEARLY = 1.0, 0.97, 0.92, 0.88
"""How much a phrase found in each way counts."""


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

    @staticmethod
    def of(text: str) -> Spoken:
        """Prepare `text` (already normalised)."""
        return Spoken(text, sound.heard(text), sound.folded(text))

    @property
    def is_chinese(self) -> bool:
        """True when every character is a syllable of two marks, so that marks and characters line up."""
        return len(self.heard) == 2 * len(self.text)


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
    for haystack, needle, likeness in (
        (sentence.heard, phrase.heard, BY_SOUND),
        (sentence.folded, phrase.folded, BY_FOLDED_SOUND),
    ):
        at = _aligned(haystack, needle)
        if at >= 0:
            return Span(at // 2, at // 2 + size, likeness)
    if size < nearly_from or len(sentence.text) < size - 1:
        return None
    found = fuzz.partial_ratio_alignment(phrase.folded, sentence.folded, score_cutoff=100 - 100 / size)
    if found is None:
        return None
    start, end = found.dest_start // 2, (found.dest_end + 1) // 2
    return Span(start, end, NEARLY * found.score / 100)
