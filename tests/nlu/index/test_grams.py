"""N-grams as numbers, against the n-grams themselves."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.index.grams import GramNumbers, distinct, keys_of

_SIZES = (1, 2, 3)
_TEXT = st.text(alphabet=st.one_of(st.sampled_from("甲乙丙"), st.characters()), max_size=8)


def _grams(text: str) -> list[str]:
    return [text[at : at + size] for size in _SIZES for at in range(len(text) - size + 1)]


@given(st.lists(_TEXT, min_size=1, max_size=5))
def test_each_gram_has_a_number_of_its_own_as_they_first_come(texts: list[str]) -> None:
    keys, rows = keys_of(texts, _SIZES)
    written = [(gram, row) for row, text in enumerate(texts) for gram in _grams(text)]
    assert rows.tolist() == [row for _, row in written]
    numbered = GramNumbers(keys)
    known = list(dict.fromkeys(gram for gram, _ in written))
    assert len(numbered) == len(known)
    assert numbered.of(keys).tolist() == [known.index(gram) for gram, _ in written]


@given(_TEXT)
def test_they_are_counted(text: str) -> None:
    keys, counts = distinct(keys_of([text], _SIZES)[0])
    counted = Counter(_grams(text))
    assert counts.tolist() == list(counted.values())
    assert len(keys) == len(counted)


def test_what_no_text_has_is_no_number() -> None:
    numbered = GramNumbers(keys_of(["甲乙"], _SIZES)[0])
    assert numbered.of(keys_of(["乙丙甲"], _SIZES)[0]).tolist() == [1, -1, 0, -1, -1, -1]
    assert GramNumbers(keys_of([""], _SIZES)[0]).of(keys_of(["甲"], _SIZES)[0]).tolist() == [-1]


def test_what_no_number_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="4"):
        keys_of(["甲乙丙丁"], (1, 4))
