"""Which of its readings a character has, from what stands around it: 还 (hai2, huan2), 得 (dei3, de2, de5) …

A linear model for each character over its neighbours, characters and words; made by
`python -m robot.fitting.polyphones` from sentences written for it (robot/fitting/polyphones/). It is asked only for
characters that no known word settles.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.tts.reading.word import Word

MODEL = Path(__file__).with_name("polyphones.npz")
BUCKETS = 1 << 20
_NEAR = 3
"""Characters on each side whose places count."""
_AROUND = 8
"""Characters on each side that count wherever they stand."""
_NUMBER = frozenset("零〇一二三四五六七八九十百千万亿两几半多")
_EDGE = "$"
_TWINS = re.compile(r"(?=(.)(?:[一了]|了又|来(?=.去))(\1))")
"""A character that is said twice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading (`huan2`) and whether it is ahead of the others by enough."""

    sound: str
    is_sure: bool


class Polyphones:
    """`readings`: those of each character; `weights`, shape (BUCKETS,); `margin`: the lead from which one is sure;
    `unsettled`: words of the dictionary that are read in more than one way (应付), so that the model decides there too.
    """

    def __init__(
        self,
        readings: Mapping[str, Sequence[str]],
        weights: npt.NDArray[np.float32],
        margin: float,
        unsettled: frozenset[str] = frozenset(),
    ) -> None:
        self._readings, self._weights, self._margin = readings, weights, margin
        self.unsettled = unsettled

    def __contains__(self, hanzi: str) -> bool:
        return hanzi in self._readings

    def reading(self, words: Sequence[Word], word: int, place: int) -> Reading:
        """The reading of the character at `place` of the word numbered `word`. Raises KeyError when it is not known.

        A character that is said twice (数一数, 晃来晃去) is read alike, as its first place makes likelier or its
        second.
        """
        hanzi = words[word].text[place]
        twin = _twin(words, word, place)
        signs = [list(signs_of(words, *where)) for where in ((word, place), twin) if where is not None]
        scores = sorted(
            ((sum(self.score(hanzi, sound, each) for each in signs), sound) for sound in self._readings[hanzi]),
            reverse=True,
        )
        return Reading(scores[0][1], len(scores) < 2 or scores[0][0] - scores[1][0] >= self._margin)

    def score(self, hanzi: str, sound: str, signs: Sequence[str]) -> float:
        """What speaks for a reading."""
        return float(self._weights[buckets(hanzi, sound, signs)].sum())


def signs_of(words: Sequence[Word], word: int, place: int) -> Iterator[str]:
    """What speaks for a reading of the character at `place` of the word numbered `word`."""
    run = "".join(each.text for each in words)
    at = sum(len(each.text) for each in words[:word]) + place
    near = {step: _kind(run, at + step) for step in range(-_NEAR, _NEAR + 1)}
    yield "always"
    for step in range(1, _NEAR + 1):
        yield f"{-step}{near[-step]}"
        yield f"+{step}{near[step]}"
    yield f"-2-1{near[-2]}{near[-1]}"
    yield f"-1+1{near[-1]} {near[1]}"
    yield f"+1+2{near[1]}{near[2]}"
    yield f"+1+2+3{near[1]}{near[2]}{near[3]}"
    here, before, after = words[word], _word(words, word - 1), _word(words, word + 1)
    yield f"tag{here.tag}{len(here.text)}{place}"
    yield f"before{before.text}"
    yield f"after{after.text}"
    yield f"tags{before.tag} {after.tag}"
    yield f"tagbefore{before.tag}"
    yield f"tagafter{after.tag}"
    yield f"both{before.tag} {near[1]}"
    yield f"both{near[-1]} {after.tag}"
    if len(here.text) > 1:
        yield f"in{here.text}"
    for hanzi in set(run[max(0, at - _AROUND) : at]) - {run[at]}:
        yield f"left{hanzi}"
    for hanzi in set(run[at + 1 : at + 1 + _AROUND]) - {run[at]}:
        yield f"right{hanzi}"


def _twin(words: Sequence[Word], word: int, place: int) -> tuple[int, int] | None:
    """Where the same character stands once more: 数一数, 缝了又缝, 晃来晃去."""
    places = [(number, at) for number, each in enumerate(words) for at in range(len(each.text))]
    run = "".join(each.text for each in words)
    here = places.index((word, place))
    for found in _TWINS.finditer(run):
        first, second = found.start(1), found.start(2)
        if here in (first, second):
            return places[second if here == first else first]
    return None


def _word(words: Sequence[Word], at: int) -> Word:
    return words[at] if 0 <= at < len(words) else Word(_EDGE, _EDGE)


def _kind(run: str, at: int) -> str:
    """The character at `at`; all that count are alike."""
    if not 0 <= at < len(run):
        return _EDGE
    return "#" if run[at] in _NUMBER else run[at]


def buckets(hanzi: str, sound: str, signs: Sequence[str]) -> npt.NDArray[np.intp]:
    """Where the weights of `signs` stand for this reading."""
    return np.array([zlib.crc32(f"{hanzi}{sound}{sign}".encode()) % BUCKETS for sign in signs], dtype=np.intp)


@cache
def shipped() -> Polyphones:
    """The model that ships."""
    with np.load(MODEL) as stored:
        readings = json.loads(bytes(stored["readings"]).decode("utf-8"))
        weights = stored["weights"].astype(np.float32) * float(stored["scale"])
        unsettled = frozenset(json.loads(bytes(stored["unsettled"]).decode("utf-8")))
        return Polyphones(readings, weights, float(stored["margin"]), unsettled)
