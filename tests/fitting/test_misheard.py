"""The generator does what its docstring says."""

from __future__ import annotations

from collections import Counter

import pytest
from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

from robot.fitting.misheard import Mishearing, common_characters

TEXTS = [
    "老板拖欠工资不给怎么办呢",
    "房屋租赁合同到期房东不退押金",
    "离婚的时候孩子归谁抚养",
    "办理遗嘱公证要带什么材料",
] * 30


@pytest.fixture(scope="module")
def mishearing() -> Mishearing:
    return Mishearing(TEXTS, 7)


def test_the_common_characters_are_those_of_the_standard() -> None:
    assert len(common_characters()) == len(set(common_characters())) == 3755
    assert {"啊", "座", "的"} <= set(common_characters())


def test_a_sentence_is_misheard_the_same_way_whatever_else_is_asked(mishearing: Mishearing) -> None:
    alone = Mishearing(TEXTS, 7).hear(TEXTS[1], 0.4)
    mishearing.hear(TEXTS[0], 0.4)
    assert mishearing.hear(TEXTS[1], 0.4) == alone
    assert mishearing.hear(TEXTS[1], 0.4, draw=1) != alone
    assert Mishearing(TEXTS, 8).hear(TEXTS[1], 0.4) != alone


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.4])
def test_so_many_characters_are_wrong(mishearing: Mishearing, share: float) -> None:
    for text in TEXTS[:4]:
        for draw in range(40):
            heard = mishearing.hear(text, share, draw)
            # One edit a character; what is lost or doubled beside another can come out as one edit fewer.
            wrong = round(share * len(text))
            assert wrong - 1 <= Levenshtein.distance(text, heard) <= wrong


def test_the_kinds_of_errors_have_their_shares(mishearing: Mishearing) -> None:
    kinds: Counter[str] = Counter()
    text = "工资"
    for draw in range(3000):
        heard = mishearing.hear(text, 0.5, draw)
        assert heard != text
        if len(heard) == 2:
            at = 0 if heard[1] == "资" else 1
            same = lazy_pinyin(heard[at])[0] == lazy_pinyin(text)[at]
            kinds["homophone" if same else "near"] += 1
        else:
            kinds["lost" if len(heard) == 1 else "doubled"] += 1
    shares = {kind: number / 3000 for kind, number in kinds.items()}
    assert shares == pytest.approx({"homophone": 0.60, "near": 0.25, "lost": 0.10, "doubled": 0.05}, abs=0.04)


def test_what_is_not_chinese_stays(mishearing: Mishearing) -> None:
    assert mishearing.hear("12348", 0.4) == "12348"
    assert mishearing.hear("", 0.4) == ""
    assert mishearing.hear(TEXTS[0], 0.0) == TEXTS[0]
    assert mishearing.hear("拨打12348", 0.1) != "拨打12348"  # at least one
