"""The classifier over phrasings, on a handful of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from robot.nlu.index.learned import WIDTH, Floats, LearnedIndex, Sketch
from robot.nlu.index.ngrams import NgramIndex

_SIZES = (1, 2)
_TEXTS = [
    "老板欠我工资怎么办",
    "老板欠钱不给怎么办",
    "工资没发怎么办",
    "邻居欠我钱怎么办",
    "邻居借钱不还",
    "借条丢了怎么办",
]
_OWNERS = np.array([0, 0, 0, 1, 1, 1], dtype=np.int64)


def _learned(meaning: Floats | None = None) -> tuple[LearnedIndex, NgramIndex]:
    words = NgramIndex(_TEXTS, _SIZES)
    return LearnedIndex(words.cells, words.cells, meaning, _OWNERS), words


def _asked(text: str) -> Floats:
    learned, words = _learned()
    known = words.known(text)
    return learned.scores(known, known, None)


def test_an_entry_has_a_score_each() -> None:
    assert _asked("工资").shape == (2,)


def test_its_own_phrasings_sound_like_an_entry() -> None:
    for text, owner in zip(_TEXTS, _OWNERS, strict=True):
        assert int(np.argmax(_asked(text))) == owner


def test_a_word_that_only_one_entry_says_decides_among_words_that_both_say() -> None:
    assert int(np.argmax(_asked("欠我工资没给怎么办"))) == 0
    assert int(np.argmax(_asked("欠我借条上的怎么办"))) == 1


def test_a_word_that_all_say_decides_nothing() -> None:
    both = _asked("怎么办")
    assert abs(both[0] - both[1]) < abs(_asked("工资")[0] - _asked("工资")[1])


def test_what_no_phrasing_says_has_no_score() -> None:
    assert _asked("天上星星") == pytest.approx([0, 0])


def test_the_embedding_counts_where_there_is_one() -> None:
    meaning = np.zeros((6, 3), dtype=np.float32)
    meaning[:3, 0] = meaning[3:, 1] = 1
    learned, words = _learned(meaning)
    nothing = words.known("天上星星")
    first, second = learned.scores(nothing, nothing, np.array([0, 1, 0], dtype=np.float32))
    assert second > first + 0.1
    assert learned.scores(nothing, nothing, None) == pytest.approx([0, 0])


def test_an_entry_of_many_phrasings_does_not_drown_one_of_few() -> None:
    texts = [*[f"老板欠工资{end}" for end in "甲乙丙丁戊己庚辛壬癸"], "老板欠我货款"]
    words = NgramIndex(texts, _SIZES)
    owners = np.array([0] * 10 + [1], dtype=np.int64)
    known = words.known("老板欠货款")
    assert int(np.argmax(LearnedIndex(words.cells, words.cells, None, owners).scores(known, known, None))) == 1


def test_no_phrasing_no_score() -> None:
    words = NgramIndex([], _SIZES)
    learned = LearnedIndex(words.cells, words.cells, None, np.zeros(0, dtype=np.int64))
    assert learned.scores(words.known("工资"), words.known("工资"), None).shape == (0,)


def test_rows_and_queries_are_thrown_together_alike() -> None:
    words = NgramIndex(_TEXTS, _SIZES)
    sketch = Sketch(len(words.cells.starts) - 1, 3)
    dense: npt.NDArray[np.float32] = sketch.rows(words.cells)(2, 4)
    assert dense.shape == (2, WIDTH)
    assert dense[1] == pytest.approx(sketch.query(words.known(_TEXTS[3])), abs=1e-5)
