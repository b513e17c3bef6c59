"""A run of Hanzi is cut where a reader cuts it."""

from __future__ import annotations

import pytest

from robot.tts.reading.dictionary import dictionary
from robot.tts.reading.words import Cutter


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    return Cutter({"村头井": [], "井": []}, dictionary())


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("鉴定都做了", ["鉴定", "都", "做", "了"]),
        ("他惹了事谁管", ["他", "惹", "了", "事", "谁", "管"]),
        ("分配给他", ["分配", "给", "他"]),
        ("俺家村头井塌了", ["俺家", "村头井", "塌", "了"]),
    ],
)
def test_words_are_not_put_together_across_others(cutter: Cutter, run: str, words: list[str]) -> None:
    assert [word.text for word in cutter.words(run)] == words


@pytest.mark.parametrize("run", ["一", "他欠我的钱还没还完", "中华人民共和国民法典", "亍彳亍彳"])
def test_nothing_is_lost(cutter: Cutter, run: str) -> None:
    assert "".join(word.text for word in cutter.words(run)) == run
