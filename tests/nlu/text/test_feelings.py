"""What a visitor says that he feels himself."""

from __future__ import annotations

import pytest

from robot.nlu.text.feelings import felt


@pytest.mark.parametrize(
    ("said", "feeling"),
    [
        ("愁得我几宿睡不着，开庭那天我不去行不行", "worry"),
        ("我急得一夜没合眼，这可咋办", "worry"),
        ("气死我了，他还反咬一口", "anger"),
        ("这口气俺咽不下去", "anger"),
        ("俺心里也难受，不想跟俺娘上法庭", "sadness"),
        ("不想告他，丢人哩", "sadness"),
        ("我爸上个月走了，他们就来抢房，我心里难受", "grief"),
    ],
)
def test_a_feeling_of_ones_own(said: str, feeling: str) -> None:
    assert felt(said) == feeling


@pytest.mark.parametrize(
    "said",
    [
        "俺儿子气得要拿铁锨去把坟刨了",
        "他急死了也没用",
        "老板拖欠工资怎么办",
        "闺女在那边心里难受",
        "他说他睡不着",
        "急着用钱，借了三万",
    ],
)
def test_no_feeling_of_ones_own(said: str) -> None:
    assert felt(said) is None
