"""TF-IDF cosines, against the formula written out."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.ngrams import NgramIndex, grams

_SIZES = (1, 2, 3)
_TEXT = st.text(alphabet="甲乙丙丁", max_size=8)


def _naive(texts: list[str], query: str) -> list[float]:
    def weights(text: str) -> dict[str, float]:
        counts = Counter(text[at : at + n] for n in _SIZES for at in range(len(text) - n + 1))
        raw = {}
        for gram, count in counts.items():
            containing = sum(gram in other for other in texts)
            raw[gram] = (1 + math.log(count)) * (math.log((1 + len(texts)) / (1 + containing)) + 1)
        length = math.sqrt(sum(value**2 for value in raw.values())) or 1.0
        return {gram: value / length for gram, value in raw.items()}

    asked = weights(query)
    return [sum(asked.get(gram, 0.0) * value for gram, value in weights(text).items()) for text in texts]


@given(st.lists(_TEXT, min_size=1, max_size=6), _TEXT)
def test_cosines_are_those_of_the_formula(texts: list[str], query: str) -> None:
    found = NgramIndex([tuple(text) for text in texts], _SIZES).cosines(tuple(query))
    assert found == pytest.approx(np.array(_naive(texts, query)), abs=1e-5)


@given(st.lists(_TEXT.filter(bool), min_size=1, max_size=6, unique=True))
def test_every_text_is_most_like_itself(texts: list[str]) -> None:
    index = NgramIndex([tuple(text) for text in texts], _SIZES)
    for row, text in enumerate(texts):
        found = index.cosines(tuple(text))
        assert found[row] == pytest.approx(1.0, abs=1e-5)
        assert found.max() <= 1 + 1e-5
        assert found.min() >= 0


def test_nothing_is_like_nothing() -> None:
    index = NgramIndex([tuple("甲乙"), ()], _SIZES)
    assert index.cosines(()).tolist() == [0, 0]
    assert index.cosines(tuple("丙丁")).tolist() == [0, 0]
    assert NgramIndex([], _SIZES).cosines(tuple("甲")).shape == (0,)


def test_what_no_text_has_still_counts_in_the_length() -> None:
    index = NgramIndex([tuple("甲乙")], _SIZES)
    assert index.cosines(tuple("甲乙"))[0] > index.cosines(tuple("甲乙丙"))[0] > index.cosines(tuple("甲丙丁戊"))[0] > 0


def test_grams_are_counted_and_do_not_run_together() -> None:
    assert grams(("甲", "乙", "甲"), (1, 2)) == {"甲": 2, "乙": 1, "甲\x1f乙": 1, "乙\x1f甲": 1}
    assert grams(("ab", "c"), (2,)) != grams(("a", "bc"), (2,))
    assert grams((), (1, 2)) == {}
