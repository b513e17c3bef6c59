"""What is asked of the hall itself is a name and a piece that asks, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content
from robot.nlu.named.hall import AboutHall, HallMatcher


@pytest.fixture(scope="module")
def bare(content: Content) -> Content:
    """A hall of one floor with a telephone for complaints, and without lift, nursery, printer, tickets."""
    assert content.hall is not None
    gone = {"lift", "lift-2", "stairs", "stairs-2", "nursery", "printer", "video-room"}
    places = tuple(place for place in content.hall.places if place.id not in gone and place.floor == 1)
    phones = {**content.hall.phones, "监督电话": "0746-5728109"}
    hall = content.hall.model_copy(update={"places": places, "phones": phones, "has": ()})
    return replace(content, hall=hall, places={**content.places, "video-room": "w4", "nursery": "w1", "printer": "w1"})


@pytest.fixture(scope="module")
def matcher(bare: Content) -> HallMatcher:
    return HallMatcher(bare)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("监督电话", "phone", "监督电话"),
        ("监督电话多少", "phone", "监督电话"),
        ("监督投诉电话", "phone", "监督电话"),
        ("投诉电话是多少", "phone", "监督电话"),
        ("请问举报电话几号", "phone", "监督电话"),
        ("法律援助窗口电话", "number", "w2"),
        ("怎么联系5号窗口", "number", "w5"),
        ("3号窗口电话多少", "number", "w3"),
        ("公证处电话", "number", "w3"),
        ("公证处的电话是多少", "number", "w3"),
        ("五号窗口的联系方式", "number", "w5"),
        ("5号窗口是干什么的", "work", "w5"),
        ("公证窗口能办什么", "work", "w3"),
        ("你们大厅有几个窗口", "windows", ""),
        ("一共多少个窗口", "windows", ""),
        ("大厅在几楼", "floors", ""),
        ("你们这儿几层", "floors", ""),
        ("母婴室在哪", "missing", "母婴室"),
        ("有没有喂奶的地方", "missing", "母婴室"),
        ("电梯在哪", "missing", "电梯"),
        ("有电梯吗", "missing", "电梯"),
        ("有复印机吗", "missing", "复印打印处"),
        ("哪里能复印", "missing", "复印打印处"),
        ("存包柜在哪", "missing", "存包柜"),
        ("取号机在哪里", "missing", "取号机"),
        ("视频咨询室怎么走", "missing", "视频咨询室"),
    ],
)
def test_it_is_asked_of_the_hall(matcher: HallMatcher, text: str, kind: str, name: str) -> None:
    found = matcher.match(text)
    assert found is not None and (found.kind, found.name) == (kind, name)


def test_what_is_missing_is_asked_for_where_it_is_done(matcher: HallMatcher) -> None:
    assert matcher.match("视频咨询室在哪") == AboutHall("missing", "视频咨询室", "w4")


@pytest.mark.parametrize(
    "text",
    [
        "电话多少",
        "公证处怎么走",
        "律师不接电话怎么办",
        "律师是干什么的",
        "投诉律师打什么电话",
        "复印多少钱",
        "电梯坏了物业不管",
        "没有电梯怎么办",
        "去哪个窗口",
        "公证处在几楼",
        "在几楼",
        "卫生间在哪",
        "哪几个窗口办公证",
        "公证处的人骂我怎么投诉",
        "老楼加装电梯一楼不同意",
    ],
)
def test_anything_else_is_not(matcher: HallMatcher, text: str) -> None:
    assert matcher.match(text) is None


def test_what_is_there_is_not_missing(content: Content) -> None:
    matcher = HallMatcher(content)
    for text in ("电梯在哪", "母婴室在哪", "有复印机吗", "取号机在哪"):
        assert matcher.match(text) is None
    assert matcher.match("监督电话") is None
