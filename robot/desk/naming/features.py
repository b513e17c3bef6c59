"""What the tagger of names is told of each character: itself, the words there, how often it is in names. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LONGEST = 4
"""Characters of the words that are looked up."""
UNKNOWN, DIGIT, LATIN, SPACE, STOP = range(5)
FIRST_CHARACTER = 5
"""The numbers of characters begin here, after those of kinds."""
_SPANS = ((2, 0), (2, 1), (3, 0), (3, 1), (3, 2), (4, 0), (4, 1), (4, 3))
"""Lengths of words and places in them that have a column each; the inner two characters of four share one."""
_CUTS = 4
COLUMNS = len(_SPANS) + _CUTS + 4
_ALONE = -9.0
"""The logarithm of how likely a character is that is no word, for the cutting."""
_HIGHEST = 12.0
"""The weight of the most frequent words and characters, about: columns end near 1."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the features are looked up in. Weights are logarithms of counts, rounded.

    `numbers`: of characters; `words`: of two to LONGEST characters that are no names; `first`, `compound`: family
    names of one and of two characters; `given`: characters of given names.
    """

    numbers: Mapping[str, int]
    words: Mapping[str, int]
    first: Mapping[str, int]
    compound: Mapping[str, int]
    given: Mapping[str, int]


def number_of(character: str, lexicon: Lexicon) -> int:
    """The number of a character, or of its kind."""
    number = lexicon.numbers.get(character)
    if number is not None:
        return number
    if character.isdigit():
        return DIGIT
    if character.isascii() and character.isalpha():
        return LATIN
    if character.isspace():
        return SPACE
    return UNKNOWN if character.isalpha() else STOP


def features(text: str, lexicon: Lexicon) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Numbers of the characters of `text`, and a row of COLUMNS for each."""
    length = len(text)
    rows = [[0.0] * COLUMNS for _ in range(length)]
    weights: list[tuple[int, int, int]] = []
    words = lexicon.words
    for start in range(length - 1):
        for size in range(2, min(LONGEST, length - start) + 1):
            weight = words.get(text[start : start + size])
            if weight is not None:
                weights.append((start, size, weight))
                for column, (long, place) in enumerate(_SPANS):
                    if long == size:
                        _raise(rows[start + place], column, weight)
                if size == LONGEST:
                    _raise(rows[start + 2], 6, weight)
    for at, cut in enumerate(_cuts(length, weights)):
        rows[at][len(_SPANS) + cut] = 1.0
    column = len(_SPANS) + _CUTS
    for at, character in enumerate(text):
        row = rows[at]
        row[column] = lexicon.first.get(character, 0) / _HIGHEST
        row[column + 3] = lexicon.given.get(character, 0) / _HIGHEST
        compound = lexicon.compound.get(text[at : at + 2])
        if compound is not None:
            row[column + 1] = rows[at + 1][column + 2] = 1.0
    ids = np.fromiter((number_of(each, lexicon) for each in text), np.int64, length)
    return ids, np.array(rows, np.float32).reshape(length, COLUMNS)


def _raise(row: list[float], column: int, weight: int) -> None:
    row[column] = max(row[column], weight / _HIGHEST)


def _cuts(length: int, weights: list[tuple[int, int, int]]) -> list[int]:
    """The likeliest cut into words: for each character alone 0, first 1, inner 2, last 3 of its word."""
    by_end: list[list[tuple[int, int]]] = [[] for _ in range(length + 1)]
    for start, size, weight in weights:
        by_end[start + size].append((size, weight))
    best = [0.0] * (length + 1)
    step = [1] * (length + 1)
    for end in range(1, length + 1):
        best[end] = best[end - 1] + _ALONE
        for size, weight in by_end[end]:
            score = best[end - size] + weight - _TOTAL
            if score > best[end]:
                best[end], step[end] = score, size
    cuts = [0] * length
    end = length
    while end > 0:
        size = step[end]
        if size > 1:
            cuts[end - size : end] = [1, *[2] * (size - 2), 3]
        end -= size
    return cuts


_TOTAL = math.log(60_000_000)
"""The logarithm of all the words that the frequencies were counted in."""
