"""Somebody is in danger: found before everything else, by short cues and by whole sentences, also misheard.

Recall comes first. A cue of three or more characters counts by folded sound, one of two characters only by
characters or exact sound; what an emergency's `not_cues` cover is taken out before (自杀理赔 is an insurance question).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from robot.content.load import Content
from robot.nlu.normalise import numbers_in_words, plain
from robot.nlu.spans import BY_FOLDED_SOUND, BY_SOUND, Spoken, find
from robot.turn import Candidate

_NEARLY_FROM = 7
"""Characters from which a cue may have some of its sounds wrong; shorter ones would cry wolf."""


@dataclass(frozen=True, slots=True)
class _Emergency:
    id: str
    cues: tuple[Spoken, ...]
    not_cues: tuple[Spoken, ...]


class EmergencyMatcher:
    """Built once from the content; immutable."""

    def __init__(self, content: Content) -> None:
        self._emergencies = tuple(
            _Emergency(item.id, _spoken(item.cues), _spoken(item.not_cues)) for item in content.emergencies.values()
        )

    def match(self, text: str) -> Candidate | None:
        """The emergency that `text` cries for, or None."""
        best: Candidate | None = None
        best_weight = (0.0, 0)
        whole = numbers_in_words(plain(text))
        for emergency in self._emergencies:
            for said, cue in product(_pieces(whole, emergency.not_cues), emergency.cues):
                span = find(said, cue, nearly_from=_NEARLY_FROM)
                if span is None or not _counts(span.likeness, len(cue.text)):
                    continue
                weight = (span.likeness, len(cue.text))
                if best is None or weight > best_weight:
                    best, best_weight = Candidate("emergency", emergency.id, span.likeness, cue.text), weight
        return best


def _spoken(phrases: tuple[str, ...]) -> tuple[Spoken, ...]:
    return tuple(Spoken.of(numbers_in_words(plain(phrase))) for phrase in phrases)


def _pieces(text: str, cuts: tuple[Spoken, ...]) -> list[Spoken]:
    """What is left of `text` between the `cuts`: apart, so that no cue is made of what stood on both sides."""
    pieces = [text]
    for cut in cuts:
        pieces = [rest for piece in pieces for rest in piece.split(cut.text) if rest] if cut.text else pieces
    return [Spoken.of(piece) for piece in pieces]


def _counts(likeness: float, size: int) -> bool:
    if size <= 2:
        return likeness >= BY_SOUND
    if size == 3:
        return likeness >= BY_FOLDED_SOUND
    return likeness >= 0.7
