"""Many texts, packed."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.index import texts
from robot.nlu.index.texts import Counts, Numbers, Places, Texts


@given(st.lists(st.text(max_size=6)))
def test_texts_are_read_back_one_by_one_and_after_keeping(some: list[str]) -> None:
    packed = Texts(some)
    kept = pickle.loads(pickle.dumps(packed))  # noqa: S301  # our own
    assert list(packed) == list(kept) == some
    assert len(packed) == len(some)
    assert packed[1:] == some[1:]
    with pytest.raises(IndexError):
        packed[len(some)]


@given(st.lists(st.sampled_from(["工资", "离婚", "", "工资不发"])), st.sampled_from(["工资", "离婚", "", "没有"]))
def test_a_text_is_found_wherever_it_stands(some: list[str], wanted: str) -> None:
    places = pickle.loads(pickle.dumps(Places(Texts(some))))  # noqa: S301  # our own
    assert list(places.of(wanted)) == [at for at, text in enumerate(some) if text == wanted]
    assert (wanted in places) == (wanted in some)


def test_texts_of_one_checksum_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "crc32", lambda text: 7)
    places = Places(["甲", "乙", "甲"])
    assert list(places.of("甲")) == [0, 2] and list(places.of("乙")) == [1] and "丙" not in places


def test_numbers_of_texts() -> None:
    numbers = pickle.loads(pickle.dumps(Numbers({"gong zi": 7, "li hun": 2})))  # noqa: S301  # our own
    assert (numbers.get("gong zi"), numbers.get("li hun"), numbers.get("gong")) == (7, 2, 0)


@given(st.lists(st.text(st.sampled_from("工资不发\U0010ffff\x02"), min_size=3, max_size=3)))
def test_counts_are_those_of_a_counter(grams: list[str]) -> None:
    counted = Counter(grams)
    counts = pickle.loads(pickle.dumps(Counts(counted)))  # noqa: S301  # our own
    for before in {gram[:2] for gram in grams} | {"没有"}:
        following = {gram[2]: count for gram, count in counted.items() if gram[:2] == before}
        assert counts.all_after(before) == following
        for last in "工资不\U0010ffff":
            expected = (following.get(last, 0), len(following), sum(following.values()))
            assert counts.after(before, last) == expected
