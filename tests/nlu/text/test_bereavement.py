"""A death in the family, not long ago."""

from __future__ import annotations

import pytest

from robot.nlu.text.bereavement import bereaved


@pytest.mark.parametrize("said", ["我爸上个月走了，留下三间房", "男人没了，大伯子换锁", "俺男人在工地上摔死了"])
def test_a_death_in_the_family(said: str) -> None:
    assert bereaved(said)


@pytest.mark.parametrize(
    "said",
    [
        "媳妇走了一年没回来",
        "爷爷去世三十年了",
        "老伴带着娃走了",
        "我爸的房产证没了",
        "要是我爸走了房子归谁",
        "工资没了",
        "我弟没了工作",
        "老伴没了收入",
        "俺男人走了仨月没音信",
        "娃走了后门",
        "我哥死了心",
        "我要不拽娃就憋死了",
        "老伴差点没救过来",
        "他哥没了，当年是他哥担的保",
        "闺女快把我气死了",
        "端盘子的小姑娘走了",
    ],
)
def test_no_death_or_one_long_past(said: str) -> None:
    assert not bereaved(said)
