"""TF-IDF cosines, against the formula written out."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.index.ngrams import Cells, Floats, NgramIndex, cosines

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
    found = _cosines(NgramIndex(texts, _SIZES), query)
    assert found == pytest.approx(np.array(_naive(texts, query)), abs=1e-5)


@given(st.lists(_TEXT.filter(bool), min_size=1, max_size=6, unique=True))
def test_every_text_is_most_like_itself(texts: list[str]) -> None:
    index = NgramIndex(texts, _SIZES)
    for row, text in enumerate(texts):
        found = _cosines(index, text)
        assert found[row] == pytest.approx(1.0, abs=1e-5)
        assert found.max() <= 1 + 1e-5
        assert found.min() >= 0


def test_nothing_is_like_nothing() -> None:
    index = NgramIndex(["甲乙", ""], _SIZES)
    assert _cosines(index, "").tolist() == [0, 0]
    assert _cosines(index, "丙丁").tolist() == [0, 0]
    assert _cosines(NgramIndex([], _SIZES), "甲").shape == (0,)
    assert cosines(NgramIndex([], _SIZES).known("甲"), NgramIndex([], _SIZES).centroids(_owners(), 0)).shape == (0,)


def test_what_no_text_has_still_counts_in_the_length() -> None:
    index = NgramIndex(["甲乙"], _SIZES)
    assert _cosines(index, "甲乙")[0] > _cosines(index, "甲乙丙")[0] > _cosines(index, "甲丙丁戊")[0] > 0


def test_what_is_known_of_a_query_is_a_part_of_its_length() -> None:
    index = NgramIndex(["甲乙", "丙"], _SIZES)
    known = {text: sum(weight**2 for weight in index.known(text).weights) for text in ("甲乙", "甲乙丁戊", "丁戊")}
    assert known["甲乙"] == pytest.approx(1)
    assert 0 < known["甲乙丁戊"] < 0.5
    assert known["丁戊"] == 0


@given(st.lists(st.tuples(_TEXT, st.integers(0, 2)), min_size=1, max_size=6), _TEXT)
def test_a_centroid_is_the_mean_of_its_texts(owned: list[tuple[str, int]], query: str) -> None:
    texts, owners = [text for text, _ in owned], _owners(*(owner for _, owner in owned))
    index = NgramIndex(texts, _SIZES)
    rows = _dense(index.cells)
    sums = np.stack([rows[owners == owner].sum(axis=0) for owner in range(3)])
    means = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    centroids = index.centroids(owners, 3)
    assert _dense(centroids) == pytest.approx(means, abs=1e-5)
    known = index.known(query)
    asked = np.zeros(rows.shape[1])
    asked[list(known.numbers)] = known.weights
    assert cosines(known, centroids) == pytest.approx(means @ asked, abs=1e-5)


def test_a_centroid_knows_the_words_of_all_its_texts() -> None:
    index = NgramIndex(["甲乙", "丙丁", "甲戊"], _SIZES)
    found = cosines(index.known("甲乙丙丁"), index.centroids(_owners(0, 0, 1), 2))
    assert found[0] > max(_cosines(index, "甲乙丙丁"))
    assert found[0] > found[1] > 0


def _cosines(index: NgramIndex, text: str) -> Floats:
    return cosines(index.known(text), index.cells)


def _owners(*owners: int) -> npt.NDArray[np.int64]:
    return np.array(owners, dtype=np.int64)


def _dense(cells: Cells) -> npt.NDArray[np.float64]:
    found = np.zeros((cells.count, len(cells.starts) - 1))
    for gram in range(len(cells.starts) - 1):
        piece = slice(cells.starts[gram], cells.starts[gram + 1])
        found[cells.rows[piece], gram] = cells.weights[piece]
    return found
