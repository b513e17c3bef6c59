"""The visitor's answer to "您是想问 A,还是 B?": a number, a name, yes or no. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from robot.nlu import sound
from robot.nlu.normalise import normalise, number_value
from robot.turn import Candidate

_ORDINAL = re.compile(
    r"^(?:我)?(?:要|想|是|问|选)*(?:问|的|的是)?第?([一二两三123])(?:个|种|项|条|号)?(?:问题)?(?:的)?$"
)
_LAST = re.compile(r"^(?:最后|后面|后边|下面|后)(?:一|那|这)?(?:一)?个$")
_FIRST = re.compile(r"^(?:前面|前边|上面|头|前)(?:一|那|这)?(?:一)?个$")
_NAMED = 60
_CLEARLY = 12


def chosen_by_number(text: str, candidates: tuple[Candidate, ...]) -> Candidate | None:
    """第二个 / 2 / 后面那个 -> that candidate; None when `text` is no such answer."""
    core = normalise(text)
    ordinal = _ORDINAL.match(core)
    number = number_value(ordinal.group(1)) if ordinal else None
    if number is None and _FIRST.match(core):
        number = 1
    if number is None and _LAST.match(core):
        number = len(candidates)
    return candidates[number - 1] if number and number <= len(candidates) else None


def chosen_by_name(text: str, titles: tuple[str, ...]) -> int | None:
    """Which of `titles` the visitor repeated, whole or in part, also misheard; None when it is not clear."""
    said = sound.folded(normalise(text))
    if len(said) < 4:
        return None
    likeness = sorted(
        ((fuzz.partial_ratio(said, sound.folded(normalise(title))), index) for index, title in enumerate(titles)),
        reverse=True,
    )
    clear = likeness[0][0] >= _NAMED and (len(likeness) == 1 or likeness[0][0] - likeness[1][0] >= _CLEARLY)
    return likeness[0][1] if clear else None
